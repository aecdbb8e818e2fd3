/// Records in ascending order of the ids that they are stored under.
struct Records: Sendable {
    struct Entry: Sendable {
        let id: Int64
        var record: JSON
    }

    private(set) var entries: [Entry] = []

    /// The first record with an id.
    subscript(id: Int64) -> JSON? {
        let index = firstIndex(notBelow: id)
        return index < entries.count && entries[index].id == id ? entries[index].record : nil
    }

    var values: [JSON] { entries.map(\.record) }

    /// Stores a record, behind others of the same id.
    mutating func insert(_ record: JSON, id: Int64) {
        let index = id == .max ? entries.count : firstIndex(notBelow: id + 1)
        entries.insert(Entry(id: id, record: record), at: index)
    }

    /// - Returns: whether there was such a record.
    @discardableResult
    mutating func update(_ id: Int64, _ change: (inout JSON) throws -> Void) rethrows -> Bool {
        let index = firstIndex(notBelow: id)
        guard index < entries.count, entries[index].id == id else { return false }
        try change(&entries[index].record)
        return true
    }

    mutating func updateAll(_ change: (Int64, inout JSON) throws -> Void) rethrows {
        for index in entries.indices { try change(entries[index].id, &entries[index].record) }
    }

    /// - Returns: whether there was such a record.
    @discardableResult
    mutating func remove(_ id: Int64) -> Bool {
        let before = entries.count
        entries.removeAll { $0.id == id }
        return entries.count < before
    }

    mutating func removeAll(where leaves: (JSON) -> Bool) { entries.removeAll { leaves($0.record) } }

    private func firstIndex(notBelow id: Int64) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
