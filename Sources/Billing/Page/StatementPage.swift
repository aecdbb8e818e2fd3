import Markup

/// The page `statement.html`: what all customers used in one month, and what was corrected. It goes with the invoices, and is kept.
///
/// It is made piece by piece, so that memory does not grow with the customers. In this order: `opening`, `usageRow` for each customer,
/// `usageEnd`; then either `correctionsBegin`, `correctionRow` for each correction, `correctionsEnd`, or `noCorrections`; then `closing`.
///
/// The page is one file without scripts and without anything from elsewhere. The same inputs make the same bytes.
public struct StatementPage: Sendable {
    private let subject: StatementSubject
    private let letterhead: Letterhead
    /// Whether the tables have amounts.
    private let isPriced: Bool

    public init(_ subject: StatementSubject, letterhead: Letterhead = Letterhead(), isPriced: Bool) {
        (self.subject, self.letterhead, self.isPriced) = (subject, letterhead, isPriced)
    }

    /// The page down to the head of the table of usage.
    public var opening: String { head + letterheadBlock + "<h1>\(title)</h1>\n" + facts + usageBegin }

    /// The page below the tables of customers: the totals, and each note in a line of its own.
    public func closing(totals: StatementTotals, notes: [String]) -> String {
        totalsTable(totals) + notesList(notes) + "</main>\n</body>\n</html>\n"
    }

    private var title: String { "Statement of task usage, " + HTMLText.escaped(subject.month) }
}

// MARK: Above the tables

extension StatementPage {
    private var head: String {
        HTMLHead.html(title: title, style: StatementStyle.sheet(footer: footer), isDarkWithoutStyle: true) + "<main>\n"
    }

    /// It has one line of a printed page, beside the number of the page.
    private var footer: [String] {
        guard let issuer else { return ["Statement of task usage", ", " + subject.month] }
        return [issuer.count > Self.longestIssuer ? issuer.prefix(Self.longestIssuer) + "…" : issuer, ", " + subject.month]
    }

    private static var longestIssuer: Int { 48 }

    private var issuer: String? { letterhead.issuer.flatMap { $0.isEmpty ? nil : $0 } }

    private var letterheadBlock: String {
        guard let issuer else { return "" }
        var block = "<header class=\"letterhead\">\n<p class=\"issuer\">\(HTMLText.isolated(issuer))</p>\n"
        if !letterhead.address.isEmpty { block += "<address>\(lines(letterhead.address))</address>\n" }
        if let note = letterhead.note, !note.isEmpty {
            block += "<p class=\"note\">\(lines(note.split(whereSeparator: \.isNewline).map(String.init)))</p>\n"
        }
        return block + "</header>\n"
    }

    private func lines(_ texts: [String]) -> String { texts.map(HTMLText.isolated).joined(separator: "<br>\n") }

    private var facts: String {
        let named = [
            ("Period", subject.period), ("Figures", subject.figures), ("From run", subject.run), ("Taken", subject.taken),
            ("Closed", subject.closed),
        ]
        return named.reduce(into: "<dl>\n") { list, fact in
            guard let text = fact.1 else { return }
            list += "<dt>\(fact.0)</dt><dd>\(HTMLText.isolated(text))</dd>\n"
        } + "</dl>\n"
    }
}

// MARK: Below the tables

extension StatementPage {
    private func totalsTable(_ totals: StatementTotals) -> String {
        let tasks = totals.tasks
        let money = isPriced ? totals.currencies : []
        let rows =
            [("Tasks", [tasks.usage, tasks.corrections, tasks.sum].map { DigitGroups.html($0) })]
            + money.map { (HTMLText.isolated($0.code), [$0.usage, $0.corrections, $0.sum].map { DigitGroups.html(decimal: $0) }) }
        return """
            <h2>Totals</h2>
            <table class="totals">
            <caption>\(isPriced ? "Tasks, and amounts by currency" : "Tasks")</caption>
            <colgroup><col class="unit"><col><col><col></colgroup>
            <thead><tr><th scope="col">Total of</th>\(numberHeads(["Usage", "Corrections", "Sum"]))</tr></thead>
            <tbody>

            """
                + rows.map { "<tr><th scope=\"row\">\($0.0)</th>\($0.1.map(StatementCells.number).joined())</tr>\n" }.joined()
                + "</tbody>\n</table>\n"
    }

    private func numberHeads(_ names: [String]) -> String { names.map { StatementCells.head($0, isNumber: true) }.joined() }

    private func notesList(_ notes: [String]) -> String {
        let all = (isPriced ? ["In amounts the point is the decimal mark."] : []) + notes
        guard !all.isEmpty else { return "" }
        return "<h2>Notes</h2>\n<ul>\n" + all.map { "<li>\(HTMLText.escaped($0))</li>\n" }.joined() + "</ul>\n"
    }
}

// MARK: The tables

extension StatementPage {
    private var usageBegin: String { StatementCells.begin(.usage, month: subject.month, isPriced: isPriced) }

    /// One customer.
    public func usageRow(_ row: StatementUsage) -> String {
        let cells =
            StatementCells.identity(of: row.customer) + StatementCells.text(row.customer.externalID) + StatementCells.name(of: row.customer)
            + StatementCells.text(row.plan) + StatementCells.figure(row.tasks)
        // Without a figure there is nothing to price.
        let money = isPriced ? StatementCells.money(row.amount, missing: row.tasks == nil ? "" : StatementCells.mark("no amount")) : ""
        return "<tr>" + cells + money + "</tr>\n"
    }

    /// The end of the table of usage, and what its marks mean.
    public func usageEnd(_ total: StatementUsageTotal) -> String {
        let money = isPriced ? "<td colspan=\"2\">\(StatementCells.mark("see Totals"))</td>" : ""
        let sum = "<th scope=\"row\" colspan=\"4\">Total of \(StatementCells.count(total.customers, "customer"))</th>"
        return StatementCells.end(sum: sum + StatementCells.number(DigitGroups.html(total.tasks)) + money) + meaning(of: total)
    }

    /// What the marks in the table mean. A mark that is not in it has no line.
    private func meaning(of total: StatementUsageTotal) -> String {
        let without = StatementCells.count(total.withoutFigure, "customer")
        let gone = StatementCells.count(total.gone, "customer")
        let sentences = [
            total.withoutFigure > 0 ? "no figure: the API gave none for \(without); the total is without them." : nil,
            total.gone > 0 ? "gone: the API does not list \(gone) any more." : nil,
        ]
        return sentences.compactMap { $0.map { "<p class=\"after\">\($0)</p>\n" } }.joined()
    }

    /// The head of the table of corrections.
    public var correctionsBegin: String { StatementCells.begin(.corrections, month: subject.month, isPriced: isPriced) }

    /// One correction, with both figures.
    public func correctionRow(_ row: StatementCorrection) -> String {
        let cells =
            StatementCells.text(row.month) + StatementCells.identity(of: row.customer) + StatementCells.name(of: row.customer)
            + StatementCells.figure(row.billed) + StatementCells.figure(row.corrected) + StatementCells.figure(row.difference)
        let money = isPriced ? StatementCells.money(row.amount, missing: StatementCells.mark("no amount")) : ""
        return "<tr>" + cells + money + "</tr>\n"
    }

    /// The end of the table of corrections.
    public func correctionsEnd(_ total: StatementCorrectionTotal) -> String {
        let money = isPriced ? "<td colspan=\"2\">\(StatementCells.mark("see Totals"))</td>" : ""
        let sum = "<th scope=\"row\" colspan=\"5\">Total of \(StatementCells.count(total.corrections, "correction"))</th>"
        return StatementCells.end(sum: sum + StatementCells.number(DigitGroups.html(total.difference)) + money)
    }

    /// What is there in place of the table of corrections.
    public var noCorrections: String { "<h2>Corrections</h2>\n<p class=\"after\">There are no corrections of earlier months.</p>\n" }
}
