#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The program `ssh-keygen` of OpenSSH.
///
/// Started with `posix_spawn`: Foundation's `Process` gives a program a process group of its own, and a terminal stops it when it asks there
/// for a passphrase.
struct SSHKeygen {
    let program: String
    let environment: [String: String]

    /// - Returns: nil if the program is in no folder of `PATH`.
    init?(environment: [String: String]) {
        let folders = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
        let places = folders.map { "\($0)/ssh-keygen" }
        guard let program = places.first(where: Self.isProgram) else { return nil }
        self.program = program
        self.environment = environment
    }

    private static func isProgram(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }

    /// How it ended, and what it said on stdout and stderr.
    struct Answer {
        let isSuccess: Bool
        let output: String
    }

    /// Runs it to its end.
    ///
    /// - Parameter input: what its stdin is; the caller's where it is nil.
    /// - Returns: nil if the system could not start it.
    func run(_ arguments: [String], input: CInt? = nil) -> Answer? {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let child = spawn(arguments, input: input, output: ends[1])
        close(ends[1])
        guard let child else { return nil }
        let output = Self.read(ends[0])
        var status: CInt = 0
        while waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return nil } }
        return Answer(isSuccess: status == 0, output: output)
    }

    private func spawn(_ arguments: [String], input: CInt?, output: CInt) -> pid_t? {
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
        #else
            var actions: posix_spawn_file_actions_t?
        #endif
        guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
        defer { posix_spawn_file_actions_destroy(&actions) }
        var codes = [1, 2].map { posix_spawn_file_actions_adddup2(&actions, output, $0) }
        if let input { codes.append(posix_spawn_file_actions_adddup2(&actions, input, 0)) }
        guard codes.allSatisfy({ $0 == 0 }) else { return nil }
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var child: pid_t = 0
        return posix_spawn(&child, program, &actions, nil, words, variables) == 0 ? child : nil
    }

    private static func read(_ descriptor: CInt) -> String {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = systemRead(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            // The rest is read so that the program can end, and dropped.
            if output.count < 64 * 1024 { output += buffer[..<count] }
        }
        return String(decoding: output, as: UTF8.self)
    }

    #if canImport(Glibc)
        private static let systemRead = Glibc.read
    #else
        private static let systemRead = Darwin.read
    #endif
}

extension SSHKeygen.Answer {
    /// The lines that say anything, in printable ASCII and short. Never a line that could be of a key.
    var reason: String {
        let lines = output.split(whereSeparator: \.isNewline).map(String.init)
        let said = lines.filter { line in
            let isKey = line.contains("-----") || line.contains("PRIVATE KEY") || (line.count >= 32 && !line.contains(" "))
            return !isKey && !line.hasPrefix("Signing file ") && !line.hasPrefix("Could not verify signature")
        }
        let text = said.joined(separator: "; ").unicodeScalars.filter { (0x20...0x7E).contains($0.value) }
        let short = String(String.UnicodeScalarView(text.prefix(300)))
        return short.isEmpty ? "it did not say why" : short
    }
}
