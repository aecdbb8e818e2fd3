import Foundation
import GRDB
import Hashing
import Reports

/// Writes the files of a month that is being closed into the mirror, part by part, and keeps account of them.
final class FrozenFiles {
    /// What is said of a file in the manifest and in the data package.
    struct Facts {
        let name: String
        let bytes: Int
        /// In lower-case hexadecimal.
        let sha256: String
        /// The table in a CSV file, and how many rows it has.
        var table: (CSVTable, rows: Int)?
    }

    /// In bytes. A reader holds one part at a time.
    private static let partSize = 1 << 18

    private let db: Database
    private let month: BillingMonth
    private(set) var facts: [Facts] = []

    init(of month: BillingMonth, in db: Database) { (self.month, self.db) = (month, db) }

    /// - Parameter body: writes the file's bytes.
    func write(_ name: String, _ body: (BufferedOutput) throws -> Void) throws {
        var (part, size) = (0, 0)
        var failure: (any Error)?
        let hasher = SHA256Hasher()
        let output = BufferedOutput(capacity: Self.partSize) { [db, month] bytes throws(ReportsError) in
            part += 1
            size += bytes.count
            hasher.update(bytes)
            do {
                try db.execute(
                    sql: BillingSQL.freezeFilePart,
                    arguments: ["month": month.description, "name": name, "part": part, "bytes": Data(bytes)])
            } catch {
                // An output knows no errors of a database: the error itself is thrown below.
                failure = error
                throw .outputClosed
            }
        }
        do {
            try body(output)
            try output.flush()
        } catch {
            throw failure ?? error
        }
        facts.append(Facts(name: name, bytes: size, sha256: hasher.finish()))
    }

    func write(_ name: String, text: String) throws { try write(name) { try $0.append(text) } }

    /// Writes a table as CSV, in the form of `query`.
    ///
    /// - Parameter body: calls its argument for each row.
    func write(_ table: CSVTable, _ body: (_ row: ([CSVTable.Cell]) throws -> Void) throws -> Void) throws {
        var rows = 0
        try write(table.name) { output in
            var writer = OutputFormat.csv.writer(to: output)
            try writer.begin(columns: table.columns.map(\.name))
            try body { cells in
                precondition(cells.count == table.columns.count, "a row of \(table.name) has other columns")
                rows += 1
                try writer.row(cells)
            }
            try writer.end()
        }
        facts[facts.count - 1].table = (table, rows)
    }
}
