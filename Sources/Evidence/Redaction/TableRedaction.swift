import GRDB
import Hashing
import Values

/// Rewrites the rows of one table, one after the other.
struct TableRedaction {
    let table: FileTable
    let texts: TextRedaction
    let db: Database

    /// - Returns: how many cells have changed.
    func run() throws -> Int {
        guard !texts.isEmpty || !table.chosen.isEmpty else { return 0 }
        return try table.hasRowID ? runByRowID() : runByKey()
    }

    private var source: String { "main.\(table.name.sqlName)" }
    private var names: [String] { table.columns.map { $0.name.sqlName } }

    /// Rows are changed behind the place that is being read: a row keeps its rowid, so none is met twice. An index is not read, since its
    /// entries move with the values.
    private func runByRowID() throws -> Int {
        let read = try RawStatement(
            "SELECT \((table.address + names).joined(separator: ", ")) FROM \(source) NOT INDEXED ORDER BY \(table.address[0])", in: db)
        var updates: [[String]: RawStatement] = [:]
        var count = 0
        while try read.step() {
            let cells = changed(read, from: 1)
            guard !cells.isEmpty else { continue }
            count += cells.count
            let all = cells + digests(of: cells)
            let names = all.map(\.name)
            let update = try updates[names] ?? RawStatement(sql(setting: names), in: db)
            updates[names] = update
            for (place, cell) in all.enumerated() { update.bind(cell.cell, at: place) }
            update.bind(0, of: read, at: all.count)
            try update.run()
        }
        return count
    }

    private func sql(setting names: [String]) -> String {
        "UPDATE \(source) SET \(names.map { "\($0.sqlName) = ?" }.joined(separator: ", ")) WHERE \(table.address[0]) = ?"
    }

    /// A table without rowids is sorted by its key, which may change: so the new rows are kept apart until all have been read.
    private func runByKey() throws -> Int {
        guard !table.address.isEmpty else {
            throw EvidenceError.badRedaction(table.name, reason: "its rows have no address: it has columns named rowid, _rowid_ and oid")
        }
        let keys = table.address.map(\.sqlName)
        let kept = keys.indices.map { "k\($0)" } + names.indices.map { "c\($0)" }
        try db.execute(sql: "CREATE TEMP TABLE redacted_rows (\(kept.joined(separator: ", ")))")
        let count = try keep(keys)
        let sets = names.enumerated().map { "\($1) = n.c\($0)" }.joined(separator: ", ")
        let joins = keys.enumerated().map { "t.\($1) IS n.k\($0)" }.joined(separator: " AND ")
        if count > 0 { try db.execute(sql: "UPDATE \(source) AS t SET \(sets) FROM temp.redacted_rows AS n WHERE \(joins)") }
        try db.execute(sql: "DROP TABLE temp.redacted_rows")
        return count
    }

    private func keep(_ keys: [String]) throws -> Int {
        let read = try RawStatement("SELECT \((keys + names).joined(separator: ", ")) FROM \(source)", in: db)
        let places = Array(repeating: "?", count: keys.count + names.count).joined(separator: ", ")
        let insert = try RawStatement("INSERT INTO temp.redacted_rows VALUES (\(places))", in: db)
        var count = 0
        while try read.step() {
            let cells = changed(read, from: keys.count)
            guard !cells.isEmpty else { continue }
            count += cells.count
            for place in 0..<(keys.count + names.count) { insert.bind(place, of: read, at: place) }
            for cell in cells { insert.bind(cell.cell, at: keys.count + cell.place) }
            try insert.run()
        }
        return count
    }
}

extension TableRedaction {
    private struct Change {
        let place: Int
        let name: String
        let cell: NewCell
    }

    /// The cells of the row that hold something redacted, as they are afterwards.
    private func changed(_ row: RawStatement, from first: Int) -> [Change] {
        table.columns.indices.compactMap { place in
            newCell(row, first + place, table.columns[place]).map { Change(place: place, name: table.columns[place].name, cell: $0) }
        }
    }

    private func newCell(_ row: RawStatement, _ place: Int, _ column: FileTable.Column) -> NewCell? {
        guard let bytes = row.bytes(place) else { return column.isChosen && !row.isNull(place) ? .null : nil }
        let text: [UInt8]?
        if column.isChosen {
            if column.becomesNull { return .null }
            let value = CellValue(bytes, isJSON: column.isJSON)
            text = value.isEmpty ? nil : texts.pseudonym(of: value.bytes, asJSON: column.isReadAsJSON)
        } else {
            text = texts.redacted(bytes, mustBeJSON: column.isJSON, quotesWhole: column.isReadAsJSON)
        }
        return text.map { row.isBlob(place) ? .blob($0) : .text($0) }
    }

    /// The new digests of texts that have changed.
    private func digests(of changes: [Change]) -> [Change] {
        table.digests.compactMap { digest, text in
            changes.first { $0.name == text }.flatMap { change in
                switch change.cell {
                case .text(let bytes), .blob(let bytes): Change(place: -1, name: digest, cell: .text(Array(SHA256.hash(bytes).hex.utf8)))
                case .null: nil
                }
            }
        }
    }
}

/// What a cell says: its bytes, but the characters of a JSON string, so that a value is the same in a column of texts and in one of JSON.
struct CellValue {
    let bytes: [UInt8]
    var isEmpty: Bool { bytes.isEmpty }

    init(_ text: UnsafeRawBufferPointer, isJSON: Bool) {
        if isJSON, text.count >= 2, text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\"") {
            bytes = JSONString.said(UnsafeRawBufferPointer(rebasing: text[1..<(text.count - 1)]))
        } else {
            bytes = Array(text)
        }
    }
}
