import Foundation
import Simulator

/// A folder that a test records into.
struct RecordingFolder: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "recording-\(UUID().uuidString)").path

    /// Options that record into it, at a fixed time.
    func options(_ faults: String = "") throws -> SimulatorOptions {
        try .with {
            $0.recording = path
            $0.wallClock = { Moment(2026, 1, 2, 3, 4, 5, milliseconds: 678) }
            $0.faults = try Fault.list(faults)
        }
    }

    /// What is in it, in the order of the names.
    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

    func text(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

    /// The permissions of a file in it, or its own.
    func mode(_ name: String = "") throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")[.posixPermissions] as? NSNumber)?.intValue
    }

    func make(mode: Int) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: mode])
    }

    func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)")) }

    /// Best effort: a test may have removed it, or never made it.
    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
