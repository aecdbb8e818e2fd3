import Foundation
import Testing

@Suite("The help", .serialized)
struct HelpTests {
    @Test("of a command has examples, and each runs as printed", arguments: ["query", "dashboard", "status", "schema", "datasette"])
    func examples(command: String) async throws {
        try await Scene.play { scene async throws in
            try await scene.sync()
            let help = try await scene.mirror(command, "--help").text
            let lines = help.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
                .filter { $0.hasPrefix("workato-mirror \(command)") }
            #expect(!lines.isEmpty, "\(help)")
            for line in lines {
                let run = try await scene.shell(line)
                if run.errors.contains("built without libxlsxwriter") { continue }
                #expect(run.code == 0, "\(line)\n\(run.errors)")
            }
            // The parser writes the usage in one line.
            #expect(help.split(separator: "\n").filter { !$0.hasPrefix("USAGE") }.allSatisfy { $0.count <= 80 }, "\(help)")
        }
    }
}
