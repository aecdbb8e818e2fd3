/// Values that clients send as numbers or as text, in a query or in a body.
extension JSON {
    /// A whole number, or a text of its digits.
    var idValue: Int64? { integerValue ?? stringValue.flatMap { Int64($0) } }

    /// An id that may be missing or null.
    func optionalID(_ name: String) throws(APIFailure) -> Int64? {
        guard let value = self[name], value != .null else { return nil }
        guard let id = value.idValue else { throw .invalid(name, "is invalid") }
        return id
    }

    /// A list of ids that may be missing or null.
    func optionalIDs(_ name: String) throws(APIFailure) -> [Int64]? {
        guard let value = self[name], value != .null else { return nil }
        let ids = (value.elements ?? [.null]).map(\.idValue)
        guard !ids.contains(nil) else { throw .invalid(name, "is invalid") }
        return ids.compactMap(\.self)
    }
}

extension Call {
    /// A filter from the query or, as older pages of the API have it, from the body of the GET.
    func filter(_ name: String) throws(APIFailure) -> String? {
        if let text = query[name] { return text }
        guard let value = try body()[name], value != .null else { return nil }
        switch value {
        case .string(let text), .number(let text): return text
        case .bool(let flag): return String(flag)
        default: throw .invalid(name, "is invalid")
        }
    }

    /// What `includes[]` asks for, in the query or in the body of a GET. Other bodies need not be JSON.
    var included: [String] {
        let inBody = (try? body())?["includes"]?.elements ?? []
        return query.values("includes[]") + inBody.compactMap(\.stringValue)
    }
}

extension JSON {
    /// The same object with a member it may already have.
    func with(_ name: String, orElse value: JSON) -> JSON {
        var copy = self
        if copy[name] == nil { copy[name] = value }
        return copy
    }
}
