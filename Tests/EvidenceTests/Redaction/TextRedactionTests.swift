import Foundation
import SeededNumbers
import Testing

@testable import Evidence

/// Values are found in whatever text they stand, and nothing else is changed.
@Suite("A redacted text") struct TextRedactionTests {
    private func redaction(_ values: [String], key: RedactionKey = RedactionKey()) -> TextRedaction {
        var redacted = RedactedValues()
        for value in values { redacted.insert(Array(value.utf8)) }
        return TextRedaction(redacted, key: key)
    }

    private func text(_ text: String, _ redaction: TextRedaction, mustBeJSON: Bool = false) -> String? {
        Array(text.utf8).withUnsafeBytes { redaction.redacted($0, mustBeJSON: mustBeJSON, quotesWhole: mustBeJSON) }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("has the longest value replaced, wherever it begins") func longest() {
        let key = RedactionKey()
        let redaction = redaction(["Anna", "Anna Maria", "Maria Luisa", "abc"], key: key)
        func p(_ value: String) -> String { key.pseudonym(of: Array(value.utf8)) }
        #expect(text("Anna", redaction) == p("Anna"))
        #expect(text("xAnna MariaAnna Mario", redaction) == "x\(p("Anna Maria"))\(p("Anna")) Mario")
        #expect(text("Anna Maria Luisa", redaction) == "\(p("Anna Maria")) Luisa")
        // Shorter than four characters.
        #expect(text("abc abcd", redaction) == nil && text("Ann", redaction) == nil && text("", redaction) == nil)
    }

    @Test("is still JSON, with the digits, blanks and names that it had") func json() {
        let key = RedactionKey()
        let redaction = redaction(["say \"hi\"\n", "1234", #"{"a":[1,"x"]}"#], key: key)
        func p(_ value: String) -> String { key.pseudonym(of: Array(value.utf8)) }
        #expect(
            text(#"{ "n":12345.60, "t":"say \u0022hi\"\u000a", "k\/":"é\ud800" }"#, redaction, mustBeJSON: true)
                == #"{ "n":12345.60, "t":"\#(p("say \"hi\"\n"))", "k\/":"é\ud800" }"#)
        #expect(text(#"{"1234":"x1234\ud800"}"#, redaction, mustBeJSON: true) == #"{"\#(p("1234"))":"x\#(p("1234"))\ud800"}"#)
        // A JSON value that is hidden where it is a cell is hidden where it is a part.
        #expect(text(#"[{"a":[1,"x"]},2]"#, redaction) == #"["\#(p(#"{"a":[1,"x"]}"#))",2]"#)
        // JSON in a string of JSON.
        #expect(text(#"{"in":"{\"t\":\"say \\\"hi\\\"\\n\"}"}"#, redaction) == #"{"in":"{\"t\":\"\#(p("say \"hi\"\n"))\"}"}"#)
        // No JSON, but spelled as in JSON.
        #expect(text(#"error in "say \"hi\"\n", "#, redaction) == #"error in "\#(p("say \"hi\"\n"))", "#)
    }

    @Test("has long values replaced where they are a whole cell or a whole string") func long() {
        let key = RedactionKey()
        let value = String(repeating: "long \"text\" ", count: 900)
        let redaction = redaction([value], key: key)
        let pseudonym = key.pseudonym(of: Array(value.utf8))
        #expect(text(value, redaction) == pseudonym)
        let quoted = value.replacing("\"", with: "\\\"")
        #expect(text("{\"a\":\"\(quoted)\"}", redaction) == "{\"a\":\"\(pseudonym)\"}")
    }

    @Test(
        "tells no value of many random ones, and reads back as JSON with the same shape",
        arguments: [UInt64.random(in: 0..<1 << 32), 7, 4_165_746_807])
    func property(seed: UInt64) throws {
        print("TextRedactionTests.property: seed \(seed)")
        var random = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            let values = self.values(&random)
            let redaction = redaction(values)
            let hidden = values.filter { $0.count >= 4 && $0.unicodeScalars.count >= 4 }
            let parts = (0..<6).map { _ in filler(&random) + (values.randomElement(using: &random) ?? "") + filler(&random) }
            let inner = String(decoding: try JSONSerialization.data(withJSONObject: [parts[0]]), as: UTF8.self)
            let object: [String: Any] = [parts[1]: parts[2], "list": [parts[3], ["deep": parts[4]], inner], "n": 1]
            let json = String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
            let result = text(json, redaction, mustBeJSON: true) ?? json
            let read = try #require(try JSONSerialization.jsonObject(with: Data(result.utf8)) as? [String: Any], "seed \(seed)")
            #expect(read.count == object.count && (read["list"] as? [Any])?.count == 3, "seed \(seed)")
            let plain = text(parts[5], redaction) ?? parts[5]
            // JSON's own quotes and escapes may look like a value that has some: such values are looked for in what the strings say.
            let bare = hidden.filter { !$0.utf8.contains { [0x22, 0x5C].contains($0) } }
            #expect(try ByteSearch(result).told(of: bare).isEmpty, "seed \(seed)")
            for said in strings(in: read) + [plain] {
                #expect(try ByteSearch(said).told(of: hidden, spelled: false).isEmpty, "seed \(seed)")
            }
        }
    }

    private func strings(in json: Any) -> [String] {
        switch json {
        case let text as String: [text]
        case let list as [Any]: list.flatMap(strings)
        case let members as [String: Any]: members.flatMap { [$0.key] + strings(in: $0.value) }
        default: []
        }
    }

    /// Some of them begin with, or contain, others. None consists of hexadecimal digits, which every pseudonym has.
    private func values(_ random: inout SeededGenerator) -> [String] {
        let signs = Array("Wxyz \"\\/{}[]:,\u{0}\n\t\u{1}éß日🎈").map(String.init)
        return (0..<Int.random(in: 1...12, using: &random)).reduce(into: []) { values, _ in
            let fresh = "W" + (0..<Int.random(in: 2...9, using: &random)).map { _ in signs.randomElement(using: &random) ?? "" }.joined()
            let other = values.randomElement(using: &random) ?? ""
            values.append(Bool.random(using: &random) ? fresh : Bool.random(using: &random) ? other + fresh : fresh + other)
        }
    }

    private func filler(_ random: inout SeededGenerator) -> String {
        ["", "a", "\"", "\\", "uno dos ", "W", "\u{0}", "é"].randomElement(using: &random) ?? ""
    }
}
