/// An era of the API: what its answers look like (API.md 3 to 5). All it changes stands in tables, none of it in routes.
public enum Dialect: Int, Sendable, CaseIterable, Comparable {
    case year2020 = 2020
    case year2022 = 2022
    case year2024 = 2024
    case year2025 = 2025

    public static func < (left: Dialect, right: Dialect) -> Bool { left.rawValue < right.rawValue }
}

/// A value that changed with the eras: each stands from its dialect on, until the next.
struct Eras<Value: Sendable>: Sendable, ExpressibleByDictionaryLiteral {
    private let steps: [(first: Dialect, value: Value)]

    init(dictionaryLiteral elements: (Dialect, Value)...) { steps = elements.map { (first: $0.0, value: $0.1) } }

    /// `nil` in dialects before the first.
    subscript(dialect: Dialect) -> Value? { steps.last { $0.first <= dialect }?.value }
}
