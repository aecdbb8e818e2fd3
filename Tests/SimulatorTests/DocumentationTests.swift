import Foundation
import Simulator
import Testing

@Suite("The documentation's examples")
struct DocumentationTests {
    private func page(_ name: String) throws -> String {
        let tests = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        return try String(contentsOf: tests.appending(path: "../../Documentation/\(name)").standardized, encoding: .utf8)
    }

    /// The blocks of a page that are marked with this word.
    private func blocks(_ mark: String, _ page: String) -> [String] {
        page.matches(of: /(?s)```(\w+)\n(.*?)```/).filter { $0.1 == mark }.map { String($0.2) }
    }

    @Test("of faults can be read, and show everything that can go wrong") func faults() throws {
        let page = try page("faults.md")
        let faults = try blocks("faults", page).flatMap { try Fault.list($0) }
        #expect(faults.count == blocks("faults", page).joined().split(separator: "\n").count)
        let words = Set(faults.flatMap { $0.text.split(separator: " ").map { String($0) } })
        for word in ["reset", "truncate", "chunked", "invalid", "html", "blank", "empty", "unknown", "slow", "429", "retry-after=nonsense"]
        {
            #expect(words.contains(word))
        }
        let flags = page.matches(of: /--fault '([^']*)'/).map { String($0.1) }
        #expect(flags.count == 2)
        for flag in flags { #expect(throws: Never.self) { try Fault(flag) } }
    }

    @Test("of schedules can be read") func schedules() throws {
        let cells = try page("faults.md").matches(of: #/(?m)^\| (`[^|]*) \|/#).map { $0.1 }
        let schedules = cells.flatMap { $0.matches(of: /`([^`]*)`/).map { $0.1 } }
        #expect(schedules == ["always", "5%", "0.1%", "every 3", "first 2", "after 2", "after 2 for 3"])
        for schedule in schedules { #expect(throws: Never.self) { try Fault("GET /api/** \(schedule) 500") } }
    }

    @Test("of a recording is one") func recording() async throws {
        let folder = RecordingFolder()
        defer { folder.remove() }
        let options = try folder.options("GET /api/** always 429 retry-after=2")
        try await withSimulator(plantedWorld(), options) { _ = try await $0.get("/api/managed_users?page=1&per_page=100") }
        // The page's block ends in a line feed, the file does not.
        #expect(try blocks("answer", page("recordings.md")) == [try folder.text("000001-GET-api-managed_users.answer") + "\n"])
    }
}
