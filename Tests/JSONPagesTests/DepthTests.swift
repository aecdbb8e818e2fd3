import JSONPages
import Testing

/// Answers that are nested so deep that recursion would run out of stack.
@Suite struct DepthTests {
    private static let openings = ["[", #"{"a":"#]

    private func nested(_ opening: String, _ depth: Int) -> String {
        String(repeating: opening, count: depth) + "1" + String(repeating: opening == "[" ? "]" : "}", count: depth)
    }

    private func isBroken(_ read: () throws -> Void) -> Bool {
        do { try read() } catch PageError.broken { return true } catch { return false }
        return false
    }

    @Test("900 levels are read", arguments: openings)
    func deep(opening: String) throws {
        let value = nested(opening, 900)
        #expect(Array(value.utf8).withUnsafeBytes(isJSON))
        let page = PageBytes(#"{"result":[{"id":\#(value)}]}"#.utf8)
        #expect(try RecordPage(reading: page, fields: ["id"]).count == 1)
        #expect(try RecordPage(reading: page, fields: ["name"]).count == 1)
        let masked = try Redaction.maskAll.apply(to: page)
        #expect(text(masked) == #"{"result":[{"id":\#(value.replacing("1", with: #""[withheld]""#))}]}"#)
    }

    @Test("100,000 levels are broken, and no crash", arguments: openings)
    func tooDeep(opening: String) {
        let value = nested(opening, 100_000)
        #expect(!Array(value.utf8).withUnsafeBytes(isJSON))
        for form in [value, #"[{"id":\#(value)}]"#, #"{"result":[[\#(value)]]}"#, #"{"n":\#(value)}"#] {
            let page = PageBytes(form.utf8)
            #expect(isBroken { _ = try Redaction.maskAll.apply(to: page) })
            #expect(isBroken { _ = try page.records(fromPairs: ("name", "value")) })
            #expect(isBroken { _ = try page.records(fromTuples: ["label"]) })
        }
        let page = PageBytes(#"[{"id":\#(value)}]"#.utf8)
        for field in ["id", "name"] {
            #expect(isBroken { _ = try RecordPage(reading: page, fields: [field]) })
        }
        for rule in [Redaction.Rule.replace(with: "x"), .stripQuery, .hash { _ in "x" }] {
            #expect(isBroken { _ = try Redaction(["id": rule]).apply(to: page) })
        }
    }

    @Test("100,000 openings that are never closed are broken, and no crash", arguments: openings)
    func unclosed(opening: String) {
        let page = PageBytes(String(repeating: opening, count: 100_000).utf8)
        #expect(isBroken { _ = try RecordPage(reading: page, fields: []) })
        #expect(isBroken { _ = try Redaction.maskAll.apply(to: page) })
        #expect(isBroken { _ = try page.records(fromPairs: ("name", "value")) })
        #expect(isBroken { _ = try page.records(fromTuples: []) })
    }
}
