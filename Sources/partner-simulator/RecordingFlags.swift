import ArgumentParser
import Foundation
import Simulator
import Streams

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
        ErrorStream.write("partner-simulator: \(error)\n")
        throw ExitCode(74)
    }
}
