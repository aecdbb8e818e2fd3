import Glibc

/// A program run to its end, and what it used.
struct Child {
    let program: String
    let arguments: [String]
    let environment: [String]
    /// Where its stdout and stderr go.
    let log: String

    /// How it ended. CPU is user and system time of this process alone.
    struct End {
        let status: Int32
        let wall: Double
        let cpu: Double
        let peakMemory: Int

        /// The exit code as a shell tells it.
        var code: Int { status & 0x7f == 0 ? Int(status >> 8 & 0xff) : 128 + Int(status & 0x7f) }
    }

    /// - Throws: if the program cannot be started.
    func run() throws(BenchError) -> End {
        let start = ContinuousClock.now
        let process = try spawn()
        Interruption.child = process
        let sampler = PeakMemory(of: process)
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        Interruption.stayIfEnding()
        Interruption.child = nil
        let wall = (ContinuousClock.now - start) / .seconds(1)
        return End(status: status, wall: wall, cpu: usage.cpu, peakMemory: sampler.peak(usage))
    }

    /// The median of its CPU seconds.
    ///
    /// - Throws: if it does not end well, with the name.
    func cpu(rounds: Int, of name: String) throws -> Double {
        try (0..<rounds).map { _ throws(BenchError) in
            let end = try run()
            guard end.code == 0 else { throw BenchError("\(name) has ended with \(end.code)") }
            return end.cpu
        }.median
    }

    private func spawn() throws(BenchError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = Self.attributes()
        defer { posix_spawnattr_destroy(&attributes) }
        var process: pid_t = 0
        let result = Self.withCStrings([program] + arguments) { argv in
            Self.withCStrings(environment) { posix_spawn(&process, program, &actions, &attributes, argv, $0) }
        }
        guard result == 0 else { throw BenchError("\(program): \(String(cString: strerror(result)))") }
        return process
    }

    /// A process group of its own, so that Ctrl-C comes to the benchmark alone, and the signals' usual meanings.
    private static func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
        return attributes
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = texts.map { strdup($0) } + [nil]
        defer { for copy in copies { free(copy) } }
        return copies.withUnsafeBufferPointer { pointers in
            guard let first = pointers.baseAddress else { preconditionFailure("there is always the nil at the end") }
            return body(first)
        }
    }
}

extension rusage {
    /// User and system time in seconds.
    var cpu: Double { [ru_utime, ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 } }

    static var own: rusage {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage
    }
}
