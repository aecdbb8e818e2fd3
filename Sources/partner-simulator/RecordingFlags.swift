import ArgumentParser
import Foundation
import Simulator

struct RecordingFlags: ParsableArguments {
    @Option(
        help: "Write each answer to a file in this folder, without secrets: Documentation/recordings.md.", completion: .directory)
    var record: String?
}

/// Ends with 74 and one line if the simulator cannot be set up.
func orExit(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let error as SimulatorError {
        FileHandle.standardError.write(Data("partner-simulator: \(error)\n".utf8))
        throw ExitCode(74)
    }
}
