import Bags
import Foundation
import Testing

/// A file, a key that signs it, and a file that allows the key.
private struct Signing {
    let folder: TemporaryFolder
    var file: String { "\(folder.path)/tagmanifest-sha256.txt" }
    var key: String { "\(folder.path)/key" }
    var allowed: String { "\(folder.path)/allowed" }
    var signature: SSHSignature { SSHSignature(of: file) }

    init(passphrase: String = "") throws {
        folder = try TemporaryFolder()
        try Data("digest  file\n".utf8).write(to: URL(filePath: file))
        try run("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", passphrase, "-f", key, "-C", "test"])
        let half = try String(contentsOfFile: "\(key).pub", encoding: .utf8)
        try Data("alice@example.com namespaces=\"snapshot@workato-mirror\" \(half)".utf8).write(to: URL(filePath: allowed))
    }

    func outcome(identity: String = "alice@example.com") -> SSHSignature.Outcome {
        signature.verify(allowedSigners: allowed, identity: identity)
    }

    var isGood: Bool { if case .good = outcome() { true } else { false } }
}

@Suite struct SSHSignatureTests {
    @Test func `A signed file is verified with the signer's name`() throws {
        let signing = try Signing()
        try signing.signature.sign(key: signing.key)
        guard case .good(let text) = signing.outcome() else { return #expect(signing.isGood) }
        #expect(text.hasPrefix("Good \"snapshot@workato-mirror\" signature for alice@example.com with ED25519 key SHA256:"))
        let attributes = try FileManager.default.attributesOfItem(atPath: signing.signature.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `Each changed byte of the file or of the signature is found`() throws {
        let signing = try Signing()
        try signing.signature.sign(key: signing.key)
        for path in [signing.file, signing.signature.path] {
            let bytes = try Data(contentsOf: URL(filePath: path))
            for index in stride(from: 0, to: bytes.count, by: 7) {
                var changed = bytes
                changed[index] ^= 1
                try changed.write(to: URL(filePath: path))
                let outcome = signing.outcome()
                if case .bad = outcome {} else { Issue.record("byte \(index) of \(path): \(outcome)") }
            }
            try bytes.write(to: URL(filePath: path))
        }
        #expect(signing.isGood)
    }

    @Test func `Another signer and another namespace and another key are bad`() throws {
        let signing = try Signing()
        let other = try Signing()
        try signing.signature.sign(key: signing.key)
        if case .bad = signing.outcome(identity: "bob@example.com") {} else { Issue.record("another signer") }
        let outcome = signing.signature.verify(allowedSigners: other.allowed, identity: "alice@example.com")
        if case .bad = outcome {} else { Issue.record("another key") }
        try FileManager.default.removeItem(atPath: signing.signature.path)
        try run("/usr/bin/ssh-keygen", ["-Y", "sign", "-f", signing.key, "-n", "file", signing.file])
        if case .bad(let reason) = signing.outcome() { #expect(!reason.isEmpty) } else { Issue.record("another namespace") }
    }

    @Test func `What is missing is told`() throws {
        let signing = try Signing()
        let path = signing.signature.path
        #expect(signing.outcome() == .signatureMissing(path: path))
        #expect(signing.signature.verify(allowedSigners: "/nowhere", identity: "a") == .allowedSignersMissing(path: "/nowhere"))
        let lost = SSHSignature(of: signing.file, environment: ["PATH": signing.folder.path])
        #expect(lost.verify(allowedSigners: signing.allowed, identity: "a") == .programMissing)
        #expect(throws: BagError.programMissing) { try lost.sign(key: signing.key) }
        #expect(throws: BagError.keyMissing(path: "/nowhere")) { try signing.signature.sign(key: "/nowhere") }
    }

    @Test func `A signature is never replaced and a link is not written through`() throws {
        let signing = try Signing()
        try signing.signature.sign(key: signing.key)
        #expect(throws: BagError.signatureExists(path: signing.signature.path)) { try signing.signature.sign(key: signing.key) }
        try FileManager.default.removeItem(atPath: signing.signature.path)
        symlink("\(signing.folder.path)/elsewhere", signing.signature.path)
        #expect(throws: BagError.signatureExists(path: signing.signature.path)) { try signing.signature.sign(key: signing.key) }
        #expect(!FileManager.default.fileExists(atPath: "\(signing.folder.path)/elsewhere"))
        if case .bad = signing.outcome() {} else { Issue.record("a link as a signature") }
    }

    @Test func `A key that cannot sign is told in ssh-keygen's words and leaves nothing`() throws {
        let signing = try Signing()
        try FileManager.default.removeItem(atPath: signing.key)
        let alone = SSHSignature(of: signing.file, environment: ["PATH": "/usr/bin"])
        #expect { try alone.sign(key: "\(signing.key).pub") } throws: { error in
            if case BagError.notSigned(_, let reason) = error { reason.contains("No private key found") } else { false }
        }
        try Data("-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n".utf8).write(to: URL(filePath: signing.key))
        #expect { try alone.sign(key: signing.key) } throws: { error in !"\(error)".contains("c2VjcmV0") && !"\(error)".contains("PRIVATE")
        }
        #expect(!FileManager.default.fileExists(atPath: signing.signature.path))
    }

    @Test func `A key in ssh-agent signs for its public half`() throws {
        let signing = try Signing()
        let script = "ssh-add -q \"$1\" && rm \"$1\" && \"$0\" sign \"$1.pub\" \"$2\""
        let arguments = ["/bin/sh", "-c", script, Programs.helper, signing.key, signing.file]
        let output = try run("/usr/bin/ssh-agent", arguments)
        #expect(output.status == 0, "\(output.text)")
        #expect(signing.isGood)
    }

    @Test(.enabled(if: Programs.python != nil, "no python3 on the path"))
    func `A passphrase is asked for at the terminal`() throws {
        let signing = try Signing(passphrase: "open sesame")
        let script = """
            import os, pty, sys
            child, terminal = pty.fork()
            if child == 0: os.execv(sys.argv[1], sys.argv[1:])
            said = b""
            while b"passphrase" not in said: said += os.read(terminal, 1000)
            os.write(terminal, b"open sesame\\n")
            try:
                while os.read(terminal, 1000): pass
            except OSError: pass
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            """
        let output = try run(#require(Programs.python), ["-c", script, Programs.helper, "sign", signing.key, signing.file])
        #expect(output.status == 0, "\(output.text)")
        #expect(signing.isGood)
    }
}
