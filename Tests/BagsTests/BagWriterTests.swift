import Bags
import Foundation
import Testing

@Suite struct BagWriterTests {
    @Test(.enabled(if: Programs.bagit != nil, "no Python with bagit in WORKATO_TEST_BAGIT_PYTHON or on the path"))
    func `bagit.py finds a written bag valid`() throws {
        let python = try #require(Programs.bagit)
        let bag = try TemporaryBag()
        let output = try run(python, ["-m", "bagit", "--validate", bag.path])
        #expect(output.status == 0, "\(output.text)")
        let script = "import bagit, sys, json; print(json.dumps(bagit.Bag(sys.argv[1]).info['Source-Organization'], ensure_ascii=False))"
        #expect(try run(python, ["-X", "utf8", "-c", script, bag.path]).text == "\"Müller & Söhne: a customer\"\n")
    }

    @Test func `sha256sum finds all files as the manifests say`() throws {
        let bag = try TemporaryBag()
        for manifest in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
            let output = try run("/usr/bin/sha256sum", ["--strict", "-c", manifest], in: bag.path)
            #expect(output.status == 0, "\(output.text)")
        }
    }

    @Test func `Each file stands in one manifest and only its owner can read it`() throws {
        let bag = try TemporaryBag()
        let listed = try bag.text("manifest-sha256.txt") + bag.text("tagmanifest-sha256.txt")
        let names = listed.split(separator: "\n").map { String($0.dropFirst(66)) }
        #expect(names.sorted() == TemporaryBag.all.filter { $0 != "tagmanifest-sha256.txt" }.sorted())
        let modes = try run("/usr/bin/find", [bag.path, "-printf", "%y%m\n"]).text.split(separator: "\n")
        #expect(Set(modes) == ["d700", "f600"])
        let size = TemporaryBag.files.filter { $0.key.hasPrefix("data/") }.values.reduce(0) { $0 + $1.utf8.count }
        #expect(try bag.text("bag-info.txt").hasSuffix("\nBagging-Date: 2026-11-27\nPayload-Oxum: \(size).4\n"))
        #expect(try bag.text("bagit.txt") == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    }

    @Test(arguments: [
        "data/Müller", "data/a%b", "data/a\\b", "data/a\nb", "data/ a", "data/a ", "data/~a", "data/*a", "data/a\u{7F}", "~x/y",
        "manifest-md5.txt",
        "bagit.txt", "tagmanifest-sha256.txt.sig", "fetch.txt",
    ])
    func `A file that tools would read differently is refused`(name: String) throws {
        let bag = try TemporaryBag(isWritten: false)
        try bag.put(name, Data())
        #expect(throws: BagError.self) { try bag.bag.write([], date: "2026-11-27") }
    }

    @Test func `Links and pipes and empty folders are refused`() throws {
        for make: (String) -> CInt in [{ symlink("manifest.json", $0) }, { mkfifo($0, 0o600) }, { mkdir($0, 0o700) }] {
            let bag = try TemporaryBag(isWritten: false)
            #expect(make(bag.place("data/x")) == 0)
            #expect(throws: BagError.noFile("data/x")) { try bag.bag.write([], date: "2026-11-27") }
        }
    }

    @Test func `A folder without data and a bag that is written already are refused`() throws {
        let bag = try TemporaryBag()
        #expect(throws: BagError.self) { try bag.bag.write([], date: "2026-11-27") }
        let folder = try TemporaryFolder()
        let error = BagError.noBag(path: folder.path, reason: "it has no folder data")
        #expect(throws: error) { try Bag(folder.path).write([], date: "2026-11-27") }
    }

    @Test(arguments: [
        BagField("A", "b\nManifest: c"), BagField("A", "b\rc"), BagField("A:b", "c"), BagField("", "c"), BagField("A", " b"),
        BagField("A", ""),
        BagField("A\nB", "c"), BagField("A", "b\u{85}c"), BagField("A", "b\u{2028}c"), BagField("Payload-Oxum", "1.1"), BagField("Ä", "c"),
    ])
    func `A field that would be read differently is refused`(field: BagField) throws {
        let bag = try TemporaryBag(isWritten: false)
        #expect { try bag.bag.write([field], date: "2026-11-27") } throws: { error in
            if case BagError.badField = error { true } else { false }
        }
    }

    @Test func `A large file takes no memory`() throws {
        let bag = try TemporaryBag(isWritten: false)
        #expect(truncate(bag.place("data/manifest.json"), 400 << 20) == 0)
        let output = try run(Programs.helper, ["write", bag.path])
        let kibibytes = try #require(Int(output.text.dropLast()), "\(output.text)")
        #expect(kibibytes < 100 << 10)
        #expect(try bag.bag.check() == [])
    }
}
