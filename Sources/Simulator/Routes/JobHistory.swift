/// The jobs that a recipe's counters count. They are not stored: the same counters always give the same jobs.
struct JobHistory: Sendable {
    // Planted counters may be any number. A loop over this many is still quick.
    private static let kept: Int64 = 100_000
    private static let pageSize = 25

    private let recipe: JSON
    private let failed: Int64
    private let reruns: Set<Int64>
    private let name: String
    private let id: Int64
    let count: Int64

    init(_ recipe: JSON, id: Int64, reruns: Set<Int64>) {
        let counter = { (name: String) in min(max(0, recipe[name]?.integerValue ?? 0), Self.kept) }
        self.recipe = recipe
        self.id = id
        self.reruns = reruns
        failed = counter("job_failed_count")
        count = counter("job_succeeded_count") + failed
        var random = SplitMix64(UInt64(bitPattern: id), 13)
        name = Self.letters(Int64(random.below(1 << 40)), 8)
    }

    /// The numbers of one page: newest first.
    func page(_ filter: JobFilter) -> [Int64] {
        guard let offset = filter.offset, filter.isNewer else {
            let newest = filter.offset.map { $0 - 1 } ?? count
            return Array(stride(from: newest, to: 0, by: -1).lazy.filter { admits($0, filter) }.prefix(Self.pageSize))
        }
        return stride(from: offset + 1, through: count, by: 1).lazy.filter { admits($0, filter) }.prefix(Self.pageSize).reversed()
    }

    private func admits(_ number: Int64, _ filter: JobFilter) -> Bool {
        if filter.rerunsOnly, !reruns.contains(number) { return false }
        return filter.status.map { $0 == (isFailed(number) ? "failed" : "succeeded") } ?? true
    }

    // Failed jobs are spread evenly. A job that is repeated succeeds.
    private func isFailed(_ number: Int64) -> Bool { number * failed / count > (number - 1) * failed / count }

    func job(_ number: Int64) -> JSON {
        let (isFailed, started) = (isFailed(number), time(number))
        let completed = started?.adding(minutes: 1).utc
        let error = isFailed ? "500 Internal Server Error" : nil
        let adapter = recipe["applications"]?.elements?.last ?? .null
        let parts: JSON = [
            "line_number": 1, "adapter": adapter, "error_type": "Step error", "error_id": .string(handle(number)),
            "error_at": .text(completed), "message": .text(error),
        ]
        return [
            "id": .string(handle(number)), "flow_run_id": .integer(id &* 1000 &+ number), "completed_at": .text(completed),
            "started_at": .text(started?.utc), "title": .string("Job \(number)"), "is_poll_error": false, "is_error": .bool(isFailed),
            "error": .text(error), "error_parts": isFailed ? parts : .null, "lines": .array(lines),
        ]
    }

    private var lines: [JSON] {
        (recipe["applications"]?.elements ?? []).enumerated().map { ["recipe_line_number": .integer($0), "adapter_name": $1] }
    }

    // Jobs are spread evenly between the recipe's creation and its last run.
    private func time(_ number: Int64) -> Moment? {
        guard let first = recipe.moment("created_at"), let last = recipe.moment("last_run_at") else { return nil }
        let span = max(0, last.milliseconds - first.milliseconds)
        return Moment(milliseconds: first.milliseconds + span / count * number)
    }

    /// Such as `j-KGAKfhsz-GYoLeB`: the recipe's name and the job's number in letters.
    private func handle(_ number: Int64) -> String { "j-\(name)-\(Self.letters(number, 6))" }

    /// The number of a job that exists.
    func number(of handle: String) -> Int64? {
        let letters = handle.utf8.suffix(6)
        guard letters.allSatisfy({ Self.alphabet.contains($0) }) else { return nil }
        let number = letters.reduce(Int64(0)) { $0 * 52 + Int64(Self.alphabet.firstIndex(of: $1) ?? 0) }
        return 1...max(1, count) ~= number && count > 0 && handle == self.handle(number) ? number : nil
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    private static func letters(_ number: Int64, _ count: Int) -> String {
        var rest = number
        let reversed = (0..<count).map { _ in
            defer { rest /= 52 }
            return alphabet[Int(rest % 52)]
        }
        return String(decoding: reversed.reversed(), as: UTF8.self)
    }
}
