import ArgumentParser
import Settings

/// `verify`: for now it only compares the mirror with the API.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify that the mirror is what the API says.",
        discussion: """
            Example:
              workato-mirror verify --against-api --sample 200

            \(SampleVerification.discussion)
            """)

    @OptionGroup var options: SettingsOptions
    @OptionGroup var sample: SampleOptions
    @OptionGroup var result: ResultOptions

    func run() async throws {
        guard sample.againstAPI else { throw ValidationError("Give --against-api.") }
        let verification = SampleVerification(settings: try await options.load(), options: sample, allowsHTTP: options.allowHTTP)
        if try await !verification.run(writing: result) { throw SampleVerification.differs }
    }
}
