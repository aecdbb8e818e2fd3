import Foundation
import Synchronization

/// Writes every answer to its own file in a folder: see Documentation/recordings.md.
final class Recorder: Sendable {
    private struct Progress: Sendable {
        var number: Int
        var isDescribed: Bool
    }

    private static let description = "recording.txt"
    private static let format = "workato-mirror recording 1"
    // The file is hidden, and no reader takes its name for an answer.
    private static let unfinished = ".part"

    private let folder: String
    private let progress: Mutex<Progress>

    /// Makes the folder, or continues the recording that is in it.
    init(folder: String) throws(SimulatorError) {
        self.folder = folder
        let names = try Self.open(folder)
        let files = names.filter { !$0.hasSuffix(Self.unfinished) }
        if !files.isEmpty { try Self.check(folder) }
        guard chmod(folder, 0o700) == 0 else { throw Self.failure(folder) }
        for name in names where name.hasSuffix(Self.unfinished) { unlink("\(folder)/\(name)") }
        let numbers = files.filter { $0.hasSuffix(".answer") }.compactMap { Int($0.prefix { $0 != "-" }) }
        progress = Mutex(Progress(number: numbers.max() ?? 0, isDescribed: !files.isEmpty))
    }

    /// Writes an answer under the next number. The first one also describes the recording.
    func record(_ answer: RecordedAnswer) throws(SimulatorError) {
        let number = try progress.withLock { progress throws(SimulatorError) in
            if !progress.isDescribed { try write(Self.describe(answer), to: Self.description) }
            progress.isDescribed = true
            progress.number += 1
            return progress.number
        }
        try write(answer.bytes, to: "\(padded(number, 6))-\(answer.name).answer")
    }

    private static func describe(_ answer: RecordedAnswer) -> [UInt8] {
        let lines = """
            \(format)
            what: answers of a Workato Embedded Partner API in their order, one a file, without secrets
            base-url: http://\(answer.authority)

            """
        return Array(lines.utf8)
    }

    // A file gets its name when it is complete, so that a reader never sees half of it.
    private func write(_ bytes: [UInt8], to name: String) throws(SimulatorError) {
        let temporary = "\(folder)/.\(name)\(Self.unfinished)"
        let file = Foundation.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.failure(folder) }
        do {
            try FileHandle(fileDescriptor: file, closeOnDealloc: true).write(contentsOf: Data(bytes))
        } catch {
            unlink(temporary)
            throw .recording(folder: folder, reason: "\(name) cannot be written: \(error.localizedDescription)")
        }
        guard rename(temporary, "\(folder)/\(name)") == 0 else { throw Self.failure(folder) }
    }
}

extension Recorder {
    /// The names in the folder. It is made if it does not exist, and closed to other users.
    private static func open(_ folder: String) throws(SimulatorError) -> [String] {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw .recording(folder: folder, reason: "it cannot be made or read: \(error.localizedDescription)")
        }
    }

    /// Refuses a folder with other content, before its mode is changed.
    private static func check(_ folder: String) throws(SimulatorError) {
        let path = "\(folder)/\(description)"
        guard let contents = FileManager.default.contents(atPath: path) else {
            throw .recording(folder: folder, reason: "it is not empty and holds no recording")
        }
        guard String(decoding: contents, as: UTF8.self).hasPrefix("\(format)\n") else {
            throw .recording(folder: folder, reason: "\(description) names another format than 1")
        }
    }

    private static func failure(_ folder: String) -> SimulatorError {
        .recording(folder: folder, reason: String(cString: strerror(errno)))
    }
}
