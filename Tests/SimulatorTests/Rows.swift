import NIOHTTP1
import Simulator

extension Reply {
    /// The records of a listing, however the dialect wraps them.
    var rows: [JSON] {
        let json = json
        return json.elements ?? ["result", "data", "items"].lazy.compactMap { json[$0]?.elements }.first ?? []
    }

    var rowIDs: [Int64] { rows.compactMap { $0["id"]?.integerValue } }

    /// The message of a refused field.
    func error(of field: String) -> String? { json["errors"]?[field]?.elements?.first?.stringValue }
}

extension RunningSimulator {
    func post(_ path: String, _ body: String? = nil) async throws -> Reply { try await send(.POST, path, body) }
    func put(_ path: String, _ body: String? = nil) async throws -> Reply { try await send(.PUT, path, body) }
    func delete(_ path: String, _ body: String? = nil) async throws -> Reply { try await send(.DELETE, path, body) }
}
