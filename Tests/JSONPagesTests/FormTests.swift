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
            #"{"a":"1","b\n":null}"#, #"{"result":{"a":"1","b\n":null}}"#, #"{"items":{"a":"1","b\n":null},"per_page":2}"#,
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

    @Test("names and values keep their text and order")
    func asReceived() throws {
        #expect(
            try pairs(#"{"b":1e400,"\u0061":"\u00e9\/","c":-0.10,"":false,"n":12345678901234567890123}"#)
                == #"[{"name":"b","value":1e400},{"name":"\u0061","value":"\u00e9\/"},{"name":"c","value":-0.10},"#
                + #"{"name":"","value":false},{"name":"n","value":12345678901234567890123}]"#)
    }

    @Test(
        "an object that has nothing but an error's words is no listing",
        arguments: [
            #"{"message":"Unauthorized"}"#, #"{"success":false,"message":"no"}"#, #"{"result":null}"#, #"{"result":null,"count":0}"#,
            #"{"error":"forbidden"}"#, #"{"message":"Server error","id":"c0ffee"}"#, #"{"success":false,"a":"b"}"#, #"{"Success":true}"#,
            #"{"result":{"success":false}}"#, #"{"result":{"a":"b","code":401}}"#, #"{"result":"Unauthorized"}"#,
            #"{"status":500,"detail":"x"}"#, #"{"result":{"errors":["x"]}}"#,
        ])
    func errors(json: String) {
        #expect(throws: PageError.noList) { try pairs(json) }
    }

    @Test(
        "an error beside a listing, a second listing or a name twice makes it no evidence",
        arguments: [
            #"{"success":false,"result":{"a":"b"}}"#, #"{"result":{"a":"b"},"errors":[{"code":1}]}"#, #"{"result":{},"data":{"a":"b"}}"#,
            #"{"result":{"a":"1","a":"2"}}"#, #"{"a":"1","a":"2"}"#, #"{"result":{},"message":"Backend timeout"}"#,
            #"{"result":[],"items":[]}"#, #"{"result":{"a":"1"},"result":{"a":"1"}}"#,
        ])
    func contradictions(json: String) {
        #expect {
            try pairs(json)
        } throws: { error in
            if case PageError.contradictory = error { true } else { false }
        }
    }

    @Test("words of an error are names where they are somebody's, and beside others")
    func errorWordsAsNames() throws {
        #expect(try pairs(#"{"result":{"message":"Hello"}}"#) == #"[{"name":"message","value":"Hello"}]"#)
        #expect(
            try pairs(#"{"status":"failed","api_url":"x"}"#) == #"[{"name":"status","value":"failed"},{"name":"api_url","value":"x"}]"#)
    }

    @Test(
        "no properties are an empty list",
        arguments: ["{}", #"{"result":{}}"#, #"{"data":{ }}"#])
    func empty(json: String) throws {
        #expect(try pairs(json) == "[]")
    }

    @Test("the count beside a listing goes with it")
    func counted() throws {
        #expect(try pairs(#"{"data":{ },"count":7}"#) == #"{"count":7,"result":[]}"#)
        #expect(try tuples(#"{"data":[["a"]],"total":7}"#) == #"{"count":7,"result":[{"label":"a"}]}"#)
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
            #"{"data":[["L","v",null,true],["M"],[]],"page":3}"#,
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

    @Test(
        "of two lists neither is believed",
        arguments: [#"{"data":[["a"]],"result":[["b"]]}"#, #"{"data":[],"items":{"items":[["c"]]}}"#])
    func twoLists(json: String) {
        #expect(throws: PageError.contradictory("the answer has more than one list")) { try tuples(json) }
    }

    @Test("field names are escaped")
    func escapedNames() throws {
        let page = PageBytes(#"{"a":1}"#.utf8)
        #expect(text(try page.records(fromPairs: (key: "n\"\\", value: "v\n\u{1f}é"))) == #"[{"n\"\\":"a","v\u000a\u001fé":1}]"#)
    }

    @Test(
        "what is no JSON is broken, wherever it is",
        arguments: [
            "", "{", #"{"a":tru}"#, #"{"a":"b"} x"#, "[1 2]", #"{"a":"\ud80"}"#, #"{"result":{"a":1},"x":[01]}"#, #"[["a",}]"#, "1 2",
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
