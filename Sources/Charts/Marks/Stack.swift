/// Series on top of each other: what is above zero upwards, what is below zero downwards.
struct Stack {
    /// One segment.
    struct Segment {
        let from: Double
        let to: Double
    }

    /// For each series its segment; nil where it has no number.
    private(set) var segments: [Segment?] = []
    /// For each series its part above zero, without height where it has none.
    private(set) var upper: [Segment] = []
    /// For each series its part below zero.
    private(set) var lower: [Segment] = []
    private(set) var low = 0.0
    private(set) var high = 0.0

    init(_ series: [Series], at position: Int) {
        for one in series {
            let value = one.cells[position].amount?.value
            let (up, down) = (max(0, value ?? 0), min(0, value ?? 0))
            upper.append(Segment(from: high, to: high + up))
            lower.append(Segment(from: low, to: low + down))
            segments.append(value.map { $0 < 0 ? Segment(from: low, to: low + down) : Segment(from: high, to: high + up) })
            (low, high) = (low + down, high + up)
        }
    }

    var hasNumber: Bool { segments.contains { $0 != nil } }
}
