import AsyncHTTPClient
import JSONPages
import NIOCore
import NIOHTTP1
import NIOSSL

/// The network: sends a request, streams the answer in, and gives up after `timeout`. One for each client.
struct HTTPTransport: Transport {
    let http: HTTPClient
    /// What `http` was made with.
    let configuration: HTTPClient.Configuration
    let base: BaseURL
    let route: Route
    let timeout: Duration
    /// In bytes, decompressed. It protects against bombs, and is far larger than any page (API.md 9: 1,000 lines of code a recipe, 100
    /// recipes a page).
    let largestBody: Int

    func send(_ outgoing: Outgoing) async -> Result<Reply, NoReply> {
        let addressed = route.addressed(outgoing, base: base)
        var request = HTTPClientRequest(url: addressed.url)
        request.method = HTTPMethod(rawValue: outgoing.method.rawValue)
        request.headers = HTTPHeaders(addressed.headers.map { ($0.name, $0.value) })
        request.body = outgoing.body.map { .bytes($0) }
        let result = await withTaskGroup(of: Result<Reply, NoReply>.self) { [request] race in
            race.addTask { await exchange(request) }
            // AsyncHTTPClient's own deadline ends with the answer's head, but a body may trickle forever.
            race.addTask {
                try? await Task.sleep(for: timeout)
                return .failure(.timeout)
            }
            defer { race.cancelAll() }
            return await race.next() ?? .failure(.cancelled)
        }
        return Task.isCancelled ? .failure(.cancelled) : result
    }

    private func exchange(_ request: HTTPClientRequest) async -> Result<Reply, NoReply> {
        do {
            let response = try await http.execute(request, timeout: TimeAmount(timeout))
            if response.status == .proxyAuthenticationRequired, let proxy = route.proxy {
                return .failure(.proxy(name: proxy.name, .credentials))
            }
            return .success(await receive(response))
        } catch {
            return .failure(await noReply(error))
        }
    }

    private func receive(_ response: HTTPClientResponse) async -> Reply {
        // The length is only what the server claims, and that of the compressed body. It is good enough for a first allocation.
        let claimed = response.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
        let coding = ContentCoding(response.headers, limit: largestBody)
        var reply = Reply(
            status: Int(response.status.code), headers: response.headers, body: PageBytes(capacity: min(max(claimed, 0), 8 << 20)))
        do {
            var received = 0
            for try await chunk in response.body {
                received += chunk.readableBytes
                try chunk.withUnsafeReadableBytes { piece in try coding.take(piece) { reply.body.append($0) } }
                guard max(received, reply.body.count) <= largestBody else { throw Inflate.Trouble.tooLarge }
            }
            try coding.end()
            try Task.checkCancellation()
            if reply.body.count > 0 { reply.flaw = coding.unknown.map { .unasked(coding: $0) } }
        } catch {
            reply.flaw = Self.flaw(error)
        }
        return reply
    }

    private static func flaw(_ error: any Error) -> Reply.Flaw {
        switch error {
        case Inflate.Trouble.tooLarge: .tooLarge
        case let error as Inflate.Trouble: .damaged("\(error)")
        default: .brokenOff(TransportErrorText.reason(error))
        }
    }
}

extension HTTPTransport {
    /// What went wrong before an answer came, as the client tells it apart.
    func noReply(_ error: any Error) async -> NoReply {
        switch error {
        case let error as HTTPClientError where error == .deadlineExceeded: .timeout
        case let error as HTTPClientError where error == .proxyAuthenticationRequired: .proxy(name: proxyName, .credentials)
        case let error where saysClosedProxy(error): .proxy(name: proxyName, .closed)
        // NIO has no name of its own for a Transfer-Encoding that comes after a Content-Length.
        case HTTPParserError.unexpectedContentLength, HTTPParserError.invalidContentLength, HTTPParserError.unknown:
            .notHTTP("what its headers say of its length contradicts itself")
        case HTTPParserError.headerOverflow: .notHTTP("its headers are too long")
        case let error as NIOSSLExtraError where [.failedToValidateHostname, .serverHostnameImpossibleToMatch].contains(error):
            .certificate(.otherHost)
        case let error as NIOSSLError where TransportErrorText.saysUntrusted(error):
            .certificate(await CertificateLook.problem(url: base.canonical, configuration: configuration, timeout: .seconds(10)))
        case let error where TransportErrorText.saysUnconnected(error):
            unconnected(TransportErrorText.reason(error))
        default: .unreachable(TransportErrorText.reason(error))
        }
    }

    private func unconnected(_ reason: String) -> NoReply {
        route.proxy == nil ? .unconnected(reason) : .proxy(name: proxyName, .unreachable(reason: reason))
    }

    private var proxyName: String { route.proxy?.name ?? "" }

    private func saysClosedProxy(_ error: any Error) -> Bool {
        if let error = error as? HTTPClientError {
            return [.invalidProxyResponse, .httpProxyHandshakeTimeout, .socksHandshakeTimeout].contains(error)
        }
        // These are many types, and none of them says more.
        return String(reflecting: type(of: error)).hasPrefix("NIOSOCKS.")
    }
}
