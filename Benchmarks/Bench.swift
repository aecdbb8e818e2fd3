import Foundation

/// The benchmark: rounds of three syncs, each round from an empty file.
struct Bench {
    let program: String
    let shape: WorldShape
    let server: AnswerServer
    let first: Answers
    let changed: Answers
    let folder: URL

    /// One round's measurements in the order of the phases.
    /// - Throws: if a sync fails, asks for what nobody prepared, or leaves a file that is wrong.
    func round(_ number: Int) throws -> [Measurement] {
        let home = folder.appending(path: "round-\(number)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        return try Phase.allCases.map { try measure($0, in: home) }
    }

    /// Makes `mirror.db` in a folder by a first sync of a world.
    static func makeMirror(program: String, shape: WorldShape, in folder: URL) throws {
        let server = try AnswerServer()
        let answers = Answers(World(shape: shape, edition: .first))
        let bench = Bench(program: program, shape: shape, server: server, first: answers, changed: answers, folder: folder)
        _ = try bench.measure(.first, in: folder)
        try server.stop()
    }

    /// One sync into the mirror of a folder.
    func measure(_ phase: Phase, in home: URL) throws(BenchError) -> Measurement {
        server.desk.lay(out: phase.edition == .first ? first : changed)
        let database = home.appending(path: "mirror.db").path
        let log = home.appending(path: "sync.log").path
        let end = try sync(database, log).run()
        guard end.code == 0 else { throw BenchError("\(phase.name): the sync has ended with \(end.code):\n\(text(log))") }
        if let stray = server.desk.unknown.first { throw BenchError("\(phase.name): nobody has prepared an answer to \(stray)") }
        let mirror = MirrorFile(path: database)
        try mirror.check(shape, phase: phase)
        return Measurement(
            requests: server.desk.requests, rows: try mirror.recordsListed(), wall: end.wall, cpu: end.cpu, peakMemory: end.peakMemory)
    }

    /// What the prepared world has.
    private static let resources = "managed_users,recipes,connections,lookup_tables,lookup_table_rows,task_usage"

    /// A window of a millisecond makes the budgets as good as endless; all else is as a user would run it.
    private func sync(_ database: String, _ log: String) -> Child {
        let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("WORKATO_") }
        let own = ["WORKATO_API_TOKEN": "x", "WORKATO_RATE_WINDOW": "0.001"]
        return Child(
            program: program, arguments: ["sync", "--db", database, "--base-url", server.baseURL, "--only", Self.resources],
            environment: inherited.merging(own) { $1 }.map { "\($0.key)=\($0.value)" }, log: log)
    }

    private func text(_ file: String) -> String { (try? String(contentsOfFile: file, encoding: .utf8)) ?? "" }
}

extension Answers {
    /// CPU seconds for inflating every page once, on one thread: no sync can do with less.
    func inflateAll() -> Double {
        let pages = pages
        var buffer = [UInt8](repeating: 0, count: pages.map(\.size).max() ?? 0)
        let start = Self.threadSeconds()
        for page in pages {
            let size = Gzip.inflate(page.gzip, into: &buffer)
            precondition(size == page.size)
        }
        return Self.threadSeconds() - start
    }

    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
