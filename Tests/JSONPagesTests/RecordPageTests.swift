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
}
