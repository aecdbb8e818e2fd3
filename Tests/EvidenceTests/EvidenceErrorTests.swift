import Evidence
import Testing

@Suite("Errors about evidence") struct EvidenceErrorTests {
    @Test("name what was wrong, and what to do") func words() {
        let error = EvidenceError.badRedaction("colour", reason: "there is no such column")
        #expect(error.description == "--redact colour: there is no such column")
        #expect(error.hint?.contains("TABLE.COLUMN") == true)
    }
}
