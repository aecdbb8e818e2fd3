import HTTPTypes
import Hummingbird

/// Collects the routes of all resources. Each route has a budget, and works on the world in one atomic step.
struct Routes {
    let router = Router()
    let world: World
    let budgets: Budgets
    let dialect: Dialect

    typealias Handler = @Sendable (Call, inout WorldState) throws(APIFailure) -> Answer

    func get(_ path: String, _ group: EndpointGroup, _ handler: @escaping Handler) { on(.get, path, group, handler) }
    func post(_ path: String, _ group: EndpointGroup, _ handler: @escaping Handler) { on(.post, path, group, handler) }
    func put(_ path: String, _ group: EndpointGroup, _ handler: @escaping Handler) { on(.put, path, group, handler) }
    func delete(_ path: String, _ group: EndpointGroup, _ handler: @escaping Handler) { on(.delete, path, group, handler) }

    /// The beginnings of paths: of the partner's own workspace (the Developer API), and of a customer's.
    static let workspaces = ["", "managed_users/:managed_user_id/"]

    /// A read of any workspace; `Call.owner` says whose.
    func getOfAny(_ path: String, _ group: EndpointGroup, _ handler: @escaping Handler) {
        for workspace in Self.workspaces { get(workspace + path, group, handler) }
    }

    private func on(_ method: HTTPRequest.Method, _ path: String, _ group: EndpointGroup, _ handler: @escaping Handler) {
        guard dialect.knows(path) else { return }
        let (world, budgets, dialect) = (world, budgets, dialect)
        router.on(RouterPath("api/" + path), method: method) { request, context in
            try budgets.spend(group)
            let buffer = try await request.body.collect(upTo: 4 << 20)
            let query = Query(request.uri.query ?? "")
            let call = Call(query: query, dialect: dialect, parameters: context.parameters, bytes: Array(buffer.readableBytesView))
            let answer = try world.withState { state throws(APIFailure) in try handler(call, &state) }
            return Response(json: try answer.body(in: dialect, of: call.workspaceOwner, including: call.included))
        }
    }
}

extension Response {
    init(status: Int = 200, json: JSON, headers: HTTPFields = HTTPFields()) {
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        self.init(status: .init(code: status), headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }

    init(_ failure: APIFailure) {
        var headers = HTTPFields()
        if let seconds = failure.retryAfter { headers[.retryAfter] = String(seconds) }
        self.init(status: failure.status, json: failure.body, headers: headers)
    }

    init(_ played: PlayedAnswer) {
        var headers = HTTPFields()
        for (name, value) in played.headers {
            if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
        }
        self.init(status: .init(code: played.status), headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: played.body)))
    }
}
