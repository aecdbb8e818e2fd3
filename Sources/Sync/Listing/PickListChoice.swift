import Catalog
import Foundation
import Values

/// A pick list that the configuration asks for. It is listed for every connection to the provider.
public struct PickListChoice: Sendable, Hashable {
    public let provider: String
    /// The list's name, with its parameters written like a query: `fields?sobject=Account`. In the mirror, the list has this name.
    public let list: String

    public init(provider: String, list: String) {
        self.provider = provider
        self.list = list
    }
}

/// The body of the one POST that reads (API.md 4.3), made from the last value of the scope. `Listing` sends it.
struct PickListBody {
    let bytes: [UInt8]

    private struct Body: Encodable {
        let name: String
        let parameters: [String: String]

        enum CodingKeys: String, CodingKey {
            case name = "pick_list_name"
            case parameters = "pick_list_params"
        }
    }

    init(_ scope: Scope) {
        let parts = (scope.values.last?.description ?? "").parts(between: "?", maxSplits: 1)
        let pairs = (parts.count > 1 ? parts[1] : "").parts(between: "&").filter { !$0.isEmpty }.map { pair in
            let halves = pair.parts(between: "=", maxSplits: 1).map(Self.decoded)
            return (halves[0], halves.count > 1 ? halves[1] : "")
        }
        let body = Body(name: Self.decoded(parts[0]), parameters: Dictionary(pairs) { $1 })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // A map of texts can always be written as JSON.
        bytes = (try? encoder.encode(body)).map { Array($0) } ?? []
    }

    private static func decoded(_ text: String) -> String { text.removingPercentEncoding ?? text }
}
