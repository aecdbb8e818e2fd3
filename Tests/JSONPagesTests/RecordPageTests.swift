import JSONPages
import Testing

@Suite struct RecordPageTests {
    private func page(_ text: String, _ fields: [String] = ["id", "name"]) throws -> RecordPage {
        try RecordPage(reading: PageBytes(text.utf8), fields: fields)
    }

    private func values(_ page: RecordPage, _ field: Int) -> [String] {
        page.read { reader in (0..<reader.count).map { String(decoding: reader.value(of: $0, field).text, as: UTF8.self) } }
    }

    @Test("fields are found in any order, strings unescaped, numbers with their digits")
    func fields() throws {
        let page = try page(#"{"count":2,"result":[{"name":"a\n\u00e9","id":1e400},{"id":12345678901234567890123}]}"#)
        #expect(page.count == 2)
        #expect(page.total == 2)
        #expect(values(page, 0) == ["1e400", "12345678901234567890123"])
        #expect(values(page, 1) == ["a\né", ""])
    }

    @Test("a field nobody asked for is kept as JSON text")
    func unknowns() throws {
        let page = try page(#"[{"id":1,"x\"y":"\u0041","z":[ 1, 2 ]}]"#)
        var kept: [String] = []
        page.read { reader in
            var cursor = 0
            reader.unknowns(of: 0, cursor: &cursor) { key, value in
                kept.append(String(decoding: key, as: UTF8.self) + String(decoding: value, as: UTF8.self))
            }
        }
        #expect(kept == [#""x\"y""\u0041""#, #""z"[1,2]"#])
    }

    @Test(
        "what is cut off or no JSON is broken",
        arguments: [
            "", "{", "[", #"[{"id":1}"#, #"[{"id":1,}]"#, #"{"result":[{"id":1}]"#, #"[{"id":01}]"#, #"[{"id":1}] x"#, #"[{"id":tru}]"#,
            "<html></html>", #"[{"id":{"a":[1,}}]"#, #"[{"name":"\x"}]"#,
        ])
    func broken(text: String) {
        #expect { try page(text) } throws: { error in
            if case PageError.broken = error { true } else { false }
        }
    }

    @Test(
        "JSON without a list of objects has no list",
        arguments: [#"{"records":[{"id":1}]}"#, "[1,2]", #"{"result":{}}"#, "{}", "null", #""ok""#, "1e400"])
    func noList(text: String) {
        #expect(throws: PageError.noList) { try page(text) }
    }

    @Test("a page that is made here is the page that its text would be read as")
    func made() throws {
        let fields = ["task_count", "id", "month"]
        let records: [[RecordPage.Member]] = [
            [("id", .integer(-7)), ("month", .text("2026-01")), ("task_count", .integer(.max))],
            [("id", .integer(0)), ("month", .text("a\"\\\n\u{7f}é"))],
        ]
        let made = RecordPage(of: records, fields: fields)
        #expect(
            text(made.bytes)
                == #"[{"id":-7,"month":"2026-01","task_count":9223372036854775807},{"id":0,"month":"a\"\\\u000a\#u{7f}é"}]"#)
        let read = try RecordPage(reading: made.bytes, fields: fields)
        #expect(contents(made) == contents(read))
        #expect(contents(made).map(\.first) == ["number 9223372036854775807", "absent "])
        #expect(text(RecordPage(of: [], fields: fields).bytes) == "[]")
    }

    /// Each record's values, by kind and text, and then its own text.
    private func contents(_ page: RecordPage) -> [[String]] {
        page.read { reader in
            (0..<reader.count).map { record in
                page.fields.indices.map { field in
                    let value = reader.value(of: record, field)
                    return "\(value.kind) \(String(decoding: value.text, as: UTF8.self))"
                } + [String(decoding: reader.text(of: record), as: UTF8.self)]
            }
        }
    }
}
