/// Hands out ids that grow with the time of creation, as the product's do, and never twice.
struct Identities: Sendable {
    enum Kind: UInt8, Sendable {
        case customer, recipe, connection, lookupTable, row
        case apiCollection, apiEndpoint, apiClient, apiAccessProfile
        case package, exportManifest
        case member, folder, project, role
    }

    private var used: [Kind: Set<Int64>] = [:]

    mutating func next(_ kind: Kind, at created: Moment) -> Int64 {
        var candidate = Self.first(kind, at: created)
        while !used[kind, default: []].insert(candidate).inserted { candidate += 1 }
        return candidate
    }

    /// Reserves an id that a test has chosen, so that it is not handed out again.
    mutating func reserve(_ kind: Kind, _ id: Int64) {
        used[kind, default: []].insert(id)
    }

    // Customers of 2024 and rows of 2023 and later lie above 2^31: some of the real ids do.
    private static func first(_ kind: Kind, at created: Moment) -> Int64 {
        let minutes = max(0, created.milliseconds - Moment(2016, 1, 1).milliseconds) / 60_000
        switch kind {
        case .customer: return created < Moment(2024, 1, 1) ? 150_000 + minutes / 3 : 3_480_000_000 + minutes / 3
        case .recipe: return 1_000_000 + minutes * 11
        case .connection: return 500_000 + minutes * 2
        case .member: return 3_400_000_000 + minutes * 20
        case .folder: return 40_000_000 + minutes * 5
        case .project: return 200_000 + minutes / 2
        case .role: return 30_000 + minutes / 50
        case .lookupTable: return 1_000 + minutes / 100
        case .apiCollection: return 1_300 + minutes / 400
        case .apiEndpoint, .apiAccessProfile: return 9_000 + minutes / 50
        case .apiClient: return 2_600 + minutes / 300
        case .package, .exportManifest: return 200 + minutes / 900
        case .row: return created < Moment(2023, 1, 1) ? 20_000_000 + minutes * 90 : 2_150_000_000 + minutes * 90
        }
    }
}
