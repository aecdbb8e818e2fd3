import Foundation
import Testing

@Suite("The page about billing", .serialized)
struct BillingPageTests {
    @Test("has commands that print what it says, in their order") func commands() async throws {
        let steps = try Self.steps()
        #expect(steps.count { $0.prints != nil } > 6)
        try await Scene.play { scene in
            for step in steps {
                let printed = try await Self.run(step.commands, in: scene)
                if let expected = step.prints { Self.compare(printed, with: expected, after: step.commands) }
            }
        }
    }

    private struct Step {
        let commands: String
        /// What the last of them prints; nil if the page does not say.
        var prints: String?
    }

    /// The blocks of the tutorial that are not about starting the simulator, which a scene has already.
    private static func steps() throws -> [Step] {
        var steps: [Step] = []
        for match in try Repository.text("Documentation/billing.md").matches(of: /```(sh|text)\n((?:.*\n)*?)```/) {
            let text = String(match.2)
            if match.1 == "text" {
                steps[steps.count - 1].prints = text
            } else if !text.contains("partner-simulator") {
                steps.append(Step(commands: text))
            }
        }
        return steps
    }

    /// Runs a block as a shell would. The simulator's own route is called by the test: a machine may have no curl.
    private static func run(_ commands: String, in scene: Scene) async throws -> String {
        if let path = commands.firstMatch(of: /curl -s -X POST "\$WORKATO_BASE_URL(.*)"/) {
            return String(decoding: try await scene.call("POST", String(path.1)), as: UTF8.self)
        }
        // On a terminal it is a table.
        let block = commands.replacing(/(?m)^(workato-mirror billing(?: preview .*| show .*)?)$/) { "\($0.1) --format table" }
        let run = try await scene.shell(block)
        #expect(run.code == 0, "\(commands)\n\(run.errors)")
        return run.text
    }

    /// A line `…` of the page stands for any lines. Times and digests differ each time.
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
        text.replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/, with: "TIME").replacing(/[0-9a-f]{64}/, with: "DIGEST")
    }
}
