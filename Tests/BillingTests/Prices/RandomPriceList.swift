import SeededNumbers

/// A price list that obeys the contract, in a random spelling, and questions about it.
struct RandomPriceList {
    private(set) var csv = ""
    private(set) var questions: [PythonPrices.Question] = []
    private var random: SeededGenerator

    private static let customers: [Int64] = [1, 22, .max]
    private static let plans = ["pro", "a, \"b\"", "two\nlines", "café", "7"]

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        var rows: [[String]] = []
        var quantities: Set<Int64> = [-1, 0, 1, .max]
        let customers = Self.customers.filter { _ in chance(2) }
        let plans = (Self.plans + ["*"]).filter { _ in chance(2) }
        let owners = customers.map { ["*", String($0)] } + plans.map { [$0, ""] }
        for owner in owners.isEmpty ? [["*", ""]] : owners { rows += tiers(of: owner, &quantities) }
        spell(rows.shuffled(using: &random))
        for quantity in quantities.sorted() {
            for customer in Self.customers + [3] where chance(3) {
                let plan = chance(4) ? nil : Self.plans.randomElement(using: &random)
                questions.append(PythonPrices.Question(customer: customer, plan: plan, quantity: quantity))
            }
        }
    }

    private mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &random) == 0 }

    private mutating func pick<Element>(_ first: Element, _ others: Element...) -> Element {
        ([first] + others).randomElement(using: &random) ?? first
    }

    /// Rows of one owner. Quantities near the borders go to `quantities`.
    private mutating func tiers(of owner: [String], _ quantities: inout Set<Int64>) -> [[String]] {
        let currency = pick("JPY", "ISK", "EUR", "USD", "KWD", "CLF")
        let mode = pick("graduated", "volume")
        let largest = pick(10, 100, 10_000, Int64.max)
        let borders = Set((0..<Int.random(in: 1...6, using: &random)).map { _ in Int64.random(in: 1...largest, using: &random) }).sorted()
        let isHalves = chance(3)
        var rows: [[String]] = []
        for (from, to) in zip([0] + borders, borders) {
            quantities.formUnion([to - 1, to, Int64.random(in: from...to, using: &random)])
            if to < .max { quantities.insert(to + 1) }
            rows.append(owner + [String(from), String(to), price(isHalves), per(isHalves), currency, mode])
        }
        if chance(2) { rows[rows.count - 1][3] = "" }
        return rows
    }

    /// - Parameter isHalves: whether amounts are likely to be ties.
    private mutating func price(_ isHalves: Bool) -> String {
        if isHalves { return pick("0.5", "0.05", "0.005", "0.0005", "0.00005", "1.50", "0.25", "0.125", "3") }
        let digits = (0..<Int.random(in: 1...pick(4, 12, 38), using: &random)).map { _ in String(Int.random(in: 0...9, using: &random)) }
        let point = Int.random(in: 0..<digits.count, using: &random)
        let number = digits.joined()
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return number
        case 1: return "0." + String(repeating: "0", count: point) + number
        case 2: return point == 0 ? "0." + number : "\(number.prefix(point)).\(number.dropFirst(point))"
        default: return pick("0", "0.00", "12", "0.0123", "99.99")
        }
    }

    private mutating func per(_ isHalves: Bool) -> String {
        if isHalves { return pick("", "1", "2", "4", "10") }
        return pick("", "1", "3", "7", "1000", "1000000", String(Int64.random(in: 1...(.max), using: &random)), String(Int64.max))
    }

    /// Writes the columns in any order, with quotes and blanks where they may be.
    private mutating func spell(_ rows: [[String]]) {
        let names = ["plan_id", "managed_user_id", "tier_from", "tier_to", "unit_price", "per", "currency", "mode"]
        var order = Array(names.indices).shuffled(using: &random)
        if rows.allSatisfy({ $0[5].isEmpty || $0[5] == "1" }) { order.removeAll { $0 == 5 } }
        let end = pick("\n", "\r\n")
        csv = pick("", "\u{FEFF}")
        for row in [names] + rows {
            csv += order.map { spelled(row[$0]) }.joined(separator: ",") + end
        }
        if chance(3) { csv += end + end }
        if chance(3) { csv = String(csv.unicodeScalars.reversed().drop { $0 == "\n" || $0 == "\r" }.reversed().map(Character.init)) }
    }

    private mutating func spelled(_ cell: String) -> String {
        let needsQuotes = cell.contains { $0 == "," || $0 == "\"" || $0 == "\n" }
        let quoted = cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        return pick("", "", " ") + (needsQuotes || chance(4) ? "\"\(quoted)\"" : cell) + pick("", "", "  ")
    }
}
