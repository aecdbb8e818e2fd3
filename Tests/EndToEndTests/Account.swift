import Foundation
import FoundationNetworking

extension URLSession {
    /// Waits for every answer: a busy machine may take a minute for one, which is as long as the shared session waits.
    static let patient: URLSession = {
        let configuration = URLSessionConfiguration.default
        configuration.timeoutIntervalForRequest = 7 * 86_400
        return URLSession(configuration: configuration)
    }()
}

/// The simulated account, changed as another client of the API would change it.
extension Scene {
    struct Customer: Decodable { let id: Int64, name: String }
    struct Recipe: Decodable { let id: Int64, name: String, running: Bool }
    struct Connection: Decodable { let id: Int64, authorizationStatus: String? }
    struct Table: Decodable { let id: Int64, schema: String }
    struct Column: Decodable { let label: String }
    struct Row: Decodable { let id: Int64 }
    private struct Listing<Record: Decodable>: Decodable { let result: [Record] }
    private struct Log: Decodable {
        let count: Int
        let paths: [String: Int]
        let statuses: [String: Int]

        enum CodingKeys: String, CodingKey {
            case count
            case paths = "by_path"
            case statuses = "by_status"
        }
    }

    /// Calls the API, or the simulator's own routes.
    @discardableResult
    func call(_ method: String, _ path: String, _ json: String? = nil) async throws -> Data {
        guard let url = URL(string: baseURL + path) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = json.map { Data($0.utf8) }
        request.setValue("Bearer \(Self.token)", forHTTPHeaderField: "Authorization")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        let (data, response) = try await URLSession.patient.data(for: request)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw Unexpected(code: 0, errors: "\(method) \(path): \(response)") }
        return data
    }

    /// The records of a listing, in either of the API's envelopes.
    func list<Record: Decodable>(_ path: String, of type: Record.Type = Record.self) async throws -> [Record] {
        let data = try await call("GET", path)
        if let bare = try? JSONDecoder.ofTheAPI.decode([Record].self, from: data) { return bare }
        return try JSONDecoder.ofTheAPI.decode(Listing<Record>.self, from: data).result
    }

    /// How often the API has been asked so far.
    func requests() async throws -> Int { try await log().count }

    /// How often each was asked for so far, by names such as `GET /api/managed_users`.
    func requestsByPath() async throws -> [String: Int] { try await log().paths }

    /// How many requests were refused so far because too many came.
    func refusedRequests() async throws -> Int { try await log().statuses["429", default: 0] }

    private func log() async throws -> Log {
        try JSONDecoder().decode(Log.self, from: await call("GET", "/simulator/requests"))
    }

    /// Lets the API fail from now on as these lines say, a fault a line; with none, not at all.
    func fail(_ faults: String = "") async throws { try await call("POST", "/simulator/faults", faults) }

    func customers() async throws -> [Customer] { try await list("/api/managed_users") }

    func letPass(days: Int) async throws { try await call("POST", "/simulator/advance?days=\(days)") }

    /// What `change` found and did, by id.
    struct Changes {
        let customer: Customer
        let stopped: Recipe
        let deleted: Recipe
        let broken: Connection
        let addedRow: Row
        let deletedRow: Row
    }

    /// Renames a customer, stops one of its recipes and deletes another, breaks a connection, and edits a lookup table.
    func change() async throws -> Changes {
        for customer in try await list("/api/managed_users", of: Customer.self) {
            let path = "/api/managed_users/\(customer.id)"
            let recipes = try await list("\(path)/recipes", of: Recipe.self)
            let connections = try await list("\(path)/connections", of: Connection.self)
            guard let stopped = recipes.first(where: \.running), let deleted = recipes.last(where: { $0.id != stopped.id }),
                let broken = connections.first(where: { $0.authorizationStatus == "success" }),
                let table = try await list("\(path)/lookup_tables", of: Table.self).first,
                let row = try await list("\(path)/lookup_tables/\(table.id)/rows", of: Row.self).first
            else { continue }
            try await call("PUT", path, #"{"name":"Renamed, \"Inc.\""}"#)
            try await call("PUT", "\(path)/recipes/\(stopped.id)/stop")
            try await call("DELETE", "\(path)/recipes/\(deleted.id)")
            try await call("PUT", "\(path)/connections/\(broken.id)", #"{"authorization_status":"failed"}"#)
            try await call("DELETE", "\(path)/lookup_tables/\(table.id)/rows/\(row.id)")
            let added = try await addRow(to: table, at: "\(path)/lookup_tables/\(table.id)/rows")
            return Changes(customer: customer, stopped: stopped, deleted: deleted, broken: broken, addedRow: added, deletedRow: row)
        }
        throw Unexpected(code: 0, errors: "no customer has all that is to be changed")
    }

    private func addRow(to table: Table, at path: String) async throws -> Row {
        let columns = try JSONDecoder.ofTheAPI.decode([Column].self, from: Data(table.schema.utf8))
        let data = try await call("POST", path, #"{"data":{"\#(columns.first?.label ?? "")":"new"}}"#)
        return try JSONDecoder.ofTheAPI.decode(Row.self, from: data)
    }
}

extension JSONDecoder {
    /// For names as the API and SQL write them: `run_id` is `runId`.
    static var ofTheAPI: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }
}
