import Reports

/// `statement.html`: the page that goes with the invoices.
struct StatementFile {
    let statement: Statement
    let money: MoneyTotals
    let letterhead: BillingLetterhead

    func write(to files: FrozenFiles) throws {
        try files.write("statement.html") { output in
            let page = page()
            try output.append(page.opening)
            try writeRows(page, to: output)
            try output.append(page.closing(totals: totals(), notes: notes))
        }
    }

    private func page() -> StatementPage {
        let subject = StatementSubject(
            month: statement.month.title, period: statement.period.text,
            figures: "tasks, as the API counts them (metric tasks)", run: "run \(statement.run.id), \(statement.run.state)",
            taken: statement.run.finishedAt)
        return StatementPage(
            subject, letterhead: Letterhead(issuer: letterhead.issuer, address: letterhead.address, note: letterhead.note),
            isPriced: money.isPriced)
    }

    /// Usage comes first. The table of corrections is begun by the first of them.
    private func writeRows(_ page: StatementPage, to output: BufferedOutput) throws {
        var usage = Tally()
        var corrections = Tally()
        try statement.forEachRow { row in
            if let correction = row.correction {
                if corrections.rows == 0 { try output.append(page.usageEnd(usage.usageTotal) + page.correctionsBegin) }
                corrections.add(row)
                try output.append(page.correctionRow(row.printed(correction)))
            } else {
                usage.add(row)
                try output.append(page.usageRow(row.printedUsage))
            }
        }
        let end =
            corrections.rows == 0
            ? page.usageEnd(usage.usageTotal) + page.noCorrections
            : page.correctionsEnd(StatementCorrectionTotal(corrections: corrections.rows, difference: corrections.quantity))
        try output.append(end)
    }

    private struct Tally {
        var rows: Int64 = 0
        var quantity: Int64 = 0
        var withoutFigure: Int64 = 0
        var gone: Int64 = 0

        mutating func add(_ row: StatementRow) {
            rows += 1
            quantity += row.quantity
            if !row.isReported { withoutFigure += 1 }
            if row.isGone { gone += 1 }
        }

        var usageTotal: StatementUsageTotal {
            StatementUsageTotal(customers: rows, tasks: quantity, withoutFigure: withoutFigure, gone: gone)
        }
    }

    private func totals() throws -> StatementTotals {
        let all = try statement.totals()
        return StatementTotals(
            tasks: .init(usage: all.taskCount, corrections: all.adjustedTaskCount, sum: all.taskCount + all.adjustedTaskCount),
            currencies: try money.byCurrency().map {
                .init($0.currency.code, usage: $0.usage.text, corrections: $0.corrections.text, sum: $0.sum.text)
            })
    }

    /// The checks are for whoever sends the page, not for whoever gets it: they stand in the manifest.
    private var notes: [String] {
        money.isPriced ? ["Amounts are rounded half to even, once a line, to the smallest unit of the currency."] : []
    }
}

extension StatementRow {
    private var printedCustomer: StatementCustomer {
        StatementCustomer(managedUserID: customer, externalID: externalID, name: name, isGone: isGone)
    }

    private var printedAmount: StatementAmount? { amount.map { StatementAmount($0.text, $0.currency.code) } }

    fileprivate var printedUsage: StatementUsage {
        StatementUsage(customer: printedCustomer, plan: plan, tasks: isReported ? quantity : nil, amount: printedAmount)
    }

    fileprivate func printed(_ figures: (billed: Int64, corrected: Int64)) -> StatementCorrection {
        StatementCorrection(
            month: ofMonth.description, customer: printedCustomer, billed: figures.billed, corrected: figures.corrected,
            difference: quantity, amount: printedAmount)
    }
}
