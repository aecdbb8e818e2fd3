import Foundation
import GRDB
import Values

/// Renders all files of a month that is being closed. After the close they are never made again: their bytes are what is frozen.
struct MonthFiles {
    let statement: Statement
    let money: MoneyTotals
    let checks: [BillingCheck]
    let letterhead: BillingLetterhead
    let toolVersion: String
    let closedAt: String

    private var month: StoredValue { .text(statement.month.description) }

    func write(to files: FrozenFiles) throws {
        try writeStatement(to: files)
        try writeTotals(to: files)
        try writeByRecipe(to: files)
        try writeCustomers(to: files)
        try BillingPeriodFile(statement: statement, issuer: letterhead.issuerName, closedAt: closedAt).write(to: files)
        if money.isPriced {
            try FocusFile(statement: statement, issuer: letterhead.issuerName).write(to: files)
        }
        try StatementFile(statement: statement, money: money, letterhead: letterhead).write(to: files)
        try files.write("datapackage.json", text: DataPackage(statement: statement, files: files.facts).text())
        try files.write(
            "manifest.json",
            text: Manifest(statement: statement, money: money, checks: checks, toolVersion: toolVersion, closedAt: closedAt)
                .text(files: files.facts))
        let sums = files.facts.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        try files.write("SHA256SUMS", text: sums.map { "\($0.sha256)  \($0.name)\n" }.joined())
    }

    private func writeStatement(to files: FrozenFiles) throws {
        try files.write(.statement) { write in
            try statement.forEachRow { try write([month] + $0.cells) }
        }
    }

    private func writeTotals(to files: FrozenFiles) throws {
        try files.write(.totals) { write in
            for sum in money.sums {
                try write([
                    month, StoredValue(sum.currency?.code), .text("tasks"), .text(sum.kind), .integer(Int64(sum.lines)),
                    .integer(sum.quantity), StoredValue(sum.amount?.text),
                ])
            }
        }
    }

    private func writeByRecipe(to files: FrozenFiles) throws {
        try files.write(.byRecipe) { write in
            try statement.db.forEachRow(BillingSQL.statementRecipes, ["month": statement.month.description]) { cells in
                let notes = [
                    cells[8].words.map { "counted since \($0), before the month" }, cells[9].number == 1 ? "a counter began anew" : nil,
                ].compactMap(\.self)
                try write(cells.prefix(8) + [StoredValue(notes.isEmpty ? nil : notes.joined(separator: "; "))])
            }
        }
    }

    private func writeCustomers(to files: FrozenFiles) throws {
        try files.write(.customers) { write in
            try statement.db.forEachRow(BillingSQL.statementCustomers, ["run": statement.run.id]) { try write($0) }
        }
    }
}

extension StatementRow {
    /// The row in statement.csv, behind the month.
    var cells: [StoredValue] {
        [
            .text(ofMonth.description), .integer(customer), StoredValue(externalID), StoredValue(name), StoredValue(plan), .text(metric),
            .text(kind), .integer(quantity), StoredValue(amount?.text), StoredValue(amount?.currency.code),
        ]
    }
}
