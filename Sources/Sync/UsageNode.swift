/// A JSON value of the usage answer. Numbers are integers or nothing: a task count never passes through a binary float.
enum UsageNode: Decodable, Sendable {
    case object([String: UsageNode])
    case array([UsageNode])
    case text(String)
    case integer(Int64)
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let members = try? container.decode([String: UsageNode].self) {
            self = .object(members)
        } else if let elements = try? container.decode([UsageNode].self) {
            self = .array(elements)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let number = try? container.decode(Int64.self) {
            self = .integer(number)
        } else {
            self = .other
        }
    }

    /// An integer, also one that came as a text.
    var count: Int64? {
        switch self {
        case .integer(let number): number
        case .text(let text): Int64(text)
        default: nil
        }
    }

    var isEmpty: Bool {
        switch self {
        case .object(let members): members.values.allSatisfy(\.isEmpty)
        case .array(let elements): elements.allSatisfy(\.isEmpty)
        default: false
        }
    }
}
