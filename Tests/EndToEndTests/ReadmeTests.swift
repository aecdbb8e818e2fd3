import Foundation
import Testing

@Suite("The README", .serialized)
struct ReadmeTests {
    @Test("has commands that run as printed, in their order") func commands() async throws {
        let lines = try Self.commandLines()
        let own = lines.filter { $0.hasPrefix("workato-mirror ") && !$0.contains("--region") }
        #expect(own.count > 5)
        // On the first days of a month, the last one waits for its grace period. The one before can be closed on any day.
        let closable = Self.monthBeforeLast()
        try await Scene.play(["--now", Date.now.ISO8601Format()]) { scene in
            for line in own {
                let run = try await scene.shell(line.contains(" billing ") ? line.replacing("last month", with: closable) : line)
                #expect(run.code == 0, "\(line)\n\(run.errors)")
            }
        }
    }

    private static func monthBeforeLast() -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let then = calendar.date(byAdding: .month, value: -2, to: .now) ?? .now
        return String(then.ISO8601Format().prefix(7))
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

    @Test("is short enough to be read") func length() throws {
        #expect(try Repository.text("README.md").split(separator: "\n", omittingEmptySubsequences: false).count <= 151)
    }

    @Test("and every page of the documentation link to files and headings that exist") func links() throws {
        let folder = try FileManager.default.subpathsOfDirectory(atPath: Repository.root.appending(path: "Documentation").path)
        let pages = ["README.md"] + folder.filter { $0.hasSuffix(".md") }.map { "Documentation/\($0)" }
        for page in pages {
            let base = Repository.root.appending(path: page)
            for match in try Repository.text(page).matches(of: /\]\(([^)#: ]*)(?:#([^)]+))?\)/) where !match.0.contains("://") {
                let target = match.1.isEmpty ? base : URL(filePath: String(match.1), relativeTo: base)
                #expect(FileManager.default.fileExists(atPath: target.path), "\(page): \(match.0)")
                guard let heading = match.2, let text = try? String(contentsOf: target, encoding: .utf8) else { continue }
                #expect(Self.anchors(text).contains(String(heading)), "\(page): \(match.0)")
            }
        }
    }

    /// The names by which a page's headings are linked to, as code hosts make them.
    private static func anchors(_ page: String) -> Set<String> {
        Set(
            page.matches(of: /(?m)^#+ +(.+?) *$/).map { match in
                String(match.1.lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) }).replacing(" ", with: "-")
            })
    }

    @Test("leads to a table of every report") func reports() throws {
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
