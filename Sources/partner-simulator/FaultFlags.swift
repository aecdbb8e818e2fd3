import ArgumentParser
import Foundation
import Simulator

/// The flags that play faults.
struct FaultFlags: ParsableArguments {
    @Option(help: "A file with one fault in each line; see Documentation/faults.md.", completion: .file())
    var faults: String?

    @Option(
        help: ArgumentHelp(
            "One fault, such as 'GET /api/managed_users/*/recipes 5% 429 retry-after=2'; may be repeated. They come after those of the file.",
            valueName: "line"))
    var fault: [String] = []

    @Option(help: "The seed of the faults: the same seed draws the same faults (default: the world's seed).")
    var faultSeed: UInt64?

    func change(_ options: inout SimulatorOptions, worldSeed: UInt64) throws {
        options.faults = try inFile() + inFlags()
        options.faultSeed = faultSeed ?? worldSeed
    }

    func validate() throws { _ = try inFile() + inFlags() }

    private func inFile() throws -> [Fault] {
        guard let faults else { return [] }
        guard let data = FileManager.default.contents(atPath: faults) else { throw ValidationError("--faults: \(faults) cannot be read.") }
        return try read(String(decoding: data, as: UTF8.self), from: faults)
    }

    // In the message, a line's number is that of the flag.
    private func inFlags() throws -> [Fault] { try read(fault.joined(separator: "\n"), from: "--fault") }

    private func read(_ text: String, from source: String) throws -> [Fault] {
        do throws(SimulatorError) {
            return try Fault.list(text)
        } catch {
            throw ValidationError("\(source), \(error)")
        }
    }
}
