import Catalog
import Foundation
import Testing

@Suite("The table of endpoints", .serialized)
struct EndpointTableTests {
    private static let page = "Documentation/endpoints.md"
    /// Set it to have the table written anew.
    private static let variable = "WRITE_ENDPOINT_TABLE"
    private static let marks = (
        "<!-- endpoints: `\(variable)=1 swift test --filter EndpointTableTests` writes this table -->\n", "<!-- end -->"
    )

    @Test("is what the catalog of endpoints says") func current() throws {
        let page = try Repository.text(Self.page)
        let start = try #require(page.range(of: Self.marks.0))
        let end = try #require(page.range(of: Self.marks.1))
        let table = try Self.table()
        if ProcessInfo.processInfo.environment[Self.variable] != nil {
            let text = page[..<start.upperBound] + table + page[end.lowerBound...]
            try Data(text.utf8).write(to: Repository.root.appending(path: Self.page))
        }
        let written = try Repository.text(Self.page)
        #expect(written[start.upperBound...].hasPrefix(table + Self.marks.1), "out of date: see the comment above the table")
    }

    /// A row a path, in the order of the API's chapters; a path of which the simulator plays a part has a row for each part.
    private static func table() throws -> String {
        let unplayed = Set(try ExamplesPage().unplayed)
        var rows: [(path: String, isPlayed: Bool, endpoints: [Endpoint])] = []
        for endpoint in Endpoint.all {
            let isPlayed = !unplayed.contains(endpoint)
            if let row = rows.firstIndex(where: { $0.path == endpoint.path && $0.isPlayed == isPlayed }) {
                rows[row].endpoints.append(endpoint)
            } else {
                rows.append((endpoint.path, isPlayed, [endpoint]))
            }
        }
        let lines = rows.map { row in
            let methods = row.endpoints.map(\.method.rawValue).joined(separator: " ")
            let table = row.endpoints.compactMap(\.mirrored).first.map { "`\($0)`" } ?? ""
            return "| `\(row.path)` | \(methods) | \(table) | yes | \(row.isPlayed ? "yes" : "no") |\n"
        }
        return "| endpoint | | mirrored in | callable | simulated |\n|---|---|---|---|---|\n" + lines.joined()
    }
}
