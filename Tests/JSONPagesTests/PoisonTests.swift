import JSONPages
import Testing

/// Answers with a few bytes that aren't valid JSON, or that no text can hold.
@Suite struct PoisonTests {
    /// The names of a page's records, and the unknown fields that are kept.
    private func read(_ page: PageBytes) throws -> (names: [String], kept: [String]) {
        let page = try RecordPage(reading: page, fields: ["name"])
        return page.read { reader in
            var cursor = 0
            var kept: [String] = []
            for record in 0..<reader.count {
                reader.unknowns(of: record, cursor: &cursor) { key, value in
                    kept.append(String(decoding: key, as: UTF8.self) + ":" + String(decoding: value, as: UTF8.self))
                }
            }
            return ((0..<reader.count).map { String(decoding: reader.value(of: $0, 0).text, as: UTF8.self) }, kept)
        }
    }

    private func page(_ bytes: [UInt8]) -> PageBytes { PageBytes(#"[{"name":"a"},{"name":""#.utf8 + bytes + #""}]"#.utf8) }

    @Test(
        "half of a surrogate pair reads as U+FFFD, and its text is kept as it came",
        arguments: [#"\ud83d"#, #"\udc00"#, #"\uD83D\u0041"#, #"\ud83d\ud83d"#, #"\ud83dx\n"#])
    func surrogates(json: String) throws {
        let (names, kept) = try read(page(Array("cut \(json)".utf8)))
        #expect(names[0] == "a")
        #expect(names[1].hasPrefix("cut \u{FFFD}"))
        #expect(kept == [#""name":"cut \#(json)""#])
    }

    @Test("a whole pair is a character like any other")
    func pair() throws {
        #expect(try read(page(Array(#"\ud83d\ude00 \u00e9 \ufffd"#.utf8))) == (["a", "\u{1F600} \u{E9} \u{FFFD}"], []))
    }

    @Test("a key with half of a pair is kept as it came")
    func key() throws {
        let page = PageBytes(#"[{"name":"a","k\ud83d":1}]"#.utf8)
        #expect(try read(page) == (["a"], [#""k\ud83d":1"#]))
    }

    @Test("a byte that is not UTF-8 reads as U+FFFD, and can be told from what is kept")
    func latin1() throws {
        let broken = page([0x63, 0x61, 0x66, 0xE9])
        #expect(throws: PageError.self) { try read(broken) }
        let mended = try #require(broken.mended())
        #expect(try read(mended) == (["a", "caf\u{FFFD}"], [#""name":"caf\udce9""#]))
    }

    @Test(
        "no sequence of bytes passes for UTF-8 that is none",
        arguments: [
            [0xC0, 0xAF], [0xED, 0xA0, 0xBD], [0xF4, 0x90, 0x80, 0x80], [0xF8], [0xE2, 0x82], [0x80], [0xF0, 0x80, 0x80, 0x80],
        ] as [[UInt8]])
    func invalid(bytes: [UInt8]) throws {
        let escaped = bytes.map { #"\udc"# + String($0, radix: 16) }.joined()
        #expect(text(try #require(page(bytes).mended())) == #"[{"name":"a"},{"name":"\#(escaped)"}]"#)
    }

    @Test("a byte that is no character does not complete half of a pair before it")
    func halfBeforeByte() throws {
        let mended = try #require(page(Array(#"\ud83d"#.utf8) + [0xE9]).mended())
        #expect(text(mended) == #"[{"name":"a"},{"name":"\ufffd\udce9"}]"#)
    }

    @Test("control characters in a string are those characters")
    func controls() throws {
        let mended = try #require(page([0x09, 0x0A, 0x00, 0x1F]).mended())
        #expect(try read(mended) == (["a", "\t\n\0\u{1F}"], []))
    }

    @Test("a byte order mark at the start goes; elsewhere it is what it is")
    func byteOrderMark() throws {
        let mended = try #require(PageBytes([0xEF, 0xBB, 0xBF] + #"[{"name":"\#u{FEFF}"}]"#.utf8).mended())
        #expect(try read(mended).names == ["\u{FEFF}"])
    }

    @Test("what is nested too deep becomes a string of its text, or the mask", arguments: ["[", #"{"a":"#])
    func depth(opening: String) throws {
        let inner = "\"\\\"\""
        let value = String(repeating: opening, count: 100_000) + inner + String(repeating: opening == "[" ? "]" : "}", count: 100_000)
        let deep = PageBytes(#"[{"name":"a"},{"name":"b","x":\#(value)}]"#.utf8)
        #expect(throws: PageError.self) { try read(deep) }
        let (names, kept) = try read(try #require(deep.mended()))
        #expect(names == ["a", "b"])
        #expect(kept.count == 1 && kept[0].utf8.count > value.utf8.count)
        let masked = text(try #require(deep.mended(maskingDepthsWith: "gone")))
        #expect(masked.contains(#""gone""#) && masked.utf8.count < 10_000)
    }

    @Test(
        "a sound answer is not touched, and a broken one stays broken",
        arguments: [#"[{"name":"é 😀 \\\" \n"}]"#, "", "[", #"{"a":"b"#, "<html>", #"{"a":tru}"#])
    func untouched(json: String) {
        #expect(PageBytes(json.utf8).mended() == nil)
    }

    @Test("of a field that comes twice nobody can say which is meant")
    func doubled() throws {
        let page = try RecordPage(reading: PageBytes(#"[{"name":"a","x":1,"x":2},{"name":"a","name":"a"}]"#.utf8), fields: ["name"])
        #expect(page.read { reader in (0..<reader.count).map { reader.isDoubled($0) } } == [false, true])
    }

    @Test(
        "a list is no evidence where the answer says that it is an error, lists twice or names twice",
        arguments: [
            #"{"errors":[{"code":"internal"}],"result":[]}"#, #"{"result":[],"success":false}"#, #"{"result":[{}],"Error":"x"}"#,
            #"{"result":[],"message":"Backend timeout"}"#, #"{"result":[],"items":[]}"#, #"{"result":[{}],"data":{"items":[]}}"#,
            #"{"result":[],"result":[{}]}"#, #"{"count":1,"result":[{}],"count":2}"#, #"{"result":[],"status":503}"#,
            #"{"result":{"items":[],"error":true}}"#, #"{"result":[],"partial":true}"#, #"{"result":[],"r\u0065sult":null}"#,
        ])
    func contradictions(json: String) {
        #expect {
            try RecordPage(reading: PageBytes(json.utf8), fields: [])
        } throws: { error in
            if case PageError.contradictory = error { true } else { false }
        }
    }

    @Test(
        "what only looks like an error is none",
        arguments: [
            #"{"result":[{}],"errors":[],"error":null,"success":true,"message":"ok"}"#, #"{"result":[],"message":null,"status":"ok"}"#,
            #"{"result":{"items":[],"count":0},"data":{"count":0}}"#,
            #"{"result":[{"error":"x","success":false,"status":"failed"}],"code":200}"#,
        ])
    func noContradictions(json: String) throws {
        _ = try RecordPage(reading: PageBytes(json.utf8), fields: [])
    }

    @Test("the count may be written as any whole number")
    func counts() throws {
        #expect(try RecordPage(reading: PageBytes(#"{"result":[],"count":15.0}"#.utf8), fields: []).total == 15)
        #expect(try RecordPage(reading: PageBytes(#"{"result":[],"count":1,"total":2E1}"#.utf8), fields: []).total == 20)
        #expect(try RecordPage(reading: PageBytes(#"{"result":[],"count":1.5}"#.utf8), fields: []).total == nil)
    }
}
