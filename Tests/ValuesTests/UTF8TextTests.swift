import Testing
import Values

@Suite("Texts as bytes")
struct UTF8TextTests {
    @Test("Texts that Swift takes for equal are two")
    func canonicallyEqual() {
        #expect("caf\u{E9}" == "cafe\u{301}")
        #expect(UTF8Text("caf\u{E9}") != UTF8Text("cafe\u{301}"))
        #expect(Set([UTF8Text("caf\u{E9}"), UTF8Text("cafe\u{301}"), UTF8Text("caf\u{E9}")]).count == 2)
        #expect(!"caf\u{E9}".hasSameBytes(as: "cafe\u{301}"))
    }

    @Test("The order is that of the bytes")
    func order() {
        let texts = ["\u{1F600}", "\u{FF5E}", "b", "a\u{301}", "a"]
        #expect(texts.map(UTF8Text.init).sorted().map(\.text) == ["a", "a\u{301}", "b", "\u{FF5E}", "\u{1F600}"])
    }

    @Test("Lower case is that of SQLite's names")
    func lowercase() { #expect("LOOKUP_Übersicht İK".asciiLowercased == "lookup_Übersicht İk") }
}
