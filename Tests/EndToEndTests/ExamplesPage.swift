import Catalog

/// `Documentation/api-examples.md`: what can be tried against the simulator, and what cannot.
struct ExamplesPage {
    struct Example {
        let heading: String
        /// The comment above the line.
        let says: String
        let line: String
        /// Where the line's request goes; nil for a path that is in no reference.
        let endpoint: Endpoint?
    }

    let examples: [Example]
    /// The endpoints of the table under the last heading.
    let unplayed: [Endpoint?]

    init() throws {
        let parts = try Repository.text("Documentation/api-examples.md").split(separator: "\n## ")
        examples = parts.flatMap { part in
            let heading = String(part.prefix { $0 != "\n" })
            return part.matches(of: /(?m)^# (.*)\n(workato-mirror .*)$/).map { match in
                Example(heading: heading, says: String(match.1), line: String(match.2), endpoint: Self.endpoint(of: match.2))
            }
        }
        unplayed = (parts.last ?? "").matches(of: /(?m)^\| ([A-Z]+) \| `(\/api\/[^`]*)` \|/).map { match in
            Endpoint.all.first { $0.method.rawValue == match.1 && $0.path == match.2 }
        }
    }

    private static func endpoint(of line: Substring) -> Endpoint? {
        let words = line.split(separator: " ")
        guard words.count > 2, words[1] == "api" else { return nil }
        let method = words.firstIndex(of: "--method").map { String(words[$0 + 1]) } ?? "GET"
        // Any number is a customer's id.
        let path = String(words[2]).replacing(/\$[A-Z_]+/, with: "7")
        return Endpoint.Method(rawValue: method).flatMap { Endpoint.matching(method: $0, path: path) }
    }
}
