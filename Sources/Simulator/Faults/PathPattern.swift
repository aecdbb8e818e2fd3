/// A path in which `*` stands for one segment, and `**` for any number of segments or none.
struct PathPattern: Sendable, Equatable {
    private let segments: [Substring]

    /// `nil` for text that does not start with a slash, has a query, or has a `*` inside a segment.
    init?(_ text: String) {
        let segments = text.split(separator: "/")
        guard text.hasPrefix("/"), !text.contains("?"),
            segments.allSatisfy({ !$0.contains("*") || $0 == "*" || $0 == "**" })
        else { return nil }
        self.segments = segments
    }

    /// Compares with an undecoded path. A slash at its end does not matter, as in the API.
    func matches(_ path: String) -> Bool { Self.match(segments[...], path.split(separator: "/")[...]) }

    private static func match(_ pattern: ArraySlice<Substring>, _ path: ArraySlice<Substring>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        let rest = pattern.dropFirst()
        if first == "**" { return (path.startIndex...path.endIndex).contains { match(rest, path[$0...]) } }
        guard let segment = path.first else { return false }
        return (first == "*" || first == segment) && match(rest, path.dropFirst())
    }
}
