import CJSONPages
import Values

extension RecordPage {
    /// One field of a record that the program makes itself.
    public typealias Member = (name: String, value: MemberValue)

    public enum MemberValue: Sendable {
        case integer(Int64)
        case text(String)
    }

    /// A page of records that were made here instead of received, such as task counts that were found in an answer.
    ///
    /// Each record's text is written, because a record's digest is that of its text. Where the values lie is noted at the same time, so
    /// nothing is parsed.
    ///
    /// - Parameters:
    ///   - records: their members, in the order in which they are written.
    ///   - fields: the names whose values the page gives by position. Every member must be named here.
    public init(of records: [[Member]], fields: [String]) {
        var writer = PageWriter(fields: fields)
        for record in records { writer.append(record) }
        self.init(writer)
    }
}

/// Writes records as a page of JSON, and notes where each of their fields lies.
struct PageWriter {
    let fields: [String]
    private(set) var text = [UInt8(ascii: "[")]
    /// What texts say: in the page, some of their characters may be escaped.
    private(set) var arena: [UInt8] = []
    private(set) var records: [jp_record] = []
    private(set) var values: [jp_value] = []

    init(fields: [String]) { self.fields = fields }

    var bytes: PageBytes { PageBytes(padding: text + [UInt8(ascii: "]")]) }

    mutating func append(_ members: [RecordPage.Member]) {
        if !records.isEmpty { text.append(UInt8(ascii: ",")) }
        let start = text.count
        let first = values.count
        let absent = jp_value(offset: 0, length: 0, kind: UInt8(JP_ABSENT.rawValue), in_arena: 0, is_repaired: 0)
        values.append(contentsOf: repeatElement(absent, count: fields.count))
        for (position, member) in members.enumerated() {
            text.append(UInt8(ascii: position == 0 ? "{" : ","))
            JSONText.append(member.name.utf8, to: &text, .stored)
            text.append(UInt8(ascii: ":"))
            guard let field = fields.firstIndex(of: member.name) else { preconditionFailure("no field is named \(member.name)") }
            values[first + field] = write(member.value)
        }
        text.append(UInt8(ascii: "}"))
        records.append(jp_record(offset: UInt32(start), length: UInt32(text.count - start), is_doubled: 0))
    }

    private mutating func write(_ value: RecordPage.MemberValue) -> jp_value {
        switch value {
        case .integer(let number):
            let digits = String(number).utf8
            defer { text.append(contentsOf: digits) }
            return place(text.count, digits.count, JP_NUMBER, isInArena: false)
        case .text(let string):
            JSONText.append(string.utf8, to: &text, .stored)
            defer { arena.append(contentsOf: string.utf8) }
            return place(arena.count, string.utf8.count, JP_STRING, isInArena: true)
        }
    }

    private func place(_ offset: Int, _ length: Int, _ kind: jp_kind, isInArena: Bool) -> jp_value {
        jp_value(
            offset: UInt32(offset), length: UInt32(length), kind: UInt8(kind.rawValue), in_arena: isInArena ? 1 : 0, is_repaired: 0)
    }
}
