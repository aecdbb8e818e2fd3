import ArgumentParser
import Catalog
import Foundation
import JSONPages
import PartnerAPI
import Reports

/// `api`: sends one request to any endpoint, with the credentials, budgets and retries of `sync`.
struct ApiCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "api",
        abstract: "Send a request to any endpoint of the API and print its answer.",
        discussion: """
            A request that reads is retried as in sync. A request that writes is sent once, and only with --allow-writes. The path \
            may begin with /api or without it. The answer is written byte for byte; on a terminal, a line feed is added if it \
            has none at its end.

            Examples:
              workato-mirror api /api/managed_users/19029/properties \\
                -p prefix=salesforce_sync.
              workato-mirror api managed_users --paginate --output customers.json
              workato-mirror api managed_users/19029/recipes/41354/stop \\
                --method PUT --allow-writes
              workato-mirror api managed_users --method POST --field name=Acme \\
                --field notification_email=ops@acme.example --allow-writes
            """)

    @Argument(help: "The endpoint's path, such as /api/managed_users.")
    var path: String

    @Option(name: [.short, .customLong("param")], parsing: .singleValue, help: "A query parameter as NAME=VALUE; may be repeated.")
    var parameters: [String] = []

    @Option(help: "The HTTP method.")
    var method = Endpoint.Method.get

    @Flag(help: "Allow a request that may change something. Without this, only GET is sent.")
    var allowWrites = false

    @Option(help: ArgumentHelp("Send this file as the body; - means stdin.", valueName: "file"))
    var body: String?

    @Option(parsing: .singleValue, help: "A field of a JSON body as NAME=TEXT, or NAME:=JSON; may be repeated.")
    var field: [String] = []

    @Option(help: "The body's media type.")
    var contentType = PartnerRequest.json

    @Flag(help: "Read all pages of a listing, and print its records as one JSON array.")
    var paginate = false

    @Flag(help: "Send WORKATO_USER_EMAIL and WORKATO_USER_TOKEN as query parameters instead of headers.")
    var authInQuery = false

    @Option(name: .shortAndLong, help: "Write to this file. It appears when it is complete.")
    var output: String?

    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if body != nil, !field.isEmpty { throw ValidationError("Give --body or --field, not both.") }
        if paginate, method != .get || body != nil || !field.isEmpty { throw ValidationError("--paginate walks a listing by GET.") }
        if method != .get, !allowWrites {
            throw ValidationError("\(method.rawValue) may change something: add --allow-writes if it is meant.")
        }
        for text in parameters where !text.contains("=") { throw ValidationError("-p \(text): write NAME=VALUE.") }
    }

    func run() async throws {
        let settings = try await options.load()
        let account = try PartnerAccount(settings, authInQuery: authInQuery, allowsHTTP: options.allowHTTP)
        let request = try ApiRequest(path: path, parameters: parameters, base: account.base)
        let body = try ApiBody(file: self.body, fields: field).bytes
        var clientOptions = PartnerClient.Options()
        clientOptions.allowsWrites = allowWrites
        let destination = try Destination(output, mirror: settings.db)
        do {
            try await account.withClient(clientOptions) { client in
                if paginate { return try await request.walk(client, to: destination.output) }
                let answer = try await client.send(request.request(method, body: body, contentType: contentType)) { $0 }
                try answer.value.withUnsafeBytes { try show($0, in: destination.output) }
            }
        } catch {
            throw destination.giveUp(error)
        }
        try destination.finish()
    }

    /// On a terminal, text gets the line feed that it lacks. A program that reads gets the answer's bytes and no more.
    private func show(_ bytes: UnsafeRawBufferPointer, in destination: BufferedOutput) throws {
        try destination.append(bytes)
        guard output == nil, Terminal.isInteractive, let last = bytes.last, last != UInt8(ascii: "\n") else { return }
        if String(validating: bytes, as: UTF8.self) != nil { try destination.append("\n") }
    }
}

extension Endpoint.Method: ExpressibleByArgument {
    public init?(argument: String) { self.init(rawValue: argument.uppercased()) }
}
