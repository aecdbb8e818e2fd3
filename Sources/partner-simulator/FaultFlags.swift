import ArgumentParser
import Foundation
import Simulator

struct FaultFlags: ParsableArguments {
    @Option(help: "A file with a fault a line: Documentation/faults.md.", completion: .file())
    var faults: String?

    @Option(
        help: ArgumentHelp(
            "One fault, such as 'GET /api/managed_users/*/recipes 5% 429 retry-after=2'; repeatable, after those of the file.",
            valueName: "line"))
    var fault: [String] = []

    @Option(help: "Equal seeds draw equal faults (default: the world's seed).")
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

    // A line of the message is a flag here.
    private func inFlags() throws -> [Fault] { try read(fault.joined(separator: "\n"), from: "--fault") }

    private func read(_ text: String, from source: String) throws -> [Fault] {
        do throws(SimulatorError) {
            return try Fault.list(text)
        } catch {
            throw ValidationError("\(source), \(error)")
        }
    }
}
