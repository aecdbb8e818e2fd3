/// Fills one customer's workspace. Connections come first, because recipes refer to them.
struct WorkspaceSeeder {
    let customer: Int64
    let profile: CustomerProfile
    let options: WorldOptions
    var identities: Identities
    var random: SplitMix64
    var result = Workspace()

    init(customer: Int64, profile: CustomerProfile, options: WorldOptions, identities: Identities) {
        self.customer = customer
        self.profile = profile
        self.options = options
        self.identities = identities
        random = SplitMix64(options.seed, 2, UInt64(profile.index))
    }

    mutating func workspace() -> Workspace {
        result.folders = (1...random.between(2, 5)).map { customer * 10 + Int64($0) }
        seedConnections()
        seedRecipes()
        seedUsage()
        seedLookupTables()
        seedAPIPlatform()
        seedOrganization()
        return result
    }

    /// A number around the average: none to twice as many.
    mutating func count(around average: Int) -> Int { random.below(average + 1) + random.below(average + 1) }

    /// A moment between the customer's creation and now.
    mutating func someTime() -> Moment { between(profile.created, options.now) }

    mutating func between(_ first: Moment, _ last: Moment) -> Moment {
        Moment(milliseconds: first.milliseconds + Int64(random.below(Int(max(1, last.milliseconds - first.milliseconds)))))
    }

    mutating func folder() -> JSON { .integer(random.pick(result.folders)) }

    /// The time, or null in so many of a hundred cases.
    mutating func moment(_ time: Moment, nullIn percent: Int) -> JSON { random.chance(percent) ? .null : .string(time.pacific) }
}
