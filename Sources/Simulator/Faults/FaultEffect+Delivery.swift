extension FaultEffect {
    /// Spoils the API's own answer. A fault of the body leaves an answer that is not 200 as it is, all but its truncation.
    func spoil(_ delivery: inout Delivery) {
        if case .truncate(let chunked) = self { return delivery.truncate(chunked: chunked) }
        guard delivery.answer.status == 200 else { return }
        let body = delivery.answer.body
        switch self {
        // The first half of an object or array never is one.
        case .invalid: delivery.answer.body.removeLast((body.count + 1) / 2)
        case .empty: delivery.answer.body = JSON(parsing: body)?.withoutRecords.bytes ?? body
        case .unknown: delivery.answer.body = JSON(parsing: body)?.inUnknownEnvelope.bytes ?? body
        case .failure, .html, .slow, .reset, .truncate: break
        }
    }
}

extension Delivery {
    fileprivate mutating func truncate(chunked: Bool) {
        let whole = answer.body.count
        answer.body.removeLast((whole + 1) / 2)
        ending = chunked ? .brokenChunks : .shortOf(max(whole, 1))
    }
}

extension JSON {
    /// The names that lead to the records of a listing (API.md 3.2): none for a bare array, `nil` for a single object.
    private var recordsPath: [String]? {
        if elements != nil { return [] }
        guard self["id"] == nil else { return nil }
        for name in ["result", "items", "data"] {
            guard let inner = self[name] else { continue }
            if inner.elements != nil { return [name] }
            guard inner.members != nil else { continue }
            return ["items", "data"].first { inner[$0]?.elements != nil }.map { [name, $0] } ?? [name]
        }
        return nil
    }

    /// The same envelope with no records in it, and counting none; a single object without its members.
    var withoutRecords: JSON {
        var copy = self
        copy.replace("count", 0)
        copy.replace("total", 0)
        copy.empty(recordsPath ?? [])
        return copy
    }

    private mutating func empty(_ path: some Collection<String>) {
        if let name = path.first {
            self[name]?.empty(path.dropFirst())
        } else {
            self = elements == nil ? [:] : []
        }
    }

    /// `{"stuff":{"n":[…]}}`.
    var inUnknownEnvelope: JSON {
        let records = (recordsPath ?? []).reduce(self) { $0[$1] ?? .null }
        return ["stuff": ["n": records]]
    }
}
