import Foundation
import SeededNumbers
import Streams
import Testing

@Suite struct AtomicFolderTests {
    private let parent: String

    init() throws {
        parent = "\(FileManager.default.temporaryDirectory.path())/atomic-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    }

    private func cleanUp() { try? FileManager.default.removeItem(atPath: parent) }

    private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: parent).sorted()) ?? [] }

    @Test func `The folder appears with all that was written`() async throws {
        defer { cleanUp() }
        for path in ["\(parent)/a", "\(parent)/b/"] {
            try AtomicFolder(path).make { folder in
                #expect(URL(filePath: folder).lastPathComponent.hasPrefix(".\(path.hasSuffix("a") ? "a" : "b").tmp-\(getpid())-"))
                try FileManager.default.createDirectory(atPath: "\(folder)/deep/er", withIntermediateDirectories: true)
                try Data("x".utf8).write(to: URL(filePath: "\(folder)/deep/er/file"))
                symlink("nowhere", "\(folder)/link")
            }
        }
        try await AtomicFolder("\(parent)/c").make { _ in await Task.yield() }
        #expect(names == ["a", "b", "c"])
        #expect(try String(contentsOfFile: "\(parent)/b/deep/er/file", encoding: .utf8) == "x")
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(parent)/a")
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }

    @Test func `Nothing that has the name is replaced`() throws {
        defer { cleanUp() }
        symlink("nowhere", "\(parent)/link")
        mkdir("\(parent)/empty", 0o700)
        try Data().write(to: URL(filePath: "\(parent)/file"))
        for name in ["link", "empty", "file"] {
            let path = "\(parent)/\(name)"
            #expect(throws: AtomicFolderError.exists(path: path)) { try AtomicFolder(path).make { _ in Issue.record("written") } }
        }
        // What gets the name meanwhile is not replaced either, even an empty folder or a broken link.
        for make: (String) -> CInt in [{ mkdir($0, 0o700) }, { symlink("nowhere", $0) }, { close(open($0, O_CREAT, 0o600)) }] {
            let path = "\(parent)/\(UUID().uuidString)"
            #expect(throws: AtomicFolderError.exists(path: path)) { try AtomicFolder(path).make { _ in #expect(make(path) == 0) } }
        }
        #expect(names.allSatisfy { !$0.contains(".tmp-") })
    }

    @Test(arguments: ["", "/", ".", "..", "a/..", "a\u{0}b"])
    func `A path without a name is refused`(path: String) {
        cleanUp()
        #expect(throws: AtomicFolderError.noName(path: path)) { try AtomicFolder(path).make { _ in } }
    }

    @Test func `An error or a cancellation leaves nothing`() async throws {
        defer { cleanUp() }
        struct Failure: Error {}
        let folder = AtomicFolder("\(parent)/a")
        #expect(throws: Failure.self) {
            try folder.make { path in
                try Data("x".utf8).write(to: URL(filePath: "\(path)/file"))
                mkdir("\(path)/deep", 0o700)
                throw Failure()
            }
        }
        let task = Task {
            try await folder.make { _ in
                withUnsafeCurrentTask { $0?.cancel() }
                await Task.yield()
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(names.isEmpty)
        #expect(throws: AtomicFolderError.self) { try AtomicFolder("\(parent)/none/a").make { _ in } }
    }

    @Test func `A folder that is being written is no leftover`() throws {
        defer { cleanUp() }
        let folder = AtomicFolder("\(parent)/a")
        mkdir("\(parent)/.a.tmp-1-1", 0o700)
        mkdir("\(parent)/.b.tmp-1-1", 0o700)
        symlink(parent, "\(parent)/.a.tmp-1-2")
        #expect(throws: AtomicFolderError.exists(path: folder.path)) {
            try folder.make { _ in try AtomicFolder(folder.path).make { _ in } }
        }
        #expect(names == [".a.tmp-1-2", ".b.tmp-1-1", "a"])
    }

    @Test func `Of many at once one makes the folder`() async throws {
        defer { cleanUp() }
        let path = "\(parent)/a"
        for _ in 0..<30 {
            let made = await withTaskGroup(of: Bool.self) { group in
                for number in UInt8(0)..<8 {
                    group.addTask {
                        do {
                            try AtomicFolder(path).make { try Data([number]).write(to: URL(filePath: "\($0)/file")) }
                            return true
                        } catch AtomicFolderError.exists { return false } catch {
                            Issue.record("\(error)")
                            return false
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(made == 1)
            #expect(names == ["a"])
            try FileManager.default.removeItem(atPath: path)
        }
    }

    @Test func `A maker that is killed leaves the whole folder or none`() throws {
        defer { cleanUp() }
        let seed = ProcessInfo.processInfo.environment["SEED"].flatMap(UInt64.init) ?? .random(in: .min ... .max)
        print("Run again with SEED=\(seed)")
        var numbers = SeededGenerator(seed: seed)
        let path = "\(parent)/a"
        var counts = (whole: 0, absent: 0, leftovers: 0)
        for _ in 0..<60 {
            try kill(makerOf: path, after: .random(in: 0...45, using: &numbers), spin: .random(in: 0...8000, using: &numbers))
            counts.leftovers += names.filter { $0.hasPrefix(".a.tmp-") }.count
            if FileManager.default.fileExists(atPath: path) {
                counts.whole += 1
                #expect(FileManager.default.subpaths(atPath: path)?.count == 44)
                try FileManager.default.removeItem(atPath: path)
            } else {
                counts.absent += 1
            }
            try AtomicFolder(path).make { _ in }
            #expect(names == ["a"])
            try FileManager.default.removeItem(atPath: path)
        }
        print("killed makers: \(counts)")
        #expect(counts.whole > 0 && counts.absent > 0 && counts.leftovers > 0)
    }

    /// Kills it after so many of its steps, of which the 41st is its end, and a while.
    private func kill(makerOf path: String, after steps: Int, spin microseconds: Int) throws {
        let maker = Process()
        maker.executableURL = (Bundle.main.executableURL?.deletingLastPathComponent())?.appending(path: "bag-helper")
        maker.arguments = ["make", path]
        let pipe = Pipe()
        maker.standardOutput = pipe
        try maker.run()
        for _ in 0..<steps { _ = try pipe.fileHandleForReading.read(upToCount: 1) }
        let clock = ContinuousClock()
        let end = clock.now + .microseconds(microseconds)
        while clock.now < end {}
        Foundation.kill(maker.processIdentifier, SIGKILL)
        maker.waitUntilExit()
    }
}
