import AsyncHTTPClient
import NIOCore

extension HTTPClient {
    /// The tests' own client. It has no deadline that a busy machine could reach: what hangs is stopped by whoever runs the tests.
    private static let patient: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        // Without a value it would be ten seconds, for waiting for one of the few connections too.
        configuration.timeout.connect = .hours(24 * 365)
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// What a server answers, however long it takes.
    public static func answer(to request: HTTPClientRequest) async throws -> (head: HTTPClientResponse, body: ByteBuffer) {
        let response = try await patient.execute(request, deadline: .distantFuture)
        return (response, try await response.body.collect(upTo: 64 << 20))
    }
}
