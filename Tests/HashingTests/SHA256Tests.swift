import Hashing
import Testing

/// The examples of the standards: NIST's for SHA-256 (FIPS 180-4), RFC 4231's for HMAC.
struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
    func `hashes the standard's examples`(text: String, hash: String) {
        #expect(SHA256.hash(Array(text.utf8)).hex == hash)
    }

    @Test(arguments: [0, 1, 63, 64, 65, 200])
    func `hashes pieces as it hashes the whole`(size: Int) {
        let bytes = (0..<200).map(UInt8.init)
        let hasher = SHA256Hasher()
        bytes[..<size].withUnsafeBytes(hasher.update)
        bytes[size...].withUnsafeBytes(hasher.update)
        #expect(hasher.finish() == SHA256.hash(bytes).hex)
    }

    @Test(arguments: [
        (Array(repeating: UInt8(0x0b), count: 20), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        (Array("Jefe".utf8), "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        (
            Array(repeating: UInt8(0xaa), count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func `computes the RFC's codes`(key: [UInt8], text: String, code: String) {
        #expect(SHA256.authenticationCode(of: Array(text.utf8), key: key).hex == code)
    }
}
