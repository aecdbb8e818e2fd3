/// A statement that gives what differs in one table between an earlier file and a later one, in the columns that `ChangeQuery` gives.
///
/// Each row of one file is looked up in the other by its key, so a table costs what reading it in both files costs. Only rows that differ
/// are sorted.
struct FileDifferenceQuery {
    /// The names under which the connection has the two files.
    static let (earlier, later) = ("earlier", "main")

    let compared: ComparedTable
    let condition: RowCondition

    private var shape: TableSchema { compared.table.shape }

    /// In the order of the keys. No key comes twice.
    var rows: String {
        let places = (4..<4 + shape.key.count).map { "\($0)" }.joined(separator: ", ")
        return arms(select).joined(separator: "\nUNION ALL\n") + "\nORDER BY \(places)"
    }

    /// Counted: inserted, updated, deleted.
    var counts: String {
        let arms = arms { hasBefore, hasAfter in "SELECT \(hasBefore) AS before, \(hasAfter ? 1 : 0) AS after" }
        return """
            SELECT count(*) FILTER (WHERE NOT before), count(*) FILTER (WHERE before AND after), count(*) FILTER (WHERE NOT after)
            FROM (\(arms.joined(separator: "\nUNION ALL\n")))
            """
    }

    /// - Parameter select: the selected columns, by whether there is a row before, as SQL, and whether there is one after.
    private func arms(_ select: (_ hasBefore: String, _ hasAfter: Bool) -> String) -> [String] {
        let (e, l) = (table(in: Self.earlier) + " AS e", table(in: Self.later) + " AS l")
        switch compared.presence {
        case .later: return ["\(select("0", true)) FROM \(l) WHERE true\(condition.sql("l"))"]
        case .earlier: return ["\(select("1", false)) FROM \(e) WHERE true\(condition.sql("e"))"]
        case .both:
            let differs = "(\(data("e", isSelected: true))) IS NOT (\(data("l", isSelected: true)))"
            return [
                """
                \(select("e._valid_from IS NOT NULL", true))
                FROM \(l) LEFT JOIN \(e) ON \(sameKey)
                WHERE (e._valid_from IS NULL OR \(differs))\(condition.sql("l"))
                """,
                """
                \(select("1", false))
                FROM \(e)
                WHERE NOT EXISTS (SELECT 1 FROM \(l) WHERE \(sameKey))\(condition.sql("e"))
                """,
            ]
        }
    }

    private func select(_ hasBefore: String, _ hasAfter: Bool) -> String {
        let (before, after) = (data("e", isSelected: hasBefore != "0"), data("l", isSelected: hasAfter))
        return "SELECT 0, \(hasBefore), \(hasAfter ? 1 : 0), \(list(shape.key, prefix: hasAfter ? "l." : "e.")), \(before), \(after)"
    }

    private func table(in file: String) -> String { "\(file).\(quoted(shape.name))" }

    private var sameKey: String {
        shape.key.map { "e.\(quoted($0)) IS l.\(quoted($0))" }.joined(separator: " AND ")
    }

    /// The values of a row, or as many NULLs.
    private func data(_ row: String, isSelected: Bool) -> String {
        guard isSelected else { return (0...shape.columns.count).map { _ in "NULL" }.joined(separator: ", ") }
        return (shape.columns.map { "\(row).\(quoted($0.name))" } + [extra(row)]).joined(separator: ", ")
    }

    /// `_extra` without the fields that have a column in one of the files only.
    private func extra(_ row: String) -> String {
        let fields = compared.uncomparedFields
        return fields.isEmpty ? "\(row)._extra" : "\(ExtraFunction.name)(\(row)._extra, \(fields.joined(separator: ",").sqlLiteral))"
    }
}
