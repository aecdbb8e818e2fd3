import Values

/// What the cells of x can be read as. It starts with everything, and each row leaves less.
struct XKinds: OptionSet, Sendable {
    let rawValue: Int

    static let months = XKinds(rawValue: 1)
    static let days = XKinds(rawValue: 2)
    static let times = XKinds(rawValue: 4)
    static let numbers = XKinds(rawValue: 8)
    /// Set until the first cell that is not NULL.
    static let unknown = XKinds(rawValue: 16)
    static let all: XKinds = [.months, .days, .times, .numbers, .unknown]

    init(rawValue: Int) { self.rawValue = rawValue }

    /// - Parameter left: What the cells before can be read as. Nothing else is tried.
    init(of cell: StoredValue, left: XKinds) {
        switch cell {
        case .null: self = .all
        case .integer: self = .numbers
        case .real(let number): self = number.isFinite && number.magnitude < 1e290 ? .numbers : []
        case .text(let text): self = XAxis.allCases.first { $0.isTime && left.contains($0.kind) && $0.value(of: text) != nil }?.kind ?? []
        case .blob: self = []
        }
    }
}

/// How places are laid out along x.
enum XAxis: Sendable, CaseIterable {
    /// A value is a count of months since the year 0.
    case months
    /// A value is a count of days since 1970.
    case days
    /// A value is a count of milliseconds since 1970.
    case times
    case numbers
    /// A value is a place's index.
    case categories

    init(_ kinds: XKinds) {
        self = kinds.contains(.unknown) ? .categories : Self.allCases.first { kinds.contains($0.kind) && $0 != .categories } ?? .categories
    }

    var isTime: Bool { self == .months || self == .days || self == .times }

    var kind: XKinds {
        switch self {
        case .months: .months
        case .days: .days
        case .times: .times
        case .numbers: .numbers
        case .categories: []
        }
    }

    /// The place of a text on the axis; nil if it has none there.
    func value(of text: String) -> Double? {
        switch self {
        case .months: Moment.month(text).map(Double.init)
        case .days: CivilDate(text).map { Double($0.daysSince1970) }
        case .times: Moment.milliseconds(text).map(Double.init)
        case .numbers: Double(text)
        case .categories: nil
        }
    }

    /// The place in words; nil if the text itself says it.
    func name(of value: Double) -> String? {
        switch self {
        case .months: Moment.name(ofMonth: Int(value))
        case .days: Moment.name(ofDay: Int(value))
        case .times: Moment.name(ofTime: Int(value))
        case .numbers, .categories: nil
        }
    }
}
