import Bags
import Foundation
import Testing

@Suite struct BagCheckTests {
    @Test func `A bag as it was written has no problems`() throws {
        let bag = try TemporaryBag()
        #expect(try bag.bag.check() == [])
    }

    @Test(arguments: TemporaryBag.all, Damage.allCases)
    func `Each damage to each file is found and named`(file: String, damage: Damage) throws {
        let bag = try TemporaryBag()
        var numbers = SystemRandomNumberGenerator()
        let done = try damage.apply(to: file, in: bag, with: &numbers)
        let named = try bag.named()
        // Which of a file and its digest in the tag manifest was changed, only the signature can tell.
        if file == "tagmanifest-sha256.txt" { #expect(!named.isEmpty) } else { #expect(done.isSubset(of: named)) }
    }

    @Test func `A changed size is also told by Payload-Oxum`() throws {
        let bag = try TemporaryBag()
        try bag.put("data/tables/jobs.jsonl", Data("x".utf8))
        let findings = try bag.findings()
        #expect(findings.keys.sorted() == ["bag-info.txt", "data/tables/jobs.jsonl"])
        #expect(findings["bag-info.txt"] == [.wrongOxum(stated: "34.4", found: "17.4")])
    }

    @Test func `A removed tag manifest is a problem and so is each file that it listed`() throws {
        let bag = try TemporaryBag()
        try bag.remove("tagmanifest-sha256.txt")
        let findings = try bag.findings()
        #expect(findings["tagmanifest-sha256.txt"] == [.missing])
        #expect(findings["README.txt"] == [.unlisted])
        let tagFiles = TemporaryBag.all.filter { !$0.hasPrefix("data/") }
        // And the folder of tag files, which nothing says to be the bag's.
        #expect(Set(findings.keys) == Set(tagFiles + ["schema"]))
    }

    @Test(arguments: [
        ".hidden", "data/.hidden", "x/y", "data/tables/x", "tagmanifest-sha256.txt.sig.bak", "schema/tagmanifest-sha256.txt.sig",
    ])
    func `A file that was added is found`(name: String) throws {
        let bag = try TemporaryBag()
        try bag.put(name, Data("x".utf8))
        #expect(try bag.findings()[name] == [.unlisted])
    }

    @Test func `The signature of the tag manifest belongs to the bag`() throws {
        let bag = try TemporaryBag()
        try bag.put("tagmanifest-sha256.txt.sig", Data("x".utf8))
        #expect(try bag.bag.check() == [])
    }

    @Test func `Folders and links and pipes that were added are found and not followed`() throws {
        let bag = try TemporaryBag()
        mkdir(bag.place("data/new"), 0o700)
        mkdir(bag.place(".git"), 0o700)
        symlink("/", bag.place("data/root"))
        symlink("nowhere", bag.place("broken"))
        mkfifo(bag.place("data/pipe"), 0o600)
        let expected: [String: [BagProblem.Finding]] = [
            "data/new": [.extraFolder], ".git": [.extraFolder], "data/root": [.notAFile(.link)], "broken": [.notAFile(.link)],
            "data/pipe": [.notAFile(.special)],
        ]
        #expect(try bag.findings() == expected)
    }

    @Test func `A folder in the place of a file is told`() throws {
        let bag = try TemporaryBag()
        try bag.remove("README.txt")
        mkdir(bag.place("README.txt"), 0o700)
        #expect(try bag.findings() == ["README.txt": [.notAFile(.folder)]])
    }

    @Test(arguments: ["../x", "data/../../x", "/etc/passwd", "~/x", "~root/x", "data/../README.txt", "data//x", "data/./x", "data/x/", "."])
    func `A name that may lead out of the bag is refused`(name: String) throws {
        let bag = try TemporaryBag()
        try bag.edit("manifest-sha256.txt") { $0 + "\(String(repeating: "0", count: 64))  \(name)\n" }
        try bag.seal()
        #expect(try bag.findings()[name] == [.unsafeName(manifest: "manifest-sha256.txt")])
    }

    @Test func `Names are decoded as RFC 8493 says`() throws {
        let bag = try TemporaryBag()
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        for name in ["data/a\nb", "data/a\rb", "data/a%b"] { try bag.put(name, Data()) }
        let lines = ["a%0Ab", "a%0db", "a%25b", "a%41b"].map { "\(empty)  data/\($0)\n" }
        try bag.edit("manifest-sha256.txt") { $0 + lines.joined() }
        try bag.seal()
        let findings = try bag.findings()
        #expect(findings.keys.sorted() == ["bag-info.txt", "manifest-sha256.txt"])
        #expect(findings["manifest-sha256.txt"] == [.malformedLines([8], count: 1)])
    }

    @Test func `Files that are listed twice or in the wrong manifest are told`() throws {
        let bag = try TemporaryBag()
        try bag.edit("manifest-sha256.txt") { $0 + $0.prefix { $0 != "\n" } + "\n" }
        try bag.seal()
        let second = try bag.text("manifest-sha256.txt").split(separator: "\n")[1]
        try bag.edit("tagmanifest-sha256.txt") { $0 + second + "\n" }
        let findings = try bag.findings()
        #expect(findings["data/manifest.json"]?.contains(.listedTwice) == true)
        #expect(Set(findings["data/tables/empty.jsonl"] ?? []) == [.listedTwice, .wrongManifest("tagmanifest-sha256.txt")])
    }

    @Test(arguments: [
        "x", "", "\u{FEFF}", "zz  data/x", "\(String(repeating: "0", count: 64))", "\(String(repeating: "0", count: 64))data/x",
    ])
    func `A malformed line is told with its number`(line: String) throws {
        let bag = try TemporaryBag()
        try bag.edit("manifest-sha256.txt") { "\(line)\n\($0)" }
        #expect(try bag.findings()["manifest-sha256.txt"]?.contains(.malformedLines([1], count: 1)) == true)
    }

    @Test func `Manifests of other algorithms and fetch.txt are refused`() throws {
        let bag = try TemporaryBag()
        for name in ["manifest-md5.txt", "tagmanifest-sha512.txt", "fetch.txt"] { try bag.put(name, Data()) }
        let findings = try bag.findings()
        #expect(findings["manifest-md5.txt"]?.contains(.otherAlgorithm) == true)
        #expect(findings["tagmanifest-sha512.txt"]?.contains(.otherAlgorithm) == true)
        #expect(findings["fetch.txt"]?.contains(.fetch) == true)
    }

    @Test func `Another declaration and another Payload-Oxum are told though the tag manifest agrees`() throws {
        let bag = try TemporaryBag()
        try bag.edit("bagit.txt") { $0.replacing("1.0", with: "0.97") }
        try bag.edit("bag-info.txt") { $0.replacing("Oxum: 34.4", with: "Oxum: 34.5") }
        try bag.seal()
        #expect(try bag.findings() == ["bagit.txt": [.wrongDeclaration], "bag-info.txt": [.wrongOxum(stated: "34.5", found: "34.4")]])
        try bag.edit("bag-info.txt") { $0.replacing("Payload-Oxum: 34.5\n", with: "") }
        try bag.seal()
        #expect(try bag.findings()["bag-info.txt"] == [.wrongOxum(stated: nil, found: "34.4")])
    }

    @Test func `A tag manifest that says the same in other bytes is told`() throws {
        let changes: [(String) -> String] = [
            { $0.prefix(64).uppercased() + $0.dropFirst(64) }, { $0.replacing("  ", with: "\t") }, { "\($0.dropLast())" },
            { $0.replacing("\n", with: "\r\n") }, { $0.split(separator: "\n").reversed().joined(separator: "\n") + "\n" },
        ]
        for change in changes {
            let bag = try TemporaryBag()
            try bag.edit("tagmanifest-sha256.txt", change)
            #expect(try bag.findings() == ["tagmanifest-sha256.txt": [.rewritten]])
        }
    }

    @Test(arguments: 0..<40)
    func `Garbage in a tag file is named and does no harm`(seed: UInt64) throws {
        let bag = try TemporaryBag()
        for file in TemporaryBag.written {
            let alphabet: [UInt8] = seed % 2 == 0 ? Array(0...255) : Array("0a \t%\r\n:/.~dat\u{0}é".utf8)
            try bag.put(file, Data((0..<5000).compactMap { _ in alphabet.randomElement() }))
        }
        let named = try bag.named()
        #expect(Set(TemporaryBag.all).isSubset(of: named))
    }

    @Test func `Names that are no text are found and shown in ASCII`() throws {
        let bag = try TemporaryBag()
        let names: [[UInt8]] = [[0xFF, 0xFE], [0x1B, 0x5B, 0x6D], Array("é".utf8), Array("e\u{301}".utf8)]
        for name in names {
            let place = (Array(bag.place("data/").utf8) + name + [0]).map(CChar.init(bitPattern:))
            close(open(place, O_CREAT | O_WRONLY, 0o600))
        }
        let named = try bag.named().subtracting(["bag-info.txt"])
        #expect(named == ["data/\\xff\\xfe", "data/\\x1b[m", "data/\\xc3\\xa9", "data/e\\xcc\\x81"])
    }

    @Test func `Whoever may only read can check and is told what he cannot read`() throws {
        let bag = try TemporaryBag()
        // The folder above, and all in it.
        let parent = URL(filePath: bag.path).deletingLastPathComponent().path()
        try run("/bin/chmod", ["-R", "a+rX,a-w", parent])
        let before = try run("/usr/bin/find", [parent, "-printf", "%P %m %T@ %C@\n"]).text
        #expect(try run(Programs.helper, ["check", bag.path]).text == "")
        #expect(try run("/usr/bin/find", [parent, "-printf", "%P %m %T@ %C@\n"]).text == before)
        chmod(bag.place("data/manifest.json"), 0o600)
        chmod(bag.place("data/tables"), 0o700)
        let output = try run(Programs.helper, ["check", bag.path])
        #expect(output.text.contains("data/manifest.json: cannot be read: Permission denied\n"), "\(output.text)")
        #expect(output.text.contains("data/tables: cannot be read: Permission denied\n"))
        #expect(output.text.contains("data/tables/jobs.jsonl: cannot be read: its folder cannot be read\n"))
    }

    @Test(.enabled(if: Programs.python != nil, "no python3 on the path"))
    func `Folders that are deeper than a path can name are told`() throws {
        let bag = try TemporaryBag()
        let script = "import os, sys; os.chdir(sys.argv[1])\nfor _ in range(60): os.mkdir('d' * 200); os.chdir('d' * 200)"
        #expect(try run(#require(Programs.python), ["-c", script, bag.place("data")]).status == 0)
        let named = try bag.named()
        #expect(!named.isEmpty && named.allSatisfy { $0.hasPrefix("data/ddd") })
        try run("/bin/rm", ["-r", bag.place("data")])
    }

    @Test func `A folder that is no bag and a path to nothing are told`() throws {
        let folder = try TemporaryFolder()
        #expect(try Set(Bag(folder.path).check().map(\.file)) == Set(TemporaryBag.written + ["data"]))
        #expect(throws: BagError.noBag(path: "/nowhere", reason: "No such file or directory")) { try Bag("/nowhere").check() }
    }
}
