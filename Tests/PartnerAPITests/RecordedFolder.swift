import Foundation

/// A folder with a recording, written as `partner-simulator --record` writes it. It is deleted when the test ends.
final class RecordedFolder {
    let url = FileManager.default.temporaryDirectory.appending(path: "recording-\(UUID().uuidString)")
    private var answers = 0

    var path: String { url.path(percentEncoded: false) }

    init(title: String? = "workato-mirror recording 1\nbase-url: http://127.0.0.1:8080\n") throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        if let title { try write(title, to: "recording.txt") }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Adds the next answer, a second later than the one before.
    func add(
        _ request: String, status: Int = 200, fields: [String] = [], _ body: String = #"{"result":[{"id":1}]}"#
    ) throws {
        answers += 1
        let second = String(answers % 60 + 100).dropFirst()
        let number = String(answers + 1_000_000).dropFirst()
        let head = [request, "\(status)", "date: 2026-01-02T03:04:\(second).678Z", "content-type: application/json"] + fields
        try write(head.joined(separator: "\n") + "\n\n" + body, to: "\(number)-GET-api.answer")
    }

    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: url.appending(path: file))
    }
}
