import ArgumentParser
import Evidence
import Foundation
import Reports
import Values

/// `snapshot verify`: says whether a snapshot is what was made.
struct SnapshotVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every file of a snapshot, its signature, and the copy of the mirror in it.",
        discussion: """
            It reads only, asks nobody, and needs neither settings nor credentials. Every place that does not fit is named.

            Examples:
              workato-mirror snapshot verify evidence/2026-11
              workato-mirror snapshot verify evidence/2026-11 --allowed-signers signers --signer clerk@example.com
            """)

    @Argument(help: ArgumentHelp("The snapshot's folder.", valueName: "dir"))
    var folder: String

    @Option(help: ArgumentHelp("Who may sign: a file as ssh-keygen(1) describes it, ALLOWED SIGNERS.", valueName: "file"))
    var allowedSigners: String?

    @Option(help: ArgumentHelp("Who must have signed, as that file names him.", valueName: "id"))
    var signer: String?

    @OptionGroup var head: HeadOption

    @OptionGroup var result: ResultOptions

    func validate() throws {
        guard (allowedSigners == nil) == (signer == nil) else {
            throw ValidationError("--allowed-signers and --signer belong together: the file, and who in it must have signed.")
        }
    }

    func run() throws {
        var verification = SnapshotVerification(folder)
        if let allowedSigners, let signer { verification.signer = .init(allowedSigners: allowedSigners, identity: signer) }
        verification.head = head.value
        let outcome = try VerificationOutput(result: result, mirror: verification.folder.mirror).write(verification.run)
        guard outcome.findings > 0 else { return }
        throw Failure(
            "\(VisibleText.escaped(folder)): \(outcome.findings.grouped("place")) \(outcome.findings == 1 ? "does" : "do") not fit",
            hint: "do not rely on it: ask whoever made it for another copy", code: .drift)
    }
}

/// A head of the chain that was written down.
struct HeadOption: ParsableArguments {
    @Option(help: ArgumentHelp("A head of the chain that was written down earlier: 64 hexadecimal digits.", valueName: "sha256"))
    var head: String?

    var value: String? { head?.lowercased() }

    func validate() throws {
        guard let head, head.count != 64 || !head.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return }
        throw ValidationError("--head takes the 64 hexadecimal digits that `verify` and `status` show as the head of the chain.")
    }
}
