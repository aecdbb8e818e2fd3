import JSONPages
import Testing

@Suite struct FormTests {
    private func pairs(_ json: String) throws(PageError) -> String {
        text(try PageBytes(json.utf8).records(fromPairs: (key: "name", value: "value")))
    }

    private func tuples(_ json: String) throws(PageError) -> String {
        text(try PageBytes(json.utf8).records(fromTuples: ["label", "value"]))
    }

    @Test(
        "a map of names to values becomes a list, in any envelope, its siblings ignored",
        arguments: [
            #"{"a":"1","b\n":null}"#, #"{"result":{"a":"1","b\n":null}}"#, #"{"items":{"a":"1","b\n":null},"count":2}"#,
            #" { "success" : true , "data" : { "a" : "1" , "b\n" : null } , "page" : 1 } "#,
            #"{"r\u0065sult":{"a":"1","b\n":null},"more":[1]}"#,
        ])
    func maps(json: String) throws {
        #expect(try pairs(json) == #"[{"name":"a","value":"1"},{"name":"b\n","value":null}]"#)
    }

    @Test(
        "a property may have an envelope's name",
        arguments: ["result", "items", "data"])
    func envelopeNames(name: String) throws {
        let expected = #"[{"name":"\#(name)","value":"v"},{"name":"a","value":"1"}]"#
        #expect(try pairs(#"{"\#(name)":"v","a":"1"}"#) == expected)
        #expect(try pairs(#"{"result":{"\#(name)":"v","a":"1"}}"#) == expected)
    }

    @Test("names and values keep their text, order and duplicates")
    func asReceived() throws {
        #expect(
            try pairs(#"{"b":1e400,"\u0061":"\u00e9\/","b":-0.10,"":false,"n":12345678901234567890123}"#)
                == #"[{"name":"b","value":1e400},{"name":"\u0061","value":"\u00e9\/"},{"name":"b","value":-0.10},"#
                + #"{"name":"","value":false},{"name":"n","value":12345678901234567890123}]"#)
    }

    @Test(
        "no properties are an empty list",
        arguments: ["{}", #"{"result":{}}"#, #"{"data":{ },"count":0}"#, #"{"result":{},"data":{"a":"b"}}"#])
    func empty(json: String) throws {
        #expect(try pairs(json) == "[]")
    }

    @Test(
        "a list stays as it is",
        arguments: [
            "[]", "[1, 2]", #"{"result":[ {"name":"a"} ],"count":1}"#, #"{"result":{"items":[]}}"#,
            #"{"x":{},"data":[{"name":"a","value":{}}]}"#,
        ])
    func lists(json: String) throws {
        #expect(try pairs(json) == json)
    }

    @Test(
        "a map with an array or object in it is no list",
        arguments: [#"{"a":"b","c":{}}"#, #"{"c":[]}"#, #"{"result":{"a":[]}}"#, #"{"result":{"data":{"a":"b"}}}"#, "1", #""a""#, "null"])
    func noMap(json: String) {
        #expect(throws: PageError.noList) { try pairs(json) }
    }

    @Test(
        "arrays become records, further elements keyed by their position",
        arguments: [
            #"[["L","v",null,true],["M"],[]]"#, #"{"result":[["L","v",null,true],["M"],[]]}"#,
            #"{"data":[["L","v",null,true],["M"],[]],"count":3}"#,
            #"{ "result" : { "items" : [ [ "L" , "v" , null , true ] , [ "M" ] , [ ] ] } }"#,
        ])
    func tupleLists(json: String) throws {
        #expect(try tuples(json) == #"[{"label":"L","value":"v","3":null,"4":true},{"label":"M"},{}]"#)
    }

    @Test("a scalar is its own label, an object stays, a nested value keeps its text")
    func otherElements() throws {
        #expect(
            try tuples(#"["a", 1e400, null, {"label": "x"}, [ {"a": [1] } , [ ] ]]"#)
                == #"[{"label":"a","value":"a"},{"label":1e400,"value":1e400},{"label":null,"value":null},{"label": "x"},"#
                + #"{"label":{"a": [1] },"value":[ ]}]"#)
    }

    @Test("a list of objects stays as it is, its count beside it", arguments: ["[]", #"{"result":[{"label":"a"}, {}],"count":2}"#])
    func objects(json: String) throws {
        #expect(try tuples(json) == json)
    }

    @Test(
        "without a list in a known place there are no tuples", arguments: ["{}", #"{"result":{"a":"b"}}"#, #"{"rows":[["a","b"]]}"#, "7"])
    func noTuples(json: String) {
        #expect(throws: PageError.noList) { try tuples(json) }
    }

    @Test("of two lists the first counts, as it does for a page")
    func twoLists() throws {
        #expect(try tuples(#"{"x":[["z"]],"data":[["a"]],"result":[["b"]],"items":{"items":[["c"]]}}"#) == #"[{"label":"a"}]"#)
    }

    @Test("field names are escaped")
    func escapedNames() throws {
        let page = PageBytes(#"{"a":1}"#.utf8)
        #expect(text(try page.records(fromPairs: (key: "n\"\\", value: "v\n\u{1f}é"))) == #"[{"n\"\\":"a","v\u000a\u001fé":1}]"#)
    }

    @Test(
        "what is no JSON is broken, wherever it is",
        arguments: [
            "", "{", #"{"a":tru}"#, #"{"a":"b"} x"#, "[1 2]", #"{"a":"\ud800"}"#, #"{"result":{"a":1},"x":[01]}"#, #"[["a",}]"#, "1 2",
            "nul",
        ])
    func broken(json: String) {
        for read in [pairs, tuples] {
            #expect {
                try read(json)
            } throws: { error in
                if case PageError.broken = error { true } else { false }
            }
        }
    }
}
