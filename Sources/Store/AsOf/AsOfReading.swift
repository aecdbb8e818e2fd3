import Values

/// What a statement about a past run may read.
///
/// The past relations stand in front of those of now by their bare names. But `main.recipes` is still of now, and so is a view that is
/// stored in the file. For each read SQLite says in which schema the relation is, and through which view it is read: so what is of now is
/// refused, however it is spelled.
public final class AsOfReading {
    /// A relation that is of now.
    public enum Refusal: Sendable, Equatable {
        /// Its bare name shows what it was.
        case hasPast(String)
        /// The mirror keeps nothing of what it was.
        case hasNoPast(String)
    }

    /// The prefix of views that may read everything, because they show the past. It is random, so that no statement can guess it: SQLite takes
    /// a common table expression for a view, and a statement may give it any name.
    let mark = "past \(String(UInt64.random(in: 0...UInt64.max), radix: 16)) "
    /// Whether the statement that is compiled is a past table's own.
    var isOwn = false
    private var front: Set<UTF8Text> = []
    private var file: Set<UTF8Text> = []
    private var readable: Set<UTF8Text> = []

    /// - Parameters:
    ///   - front: the relations that stand in front.
    ///   - file: the file's tables; of its views none can be used.
    ///   - readable: those of them that are as they were, or have nothing to do with runs.
    func begin(front: [String], file: [String], readable: [String]) {
        self.front = Set(front.map(Self.folded))
        self.file = Set(file.map(Self.folded))
        self.readable = Set(readable.map(Self.folded))
    }

    /// Why a relation may not be read, if it may not.
    ///
    /// - Parameters:
    ///   - schema: nil for a bare name.
    ///   - view: the innermost view through which it is read, or common table expression.
    public func refusal(of relation: String, in schema: String?, through view: String?) -> Refusal? {
        let name = Self.folded(relation)
        if isOwn || view?.hasPrefix(mark) == true { return nil }
        if name.text.hasPrefix("sqlite_") { return .hasNoPast(relation) }
        switch schema?.asciiLowercased {
        case "temp": return nil
        case nil where front.contains(name): return nil
        default: break
        }
        guard file.contains(name), !readable.contains(name) else { return nil }
        return front.contains(name) ? .hasPast(relation) : .hasNoPast(relation)
    }

    /// The same for what describes a relation: tables have the same columns at all times, views have not.
    ///
    /// - Parameter relation: what is described; nil for all there is.
    public func refusal(ofDescribing relation: String?, in schema: String?) -> Refusal? {
        guard let relation else { return .hasNoPast("the list of tables") }
        let name = Self.folded(relation)
        if isOwn || file.contains(name) { return nil }
        let isBare = schema == nil || schema?.asciiLowercased == "temp"
        if front.contains(name) { return isBare ? nil : .hasPast(relation) }
        return .hasNoPast(relation)
    }

    private static func folded(_ name: String) -> UTF8Text { UTF8Text(name.asciiLowercased) }
}
