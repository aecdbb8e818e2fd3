import Foundation
import Testing

@Suite("The README", .serialized)
struct ReadmeTests {
    @Test("has commands that run as printed, in their order") func commands() async throws {
        let lines = try Self.commandLines()
        let own = lines.filter { $0.hasPrefix("workato-mirror ") && !$0.contains("--region") }
        #expect(own.count > 5)
        try await Scene.play(["--now", Date.now.ISO8601Format()]) { scene in
            for line in own {
                let run = try await scene.shell(line)
                #expect(run.code == 0, "\(line)\n\(run.errors)")
            }
        }
    }

    @Test("names no make target that there is not") func targets() throws {
        let makefile = try Repository.text("Makefile")
        let lines = try Self.commandLines().filter { $0.hasPrefix("make ") }
        #expect(lines.contains("make demo") && lines.contains("make test"))
        for line in lines {
            let target = line.split(separator: " ")[1]
            #expect(makefile.contains("\n\(target):"), "\(line)")
        }
    }

    @Test("names every report, and links to files that exist") func names() async throws {
        let text = try Repository.text("README.md")
        for match in text.matches(of: /\]\(([^)#:]+)\)/) {
            let file = Repository.root.appending(path: String(match.1))
            #expect(FileManager.default.fileExists(atPath: file.path), "\(match.1)")
        }
        let reports = try FileManager.default.contentsOfDirectory(atPath: Repository.root.appending(path: "queries").path)
        let documentation = try Repository.text("Documentation/reports.md")
        for report in reports where report.hasSuffix(".sql") {
            let asks = try #require(try Repository.text("queries/\(report)").firstMatch(of: /\n-- asks: +(.*)\n/)).1
            #expect(documentation.contains("| `\(report.dropLast(4))` | \(asks) |"), "\(report) is not so in Documentation/reports.md")
        }
    }

    /// The lines of the fenced `sh` blocks, without comments; a line that ends in a backslash goes on in the next.
    private static func commandLines() throws -> [String] {
        let text = try Repository.text("README.md")
        let blocks = text.matches(of: /```sh\n((?:.*\n)*?)```/)
        return blocks.flatMap { $0.1.replacing("\\\n", with: " ").split(separator: "\n") }
            .map { $0.replacing(/(^| +)#.*/, with: "").trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }
}

/// The files that the program is made of and described by.
enum Repository {
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().appending(path: "../../..").standardizedFileURL

    static func text(_ path: String) throws -> String { try String(contentsOf: root.appending(path: path), encoding: .utf8) }
}
