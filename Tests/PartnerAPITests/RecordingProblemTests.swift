import Foundation
import Testing

@testable import PartnerAPI

struct RecordingProblemTests {
    private func problem(_ path: String) throws -> RecordingProblem {
        let error = try #require(throws: PartnerAPIError.self) { try Recording(folder: path) }
        guard case .recording(let problem) = error else { throw NotJSON(description: "\(error)") }
        #expect(error.hint != nil && !error.description.contains(path))
        return problem
    }

    @Test func `A folder that is missing, or no recording, or empty, is refused`() throws {
        #expect(try problem("/nowhere/at/all") == .missing)
        #expect(try problem("/dev/null") == .notARecording)
        let (plain, untitled, empty) = (try RecordedFolder(title: nil), try RecordedFolder(title: ""), try RecordedFolder())
        #expect(try [plain, untitled, empty].map { try problem($0.path) } == [.notARecording, .notARecording, .empty])
    }

    @Test(arguments: [
        ("workato-mirror recording 2\nbase-url: http://h\n", RecordingProblem.unknownFormat),
        ("workato-mirror recording 1\n", .damaged(file: "recording.txt")),
        ("workato-mirror recording 1\nbase-url: nonsense\n", .damaged(file: "recording.txt")),
        ("some other text\n", .notARecording),
    ])
    func `The first file says what it is`(title: String, expected: RecordingProblem) throws {
        let folder = try RecordedFolder(title: title)
        try folder.add("GET /api/users/me")
        #expect(try problem(folder.path) == expected)
    }

    @Test(arguments: [
        "", "GET /api/x\n200\ndate: 2026-01-02T03:04:05.678Z\n", "GET /api/x\n\n{}", "GET\n200\ndate: 2026-01-02T03:04:05.678Z\n\n",
        "GET /api/x\nok\ndate: 2026-01-02T03:04:05.678Z\n\n", "GET /api/x\n200\ndate: yesterday\n\n", "GET /api/x\n200\n\n{}",
    ])
    func `An answer that is cut off or edited is named`(text: String) throws {
        let folder = try RecordedFolder()
        try folder.add("GET /api/users/me")
        try folder.write(text, to: "000002-GET-api.answer")
        #expect(try problem(folder.path) == .damaged(file: "000002-GET-api.answer"))
    }

    @Test func `Other files are left alone, and a head may be long`() throws {
        let folder = try RecordedFolder()
        try folder.write("x", to: "notes.txt")
        try folder.add("POST /api/x", fields: ["request-body: \"" + String(repeating: "x", count: 20_000) + "\""])
        #expect(try Recording(folder: folder.path).base.host == "127.0.0.1:8080")
    }
}
