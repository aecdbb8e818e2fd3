import ArgumentParser
import Evidence
import Foundation
import Reports
import Settings
import Values

/// `verify`: says whether the mirror is what its runs wrote.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that the mirror is what its syncs wrote: nothing changed, nothing missing.",
        discussion: """
            It computes the digests of every run and every closed month again and compares them with those in the file. It only reads, \
            and asks nobody. Every place that does not fit is named by its run, its table and, where the file shows it, its key.

            The digests are in the file itself. So write the head of the chain down somewhere else: whoever has it can tell later, with \
            --head, that the file was not rewritten as a whole.

            It ends with 0 if all fits, and with 65 if anything does not.

            Examples:
              workato-mirror verify
              workato-mirror verify --head 5f0c…64 hexadecimal digits…9b
              workato-mirror verify --format json
              workato-mirror verify --against-api --sample 200

            Without a format it is text for reading, also in a pipe.

            \(SampleVerification.discussion)
            """)

    @OptionGroup var options: SettingsOptions

    @OptionGroup var head: HeadOption

    @OptionGroup var result: ResultOptions

    @OptionGroup var sample: SampleOptions

    func validate() throws {
        guard sample.againstAPI, head.value != nil else { return }
        throw ValidationError("--against-api looks at what the mirror says now, and --head at its chain: verify one after the other.")
    }

    func run() async throws {
        let settings = try await options.load()
        if sample.againstAPI {
            let verification = SampleVerification(settings: settings, options: sample, allowsHTTP: options.allowHTTP)
            if try await !verification.run(writing: result) { throw SampleVerification.differs }
        } else {
            try verifyChain(settings)
        }
    }

    private func verifyChain(_ settings: Settings) throws {
        let verification = Verification(path: settings.db, head: head.value)
        let outcome = try VerificationOutput(result: result, mirror: settings.db).write(verification.run)
        guard outcome.findings > 0 else { return }
        throw Failure(
            outcome.beginsAtRun == nil
                ? "\(VisibleText.escaped(settings.db)): no run in the file is covered by a chain"
                : "\(VisibleText.escaped(settings.db)): \(outcome.findings.grouped("place")) \(outcome.findings == 1 ? "does" : "do") not fit",
            hint: outcome.beginsAtRun == nil
                ? "run `workato-mirror sync` once: from then on the file has a chain"
                : "restore a copy from before the change; `workato-mirror verify` on older copies tells when it happened", code: .drift)
    }
}
