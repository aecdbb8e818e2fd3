import Foundation
import Testing

/// A page of the documentation that tells a story: its fenced blocks `sh` are run in their order, and a block `text` is what the block before
/// it prints.
struct PageStory {
    private struct Step {
        let commands: String
        /// What they print; nil if the page does not say.
        var prints: String?
    }

    private let steps: [Step]

    /// How many blocks have what they print.
    var shown: Int { steps.count { $0.prints != nil } }

    /// Reads the blocks that are not about starting the simulator, which a scene has already.
    init(_ page: String) throws {
        var steps: [Step] = []
        for match in try Repository.text(page).matches(of: /```(sh|text)\n((?:.*\n)*?)```/) {
            let text = String(match.2)
            if match.1 == "text" {
                steps[steps.count - 1].prints = text
            } else if !text.contains("partner-simulator") {
                steps.append(Step(commands: text))
            }
        }
        self.steps = steps
    }

    /// Runs all blocks, each as a shell would, and compares what they print.
    ///
    /// - Parameter onTerminal: gives the commands the format that they have on a terminal, where the page shows them.
    func play(in scene: Scene, onTerminal: (String) -> String) async throws {
        for step in steps {
            let printed = try await Self.run(step.commands, as: onTerminal(step.commands), in: scene)
            if let expected = step.prints { Self.compare(printed, with: expected, after: step.commands) }
        }
    }

    /// The simulator's own route is called by the test: a machine may have no curl.
    private static func run(_ commands: String, as block: String, in scene: Scene) async throws -> String {
        if let path = commands.firstMatch(of: /curl -s -X POST "\$WORKATO_BASE_URL(.*)"/) {
            return String(decoding: try await scene.call("POST", String(path.1)), as: UTF8.self)
        }
        let run = try await scene.shell(block)
        #expect(run.code == 0, "\(commands)\n\(run.errors)")
        return run.text
    }

    /// A line `…` of the page stands for any lines. Times, digests and keys differ each time, and so may the number of all rows.
    private static func compare(_ printed: String, with expected: String, after commands: String) {
        let parts = ("\n" + plain(expected)).components(separatedBy: "\n…")
        var rest = Substring("\n" + plain(printed))
        for (index, part) in parts.enumerated() where !part.isEmpty {
            guard let place = rest.range(of: part) else {
                Issue.record("\(commands)\nlacks:\(part)\nin:\n\(printed)")
                return
            }
            #expect(index > 0 || place.lowerBound == rest.startIndex, "\(commands)\n\(printed)")
            rest = rest[place.upperBound...]
        }
        #expect(rest.isEmpty || parts.count > 1, "\(commands)\nprints more:\n\(rest)")
    }

    private static func plain(_ text: String) -> String {
        text.replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/, with: "TIME")
            .replacing(/[0-9a-f]{64}/, with: "DIGEST")
            .replacing(/SHA256:[A-Za-z0-9+\/]{43}/, with: "KEY")
            .replacing(/[0-9,]+ rows/, with: "ROWS")
    }
}

/// Programs of others that a page uses.
enum OtherProgram {
    static func isThere(_ names: String...) -> Bool {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return names.allSatisfy { name in folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") } }
    }
}
