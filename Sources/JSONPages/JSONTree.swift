import CJSONPages
import Values

/// An answer whose shape isn't known, as a tree: usage, and single records. Members keep their order, and come twice if they were received
/// twice.
public indirect enum JSONTree: Sendable {
    case object([Member])
    case array([JSONTree])
    case text(String)
    /// The digits as received.
    case number(String)
    case boolean(Bool)
    case null
    /// An array or object that is nested deeper than any answer is read.
    case tooDeep

    public struct Member: Sendable {
        public let name: String
        public let value: JSONTree
    }

    /// - Throws: `.broken` if the answer isn't JSON.
    public init(reading bytes: PageBytes) throws(PageError) {
        let read = bytes.withCText(jp_read_tree)
        try PageError.check(read.status, read.message)
        let nodes = UnsafeBufferPointer(start: read.nodes, count: read.count)
        let arena = UnsafeRawBufferPointer(start: read.arena, count: read.arena_length)
        var next = 0
        self = JSONTree(nodes, arena, &next)
    }

    private init(_ nodes: UnsafeBufferPointer<jp_node>, _ arena: UnsafeRawBufferPointer, _ next: inout Int) {
        let node = nodes[next]
        next += 1
        func text(_ value: jp_value) -> String { String(decoding: slice(arena, value.offset, value.length), as: UTF8.self) }
        switch jp_container(UInt32(node.container)) {
        case JP_ARRAY: self = .array((0..<node.count).map { _ in JSONTree(nodes, arena, &next) })
        case JP_OBJECT:
            self = .object(
                (0..<node.count).map { _ in
                    let name = text(nodes[next].name)
                    return Member(name: name, value: JSONTree(nodes, arena, &next))
                })
        default:
            self =
                switch jp_kind(UInt32(node.value.kind)) {
                case JP_STRING: .text(text(node.value))
                case JP_NUMBER: .number(text(node.value))
                case JP_TRUE, JP_FALSE: .boolean(jp_kind(UInt32(node.value.kind)) == JP_TRUE)
                case JP_NESTED: .tooDeep
                default: .null
                }
        }
    }

    /// The first member of an object that says that the answer is an error, such as `"success": false`; nil if none does.
    public var errorMember: String? {
        guard case .object(let members) = self else { return nil }
        return members.first { Self.tellsError($0.name, $0.value) }?.name
    }

    private static func tellsError(_ name: String, _ value: JSONTree) -> Bool {
        let json =
            switch value {
            case .object(let members): members.isEmpty ? "{}" : "{…}"
            case .array(let elements): elements.isEmpty ? "[]" : "[…]"
            case .text(let text): JSONText.quoted(text, .stored)
            case .number(let digits): digits
            case .boolean(let value): "\(value)"
            case .null, .tooDeep: "null"
            }
        return jp_tells_error(name, name.utf8.count, json, json.utf8.count) == 1
    }
}
