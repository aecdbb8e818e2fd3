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
        let makefile = try String(contentsOf: Self.root.appending(path: "Makefile"), encoding: .utf8)
        let lines = try Self.commandLines().filter { $0.hasPrefix("make ") }
        #expect(lines.contains("make demo") && lines.contains("make test"))
        for line in lines {
            let target = line.split(separator: " ")[1]
            #expect(makefile.contains("\n\(target):"), "\(line)")
        }
    }

    @Test("names every report, and links to files that exist") func names() async throws {
        let text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
        for match in text.matches(of: /\]\(([^)#:]+)\)/) {
            let file = Self.root.appending(path: String(match.1))
            #expect(FileManager.default.fileExists(atPath: file.path), "\(match.1)")
        }
        let reports = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "queries").path)
        let documentation = try String(contentsOf: Self.root.appending(path: "Documentation/reports.md"), encoding: .utf8)
        for report in reports where report.hasSuffix(".sql") {
            #expect(documentation.contains("`\(report.dropLast(4))`"), "\(report) is not in Documentation/reports.md")
        }
    }

    private static let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL

    /// The lines of the fenced `sh` blocks, without comments; a line that ends in a backslash goes on in the next.
    private static func commandLines() throws -> [String] {
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let blocks = text.matches(of: /```sh\n((?:.*\n)*?)```/)
        return blocks.flatMap { $0.1.replacing("\\\n", with: " ").split(separator: "\n") }
            .map { $0.replacing(/(^| +)#.*/, with: "").trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }
}
