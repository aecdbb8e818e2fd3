import Bags
import Foundation
import Testing

/// A folder that is removed with it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = "\(FileManager.default.temporaryDirectory.path())/bag-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A bag on the disk, with what a test does to it.
struct TemporaryBag {
    static let files: [String: String] = [
        "data/manifest.json": #"{"tables":2}"#, "data/tables/jobs.jsonl": "{\"id\":1}\n{\"id\":2}\n", "data/tables/empty.jsonl": "",
        "data/with space.txt": "text", "README.txt": "read me\n", "schema/jobs.sql": "CREATE TABLE jobs(id);\n",
    ]
    static let written = ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
    static let all = files.keys.sorted() + written
    static let fields = [
        BagField("Source-Organization", "Müller & Söhne: a customer"), BagField("External-Identifier", String(repeating: "x", count: 300)),
    ]

    private let folder: TemporaryFolder
    var path: String { "\(folder.path)/bag" }
    var bag: Bag { Bag(path) }

    init(isWritten: Bool = true) throws {
        folder = try TemporaryFolder()
        for (name, text) in Self.files { try put(name, Data(text.utf8)) }
        if isWritten { try bag.write(Self.fields, date: "2026-11-27") }
    }

    func place(_ name: String) -> String { "\(path)/\(name)" }

    func put(_ name: String, _ bytes: Data) throws {
        let url = URL(filePath: place(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
    }

    func get(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: place(name))) }

    func text(_ name: String) throws -> String { String(decoding: try get(name), as: UTF8.self) }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: place(name)) }

    func edit(_ name: String, _ change: (String) -> String) throws { try put(name, Data(change(try text(name)).utf8)) }

    /// Writes the tag manifest anew, so that only other problems are left.
    func seal() throws {
        let names = Self.all.filter { !$0.hasPrefix("data/") && $0 != "tagmanifest-sha256.txt" }.sorted()
        let output = try run("/usr/bin/sha256sum", names, in: path)
        try put("tagmanifest-sha256.txt", Data(output.text.utf8))
    }

    /// The findings of the check, by file.
    func findings() throws -> [String: [BagProblem.Finding]] {
        Dictionary(grouping: try bag.check(), by: \.file).mapValues { $0.map(\.finding) }
    }

    func named() throws -> Set<String> { Set(try bag.check().map(\.file)) }
}

/// Runs a program to its end. stdout and stderr are one.
@discardableResult
func run(_ program: String, _ arguments: [String], in folder: String? = nil, environment: [String: String]? = nil) throws -> (
    status: CInt, text: String
) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    if let environment { process.environment = environment }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}

enum Programs {
    private static let products = Bundle.main.executableURL?.deletingLastPathComponent() ?? URL(filePath: ".build/debug")
    static let helper = products.appending(path: "bag-helper").path()
    /// A Python that has the package `bagit`: the one that a variable names, or the first on the path. Nil if there is none.
    static let bagit = pythons.first { (try? run($0, ["-c", "import bagit"]).status) == 0 }
    /// Any Python.
    static let python = pythons.first

    private static let pythons: [String] = {
        let environment = ProcessInfo.processInfo.environment
        let folders = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/python3" }
        return ([environment["WORKATO_TEST_BAGIT_PYTHON"] ?? ""] + folders).filter { FileManager.default.isExecutableFile(atPath: $0) }
    }()
}
