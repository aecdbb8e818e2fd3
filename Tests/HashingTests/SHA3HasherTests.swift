import Hashing
import Testing

@Suite struct SHA3HasherTests {
    @Test("The hash of nothing and of “abc” are those of FIPS 202's examples")
    func examples() {
        #expect(SHA3Hasher().finish() == "6b4e03423667dbb73b6e15454f0eb1abd4597f9a1b078e3f5b5a6bc7")
        let hasher = SHA3Hasher()
        hasher.update("abc")
        #expect(hasher.finish() == "e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf")
    }

    @Test("The hash of pieces is the hash of the whole, wherever the cuts are")
    func pieces() {
        let text = String(repeating: "0123456789", count: 100)
        let whole = SHA3Hasher()
        whole.update(text)
        let cut = SHA3Hasher()
        for character in text { cut.update(String(character)) }
        #expect(cut.finish() == whole.finish())
    }
}
