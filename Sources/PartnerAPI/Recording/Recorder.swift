import Foundation
import JSONPages
import NIOHTTP1
import Synchronization

/// Why an answer, or the recording itself, could not be written.
struct RecordingFailure: Error, Equatable {
    let folder: String
    let reason: String
}

/// Writes every answer of a sync into a folder, one a file, as Documentation/recordings.md describes. `Recording` plays them. It writes
/// nothing outside the folder.
public final class Recorder: Sendable {
    private let folder: String
    private let redact: @Sendable (_ method: String, _ path: String, _ body: PageBytes) -> PageBytes
    private let lastNumber: Mutex<Int>

    /// Makes the folder, or continues the recording of the same account that is in it.
    ///
    /// - Parameter redact: removes from a body what must not reach the disk. The path comes without its query.
    /// - Throws: `.recordingFailed`.
    public init(
        folder: String, base: BaseURL, redact: @escaping @Sendable (_ method: String, _ path: String, _ body: PageBytes) -> PageBytes
    ) throws(PartnerAPIError) {
        self.folder = folder
        self.redact = redact
        let names: [String]
        do { names = try Self.open(folder, base) } catch { throw .recordingFailed(folder: error.folder, reason: error.reason) }
        for name in names where name.hasSuffix(Self.unfinished) { unlink("\(folder)/\(name)") }
        let numbers = names.filter { $0.hasSuffix(".answer") }.compactMap { Int($0.prefix { $0 != "-" }) }
        lastNumber = Mutex(numbers.max() ?? 0)
    }

    // No reader takes a file with this suffix for an answer.
    private static let unfinished = ".part"

    func record(_ reply: Reply, to outgoing: Outgoing, at date: Date, clearing: (PageBytes) -> PageBytes) throws(RecordingFailure) {
        let path = String(outgoing.target.prefix { $0 != "?" })
        let body = clearing(redact(outgoing.method.rawValue, path, reply.body))
        let kept = ["content-type", "retry-after"].compactMap { name in reply.headers.first(name: name).map { "\(name): \($0)" } }
        let question = outgoing.body.map { ["request-body: \(Self.line($0))"] } ?? []
        let head =
            [
                "\(outgoing.method.rawValue) \(outgoing.target)", "\(reply.status)",
                "date: \(date.formatted(Date.ISO8601FormatStyle.iso8601Milliseconds))",
            ] + kept + question
        let number = lastNumber.withLock { last in
            last += 1
            return last
        }
        var bytes = Data(head.map { $0 + "\n" }.joined().utf8)
        bytes.append(UInt8(ascii: "\n"))
        body.withUnsafeBytes { bytes.append(contentsOf: $0) }
        try Self.write(bytes, to: "\(Self.padded(number))-\(Self.name(outgoing.method.rawValue, path)).answer", in: folder)
    }

    /// Such as `GET-api-managed_users`. Characters that a file's name should not have become `_`.
    private static func name(_ method: String, _ path: String) -> String {
        let words = [method] + path.split(separator: "/").map(String.init)
        let plain = words.joined(separator: "-").map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "_" }
        return String(plain.prefix(120))
    }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// A body on one line. Between JSON's values, a blank says the same as a line end.
    private static func line(_ body: [UInt8]) -> String {
        String(decoding: body.map { $0 == 10 || $0 == 13 ? 32 : $0 }, as: UTF8.self)
    }
}

extension Recorder {
    /// The names in the folder. It is made if it doesn't exist, and closed to other users. A folder with other things in it stays as it is.
    private static func open(_ folder: String, _ base: BaseURL) throws(RecordingFailure) -> [String] {
        let names: [String]
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw RecordingFailure(folder: folder, reason: "the folder cannot be made or read")
        }
        if names.contains(where: { !$0.hasSuffix(unfinished) }) {
            guard let recorded = try? RecordingFolder.base(of: URL(filePath: folder)) else {
                throw RecordingFailure(folder: folder, reason: "the folder is not empty and holds no recording")
            }
            guard recorded == base else { throw RecordingFailure(folder: folder, reason: "it is a recording of \(recorded)") }
        }
        guard chmod(folder, 0o700) == 0 else { throw failure(folder) }
        if names.allSatisfy({ $0.hasSuffix(unfinished) }) {
            try write(RecordingFolder.description(of: base), to: RecordingFolder.description, in: folder)
        }
        return names
    }

    /// A file gets its name when it is complete, so that a reader never sees half of one.
    private static func write(_ bytes: Data, to name: String, in folder: String) throws(RecordingFailure) {
        let temporary = "\(folder)/.\(name)\(unfinished)"
        unlink(temporary)
        let file = Foundation.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(folder) }
        do {
            try FileHandle(fileDescriptor: file, closeOnDealloc: true).write(contentsOf: bytes)
        } catch {
            let error = failure(folder)
            unlink(temporary)
            throw error
        }
        guard rename(temporary, "\(folder)/\(name)") == 0 else { throw failure(folder) }
    }

    private static func failure(_ folder: String) -> RecordingFailure {
        RecordingFailure(folder: folder, reason: String(cString: strerror(errno)))
    }
}
