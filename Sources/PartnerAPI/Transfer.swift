import AsyncHTTPClient
import JSONPages
import NIOCore
import NIOHTTP1

/// The wire: sends a request, streams the answer in, and gives up after `timeout`.
struct Transfer: Transport {
    let http: HTTPClient
    let timeout: Duration
    /// In bytes, decompressed: a guard against bombs, far above any page (API.md 9: 1,000 lines of code a recipe, 100 recipes a page).
    let largestBody: Int

    func send(_ outgoing: Outgoing) async -> Result<Reply, NoReply> {
        var request = HTTPClientRequest(url: outgoing.url)
        request.method = HTTPMethod(rawValue: outgoing.method.rawValue)
        request.headers = HTTPHeaders(outgoing.headers.map { ($0.name, $0.value) })
        request.body = outgoing.body.map { .bytes($0) }
        let result = await withTaskGroup(of: Result<Reply, NoReply>.self) { [request] race in
            race.addTask { await exchange(request) }
            // AsyncHTTPClient's own deadline ends with the answer's head, but a body may trickle for ever.
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
            return .success(await receive(response))
        } catch let error as HTTPClientError where error == .deadlineExceeded {
            return .failure(.timeout)
        } catch let error where TransferText.saysUnconnected(error) {
            return .failure(.unconnected(TransferText.reason(error)))
        } catch {
            return .failure(.unreachable(TransferText.reason(error)))
        }
    }

    private func receive(_ response: HTTPClientResponse) async -> Reply {
        // The length is the server's claim, and of the compressed body: a help for a start, not to be believed.
        let claimed = response.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
        var reply = Reply(
            status: Int(response.status.code), headers: response.headers, body: PageBytes(capacity: min(max(claimed, 0), 8 << 20)))
        do {
            for try await chunk in response.body {
                chunk.withUnsafeReadableBytes { reply.body.append($0) }
                guard reply.body.count <= largestBody else {
                    reply.flaw = .tooLarge
                    return reply
                }
            }
            try Task.checkCancellation()
        } catch {
            reply.flaw = .brokenOff(TransferText.reason(error))
        }
        return reply
    }
}
