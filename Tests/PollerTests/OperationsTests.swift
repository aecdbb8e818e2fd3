import Foundation
import Testing

@Suite("Documentation/operations.md")
struct OperationsTests {
    @Test("has units that systemd accepts without a remark", .enabled(if: FileManager.default.isExecutableFile(atPath: verifier)))
    func units() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let units = try Self.units()
        #expect(
            units.keys.sorted() == [
                "workato-mirror-once.service", "workato-mirror-once.timer", "workato-mirror.service",
                "workato-mirror.service.d/credential.conf",
            ])
        for (name, text) in units {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            // systemd checks whether the program exists, but it isn't installed where tests run.
            try text.replacing("/usr/local/bin/workato-mirror", with: "/bin/true").write(to: file, atomically: true, encoding: .utf8)
        }
        for name in units.keys where !name.contains("/") {
            #expect(try Self.verify(folder.appending(path: name)) == RetryDecision(code: 0, remarks: ""), "\(name)")
        }
    }

    @Test("sets no key twice, but for lists") func keys() throws {
        for (name, text) in try Self.units() {
            let keys = text.split(separator: "\n").compactMap { $0.split(separator: "=").first }.filter { !$0.hasPrefix("#") }
            let twice = Dictionary(grouping: keys, by: \.self).filter { $0.value.count > 1 }.keys
            #expect(twice.allSatisfy { ["Environment", "ExecStart", "SystemCallFilter"].contains($0) }, "\(name): \(twice)")
        }
    }

    private static let verifier = "/usr/bin/systemd-analyze"

    private struct RetryDecision: Equatable { let code: Int32, remarks: String }

    /// The page's `ini` blocks, by the path below `/etc/systemd/system` that their first lines name.
    private static func units() throws -> [String: String] {
        let page = URL(filePath: #filePath).appending(path: "../../../Documentation/operations.md").standardizedFileURL
        let text = try String(contentsOf: page, encoding: .utf8)
        let blocks = text.matches(of: /```ini\n# \/etc\/systemd\/system\/(.*)\n((?:.*\n)*?)```/)
        #expect(blocks.count == text.matches(of: /```ini\n/).count)
        return Dictionary(uniqueKeysWithValues: blocks.map { (String($0.1), String($0.2)) })
    }

    private static func verify(_ unit: URL) throws -> RetryDecision {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: verifier)
        process.arguments = ["verify", "--man=no", unit.path]
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        // Remarks about the machine's own units don't concern us.
        let lines = String(decoding: said, as: UTF8.self).split(separator: "\n").filter { $0.contains("workato-mirror") }
        return RetryDecision(code: process.terminationStatus, remarks: lines.joined(separator: "\n"))
    }
}
