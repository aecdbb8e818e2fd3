import Catalog

/// A table as two files have it, with the columns that both have. Files of different versions may have others.
struct ComparedTable {
    enum Presence { case earlier, later, both }

    let table: TrackedTable
    let presence: Presence
    /// The names that values of uncompared columns may have in `_extra`: a file that lacks a column keeps its values there.
    let uncomparedFields: [String]
    /// The columns that only one of the files has.
    let onlyEarlier: [String]
    let onlyLater: [String]

    /// - Parameter renames: field → column, as the resource declares them.
    /// - Returns: nil if no file has it.
    init?(earlier: TrackedTable?, later: TrackedTable?, renames: [String: String]) {
        guard let table = later ?? earlier else { return nil }
        guard let earlier, let later else {
            self.init(table, earlier == nil ? .later : .earlier, [], [], [])
            return
        }
        let (old, new) = (Set(earlier.columns), Set(later.columns))
        let uncompared = old.symmetricDifference(new)
        self.init(
            later.keeping(old.intersection(new)), .both,
            uncompared.union(renames.filter { uncompared.contains($0.value) }.keys).sorted(),
            earlier.columns.filter { !new.contains($0) }, later.columns.filter { !old.contains($0) })
    }

    private init(_ table: TrackedTable, _ presence: Presence, _ fields: [String], _ onlyEarlier: [String], _ onlyLater: [String]) {
        (self.table, self.presence, uncomparedFields) = (table, presence, fields)
        (self.onlyEarlier, self.onlyLater) = (onlyEarlier, onlyLater)
    }
}

/// Something that a file of another version does not have, so that it cannot be compared.
public struct SchemaGap: Sendable, Hashable {
    /// The file that lacks it.
    public let file: String
    public let table: String
    /// Empty if the whole table is missing.
    public let columns: [String]
}

extension ComparedTable {
    /// - Parameters: what the files are called.
    func gaps(_ earlier: String, _ later: String) -> [SchemaGap] {
        switch presence {
        case .earlier: return [SchemaGap(file: later, table: table.name, columns: [])]
        case .later: return [SchemaGap(file: earlier, table: table.name, columns: [])]
        case .both:
            return [(earlier, onlyLater), (later, onlyEarlier)].filter { !$0.1.isEmpty }
                .map { SchemaGap(file: $0.0, table: table.name, columns: $0.1) }
        }
    }
}
