import JSONPages
import Testing

@Suite struct RedactionTests {
    private let rules = Redaction([
        "token": .replace(with: "[redacted]"), "url": .stripQuery, "value": .hash { "hash of " + String(decoding: $0, as: UTF8.self) },
    ])

    private func redacted(_ json: String) throws(PageError) -> String { text(try rules.apply(to: PageBytes(json.utf8))) }

    @Test(
        "a field's value is replaced whatever it is, but null",
        arguments: [#""s""#, "1e400", "true", #"{"token":["x"]}"#, "[ 1, {} ]", #""""#, #""\u0022""#])
    func replace(value: String) throws {
        #expect(try redacted(#"[{"id":1, "token" : \#(value) ,"z":"token"}]"#) == #"[{"id":1, "token" : "[redacted]" ,"z":"token"}]"#)
        #expect(try redacted(#"[{"token":null}]"#) == #"[{"token":null}]"#)
    }

    @Test("at any depth, in any envelope, every time it comes")
    func anywhere() throws {
        #expect(
            try redacted(#"{"rows":[[{"a":{"token":1,"token":"x"}}]],"token":2}"#)
                == #"{"rows":[[{"a":{"token":"[redacted]","token":"[redacted]"}}]],"token":"[redacted]"}"#)
    }

    @Test("under a key written with escapes", arguments: [#"\u0074oken"#, #"tok\u0065n"#, #"\u0074\u006F\u006b\u0065\u006E"#])
    func escapedKey(key: String) throws {
        #expect(try redacted(#"[{"\#(key)":"s"}]"#) == #"[{"\#(key)":"[redacted]"}]"#)
    }

    @Test("under a name that JSON must or may escape")
    func specialName() throws {
        let rules = Redaction(["a/\"\n": .replace(with: "no \"x\"")])
        for key in [#"a/\"\n"#, #"a\/\"\n"#, #"a\u002f\u0022\u000A"#] {
            #expect(text(try rules.apply(to: PageBytes(#"{"\#(key)":1}"#.utf8))) == #"{"\#(key)":"no \"x\""}"#)
        }
    }

    @Test(
        "a query is cut off at its question mark, however that is written",
        arguments: [
            (#""https://h/p?token=1&x=?""#, #""https://h/p?[redacted]""#), (#""h\/p\u003Ftoken""#, #""h\/p?[redacted]""#),
            (#""h\\u003f\u003fs""#, #""h\\u003f?[redacted]""#), (#""h\"?s""#, #""h\"?[redacted]""#), (#""?""#, #""?[redacted]""#),
            (#""h/p""#, #""h/p""#), (#""h\\""#, #""h\\""#), ("1", "1"), ("null", "null"),
            (#"["a?b", {"x":"c?d", "token":"e?f"}]"#, #"["a?[redacted]", {"x":"c?[redacted]", "token":"[redacted]"}]"#),
        ])
    func query(value: String, expected: String) throws {
        #expect(try redacted(#"[{"url":\#(value),"x":"a?b"}]"#) == #"[{"url":\#(expected),"x":"a?b"}]"#)
    }

    @Test(
        "what is hashed is what a string says, and else the text as received",
        arguments: [
            (#""a\u0062\n""#, #""hash of ab\u000a""#), ("-1.50E3", #""hash of -1.50E3""#), ("true", #""hash of true""#),
            ("[ 1, 2 ]", #""hash of [ 1, 2 ]""#), (#""""#, #""hash of ""#), ("null", "null"),
        ])
    func hash(value: String, expected: String) throws {
        #expect(try redacted(#"[{"value": \#(value)}]"#) == #"[{"value": \#(expected)}]"#)
    }

    @Test(
        "within a record's fields nothing is hashed",
        arguments: ["[§]", #"{"result":[§],"count":1}"#, #"{"data":{"items":[§]}}"#, #"{"r\u0065sult":[1,§]}"#])
    func recordFieldsOnly(envelope: String) throws {
        let record = #"{"value":"s","a":{"value":"t"},"b":[{"value":[{"value":1}]}]}"#
        #expect(
            try redacted(envelope.replacing("§", with: record))
                == envelope.replacing("§", with: record.replacing(#""s""#, with: #""hash of s""#)))
    }

    @Test(
        "where no list is known, all is hashed",
        arguments: [
            #"{"rows":[{"a":{"value":§}}]}"#, #"{"a":{"value":§}}"#, #"[[{"a":{"value":§}}]]"#, #"{"x":{"result":[{"a":{"value":§}}]}}"#,
            #"{"result":[],"data":[{"a":{"value":§}}]}"#, #"{"result":{"data":{"items":[{"a":{"value":§}}]}}}"#,
        ])
    func unknownEnvelope(json: String) throws {
        #expect(try redacted(json.replacing("§", with: "1")) == json.replacing("§", with: #""hash of 1""#))
    }

    @Test("masking leaves structure, keys, booleans and nulls")
    func mask() throws {
        let masked = try Redaction.maskAll.apply(to: PageBytes(#"{"":"a", "b":[1e400,true,null,{"":{"c":""}},[]] }"#.utf8))
        #expect(text(masked) == #"{"":"[withheld]", "b":["[withheld]",true,null,{"":{"c":"[withheld]"}},[]] }"#)
        #expect(text(try Redaction.maskAll.apply(to: PageBytes(#" "a\n" "#.utf8))) == #" "[withheld]" "#)
        #expect(text(try Redaction.maskAll.apply(to: PageBytes("12".utf8))) == #""[withheld]""#)
    }

    @Test(
        "broken JSON throws, with a rule's field in it or without",
        arguments: [
            #"{"token":"x""#, #"{"token":"x"} y"#, #"{"token":{"a":01}}"#, #"{"token":nul}"#, #"{"token":"\x"}"#, #"{"to\u006ben":"#,
            #"{"value":"\ud80"}"#, #"{"url":1x}"#, #"["token""#, "", #"{"id":01}"#, "\"token\" \u{1}",
        ])
    func broken(json: String) {
        #expect {
            try redacted(json)
        } throws: { error in
            if case PageError.broken = error { true } else { false }
        }
    }

    @Test("a page without a rule's field stays the same bytes, not copied; without rules it is not read")
    func same() throws {
        let page = PageBytes(#"[{"id":"token"}]"#.utf8)
        let redacted = try rules.apply(to: page)
        #expect(page.withUnsafeBytes { $0.baseAddress } == redacted.withUnsafeBytes { $0.baseAddress })
        #expect(text(try Redaction([:]).apply(to: PageBytes("no JSON".utf8))) == "no JSON")
    }

    @Test("what is redacted can be read as a page")
    func readable() throws {
        let page = try rules.apply(to: PageBytes(#"{"result":[{"id":7,"value":"s"}],"count":1}"#.utf8))
        let records = try RecordPage(reading: page, fields: ["id", "value"])
        #expect(records.read { String(decoding: $0.value(of: 0, 1).text, as: UTF8.self) } == "hash of s")
        #expect(records.total == 1)
    }
}
