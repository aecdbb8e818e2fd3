import Foundation

/// What Foundation reads, to be compared: its numbers are binary, its objects have no order.
extension Tree: Decodable {
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            self = .number(String(number))
        } else if let string = try? value.decode(String.self) {
            self = .string(string)
        } else if let elements = try? value.decode([Tree].self) {
            self = .array(elements)
        } else {
            let members = try value.decode([String: Tree].self)
            self = .object(members.sorted { $0.key < $1.key }.map { Member(key: $0.key, value: $0.value) })
        }
    }

    static func readByFoundation(_ json: String) throws -> Tree { try JSONDecoder().decode(Tree.self, from: Data(json.utf8)) }

    subscript(key: String) -> Tree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }
}
