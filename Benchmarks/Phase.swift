/// One of the three syncs that a round is made of.
enum Phase: Int, CaseIterable {
    case first, oneChanged, unchanged

    var name: String {
        switch self {
        case .first: "first run"
        case .oneChanged: "1 % changed"
        case .unchanged: "unchanged"
        }
    }

    var edition: Edition { self == .first ? .first : .changed }
}

/// What one sync took.
struct Measurement {
    let requests: Int
    /// Records that it has listed, as it counts them itself.
    let rows: Int
    /// In seconds.
    let wall: Double
    let cpu: Double
    /// In bytes.
    let peakMemory: Int
}

extension [Double] {
    var median: Double {
        let ordered = sorted()
        guard !isEmpty else { return 0 }
        return (ordered[(count - 1) / 2] + ordered[count / 2]) / 2
    }
}
