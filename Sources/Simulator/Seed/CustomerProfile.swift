/// When one customer of the seeded world was created, and how much it works.
struct CustomerProfile: Sendable {
    enum Habit: Sendable { case steady, growing, seasonal, churned, trial, new }

    let index: Int
    let name: String
    let habit: Habit
    let created: Moment
    let monthlyTasks: Int

    init(_ index: Int, _ options: WorldOptions, _ random: inout SplitMix64) {
        self.index = index
        let turn = index / Vocabulary.firstWords.count
        let first = Vocabulary.firstWords[index % Vocabulary.firstWords.count]
        let last = Vocabulary.lastWords[(index + turn) % Vocabulary.lastWords.count]
        name = turn < Vocabulary.lastWords.count ? "\(first) \(last)" : "\(first) \(last) \(turn)"
        habit = random.pick([.steady, .steady, .growing, .growing, .seasonal, .churned, .trial, .new])
        let young = habit == .trial || habit == .new
        let age = young ? random.between(3, 100) : random.between(200, 1500)
        created = options.now.adding(days: Int64(-age)).adding(minutes: Int64(-random.below(1440)))
        monthlyTasks = random.pick(Vocabulary.monthlyTasks) * random.between(600, 1400) / 1000
    }

    /// The tasks of each month since the customer's creation, until now. Customers that have left have none in their last months.
    func usage(until now: Moment, _ random: inout SplitMix64) -> [(Month, Int64)] {
        let first = created.pacificMonth
        let count = now.pacificMonth.distance(since: first)
        let churn = count - random.between(2, 7)
        return (0...max(0, count)).map { position in
            let month = first.adding(position)
            let noise = random.between(900, 1100)
            guard habit != .churned || position < churn else { return (month, 0) }
            let full = monthlyTasks * shape(month, position, of: count) / 1000 * noise / 1000
            return (month, Int64(position == count ? full * now.pacificDay / 30 : full))
        }
    }

    private func shape(_ month: Month, _ position: Int, of count: Int) -> Int {
        switch habit {
        case .steady, .churned: 1000
        case .growing: 300 + 1700 * position / max(1, count)
        case .seasonal: Vocabulary.season[month.month - 1]
        case .trial: 30
        case .new: 400 + 200 * position
        }
    }
}
