import ArgumentParser
import Foundation
import PartnerAPI

/// Which partner account, how to get in, and how much of its budgets to use.
struct AccountOptions: ParsableArguments {
    @Option(help: "The API's address. Default: $WORKATO_BASE_URL, or the US data centre.")
    var baseURL: String?

    @Option(help: ArgumentHelp("The data centre: \(BaseURL.regions.joined(separator: ", ")).", valueName: "code"))
    var region: String?

    @Option(help: "Leave this share of each request budget unused, in percent.")
    var reserve = 10

    @Flag(help: "Send WORKATO_USER_EMAIL and WORKATO_USER_TOKEN as query parameters instead of headers.")
    var authInQuery = false

    func validate() throws {
        if baseURL != nil, region != nil { throw ValidationError("Give --base-url or --region, not both.") }
        guard 0...99 ~= reserve else { throw ValidationError("--reserve is a percentage from 0 to 99.") }
    }

    func base() throws -> BaseURL {
        if let region { return try BaseURL(region: region) }
        if let address = baseURL ?? Environment["WORKATO_BASE_URL"] { return try BaseURL(address) }
        return try BaseURL(region: "us")
    }

    func credentials() throws -> Credentials {
        try Credentials.from(environment: ProcessInfo.processInfo.environment, inQuery: authInQuery)
    }

    /// `WORKATO_RATE_WINDOW` is for tests against a server with scaled windows.
    func budgets() throws -> Budgets {
        guard let text = Environment["WORKATO_RATE_WINDOW"] else { return Budgets(reserve: reserve) }
        guard let seconds = Double(text), seconds > 0, seconds.isFinite else {
            throw Failure("WORKATO_RATE_WINDOW is not a number of seconds", hint: "leave it unset outside of tests", code: .usage)
        }
        return Budgets(window: .seconds(seconds), reserve: reserve)
    }
}
