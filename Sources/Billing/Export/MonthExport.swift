import Foundation
import GRDB
import Hashing

/// Writes the frozen files of a closed month into a folder, which appears when it is complete.
public struct MonthExport: Sendable {
    public let path: String

    public init(path: String) { self.path = path }

    /// What an export has done.
    public struct Outcome: Sendable {
        public let month: BillingMonth
        /// The files' names.
        public let files: [String]
        /// Whether the folder was there already, with the same bytes.
        public let wasThere: Bool
    }

    /// - Parameters:
    ///   - month: `YYYY-MM`, or `last month`.
    ///   - folder: must not be there yet, or be an earlier export of the month.
    public func callAsFunction(_ month: String, to folder: String, now: Date) throws(BillingError) -> Outcome {
        let billing = Billing(path: path)
        return try billing.value { db in
            let closed = try billing.closedMonth(month, now: now, in: db)
            let files = ExportedFiles(month: closed.month, db: db)
            let names = try files.check()
            let target = ExportFolder(folder)
            target.removeLeftovers()
            let isWritten = try !target.exists && target.write(files)
            if !isWritten { try target.requireEqual(to: files) }
            return Outcome(month: closed.month, files: names, wasThere: !isWritten)
        }
    }
}

/// The frozen files of a month, as they are read part by part.
struct ExportedFiles {
    static let sums = "SHA256SUMS"

    let month: BillingMonth
    let db: Database

    /// Calls `body` for each part, files in the order of their names and parts in their order.
    func forEachPart(_ body: (_ name: String, _ bytes: Data) throws -> Void) throws {
        let rows = try Row.fetchCursor(db, sql: BillingSQL.fileParts, arguments: ["month": month.description])
        while let row = try rows.next() { try body(row["name"], row["bytes"]) }
    }

    /// Compares every file with the sum that was frozen with it, before anything is written.
    ///
    /// - Returns: the files' names.
    func check() throws -> [String] {
        var hashers: [(name: String, hasher: SHA256Hasher)] = []
        var list = Data()
        try forEachPart { name, bytes in
            if name == Self.sums { return list.append(bytes) }
            if hashers.last?.name != name { hashers.append((name, SHA256Hasher())) }
            bytes.withUnsafeBytes { hashers.last?.hasher.update($0) }
        }
        let lines = String(decoding: list, as: UTF8.self).split(separator: "\n").map(String.init)
        let found = hashers.map { "\($0.hasher.finish())  \($0.name)" }
        for line in Set(lines).symmetricDifference(found).sorted() {
            throw BillingError.damaged(month, file: String(line.dropFirst(66)))
        }
        guard !lines.isEmpty else { throw BillingError.damaged(month, file: Self.sums) }
        return hashers.map(\.name) + [Self.sums]
    }
}
