import Foundation
import NIOHTTP1
import Values

/// Reads the head of a recorded answer: request line, status, fields, and an empty line before the body. `Recording` reads all heads when
/// it is opened.
enum RecordedHead {
    static func read(_ url: URL) throws(PartnerAPIError) -> (RecordedRequest, Recording.Take) {
        let file = url.lastPathComponent
        guard let (lines, offset) = try? lines(of: url) else { throw .recording(.unreadable(file: file)) }
        let request = (lines.first ?? "").split(separator: " ", maxSplits: 1).map(String.init)
        guard request.count == 2, request[1].hasPrefix("/"), lines.count > 2, let status = Int(lines[1]), (100...599).contains(status)
        else { throw .recording(.damaged(file: file)) }
        let fields = Dictionary(lines.dropFirst(2).map(field), uniquingKeysWith: { first, _ in first })
        guard let date = fields["date"].flatMap({ try? Date($0, strategy: .iso8601Milliseconds) }) else {
            throw .recording(.damaged(file: file))
        }
        // Without `retry-after`: after a recorded failure, a replay asks again at once.
        let headers = HTTPHeaders(fields["content-type"].map { [("Content-Type", $0)] } ?? [])
        return (
            RecordedRequest(method: request[0], target: request[1], body: fields["request-body"].map { Array($0.utf8) }),
            Recording.Take(file: file, status: status, headers: headers, date: date, bodyOffset: offset)
        )
    }

    private static func field(_ line: String) -> (String, String) {
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return (parts[0].lowercased(), String(parts.dropFirst().first ?? "").trimmingBlanks)
    }

    /// The lines before the first empty one, and where the body begins. It reads no further than necessary.
    private static func lines(of url: URL) throws -> (lines: [String], bodyOffset: UInt64) {
        let file = try FileHandle(forReadingFrom: url)
        defer { try? file.close() }
        var head = Data()
        while true {
            if let end = head.firstRange(of: Data("\n\n".utf8)) {
                let text = String(decoding: head[..<end.lowerBound], as: UTF8.self)
                return (text.split(separator: "\n").map(String.init), UInt64(end.upperBound))
            }
            guard let piece = try file.read(upToCount: 4_096), !piece.isEmpty else { return ([], 0) }
            head.append(piece)
        }
    }
}

extension ParseStrategy where Self == Date.ISO8601FormatStyle {
    /// Such as `2026-01-02T03:04:05.678Z`.
    static var iso8601Milliseconds: Date.ISO8601FormatStyle { Date.ISO8601FormatStyle(includingFractionalSeconds: true) }
}
