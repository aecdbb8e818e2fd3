extension Endpoint {
    /// The endpoint that a request goes to. A literal segment beats a placeholder.
    ///
    /// - Parameter path: as it is sent, with or without `/api`, a query and a slash at the end. Double slashes count once (API.md 5).
    /// - Returns: nil for an unknown path.
    public static func matching(method: Method, path: String) -> Endpoint? {
        let asked = segments(path)
        var best: (endpoint: Endpoint, literals: [Bool])?
        for endpoint in all where endpoint.method == method {
            guard let literals = literals(of: endpoint, in: asked) else { continue }
            if let known = best, !isMoreLiteral(literals, known.literals) { continue }
            best = (endpoint, literals)
        }
        return best?.endpoint
    }

    private static func segments(_ path: String) -> [Substring] {
        let segments = path.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
        return segments.first == "api" ? Array(segments.dropFirst()) : segments
    }

    /// Which segments of the template are literal; nil if the path doesn't match it.
    private static func literals(of endpoint: Endpoint, in asked: [Substring]) -> [Bool]? {
        let template = segments(endpoint.path)
        guard template.count == asked.count else { return nil }
        let fits = zip(template, asked).allSatisfy { part, segment in
            part == "{managed_user_id}" ? isCustomerID(segment) : part.hasPrefix("{") || part == segment
        }
        return fits ? template.map { !$0.hasPrefix("{") } : nil
    }

    private static func isMoreLiteral(_ left: [Bool], _ right: [Bool]) -> Bool {
        zip(left, right).first { $0 != $1 }?.0 ?? false
    }

    /// A number, or `E` and the external id. Either may name an environment too (API.md 1). So `/managed_users/members` is no customer.
    private static func isCustomerID(_ segment: Substring) -> Bool {
        if segment.hasPrefix("E") { return segment.count > 1 }
        let suffix = ["_dev", "_test", "_prod"].first(where: segment.hasSuffix) ?? ""
        let number = segment.dropLast(suffix.count)
        return !number.isEmpty && number.allSatisfy { ("0"..."9").contains($0) }
    }
}

extension EndpointGroup {
    /// Whose budget a request spends; `other`, the tightest, if the path is unknown.
    public static func of(method: Endpoint.Method, path: String) -> EndpointGroup {
        Endpoint.matching(method: method, path: path)?.group ?? .other
    }
}
