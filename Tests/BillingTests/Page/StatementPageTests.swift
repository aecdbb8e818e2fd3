import Billing
import Testing

@Suite("The page of a statement") struct StatementPageTests {
    private static let subject = StatementSubject(
        month: "October 2026", period: "2026-10-01 00:00 to 2026-11-01 00:00, America/Los_Angeles", figures: "tasks", run: "run 4",
        taken: "2026-11-02 06:00:14")
    private static let hostile = StatementCustomer(
        managedUserID: 7, externalID: "e&1", name: "<script src=\"http:\u{202E}\">", isGone: true)

    private func page(priced: Bool, letterhead: Letterhead = Letterhead()) -> StatementPage {
        StatementPage(Self.subject, letterhead: letterhead, isPriced: priced)
    }

    private func whole(_ page: StatementPage) -> String {
        page.opening + page.usageRow(StatementUsage(customer: Self.hostile, tasks: 1_234))
            + page.usageEnd(StatementUsageTotal(customers: 1, tasks: 1_234, gone: 1)) + page.noCorrections
            + page.closing(totals: StatementTotals(tasks: .init(usage: 1_234, corrections: 0, sum: 1_234)), notes: ["a < b"])
    }

    @Test("a row of usage, to the byte")
    func usageRow() {
        let row = StatementUsage(customer: Self.hostile, plan: "p", tasks: 1_234, amount: StatementAmount("1234.50", "USD"))
        let shown =
            "<tr><th scope=\"row\">7</th><td><bdi>e&amp;1</bdi></td>"
            + "<td class=\"name\"><bdi>&lt;script src=&quot;http:\\u{202E}&quot;&gt;</bdi> <em>gone</em></td><td><bdi>p</bdi></td>"
            + "<td class=\"number\">1<wbr><span>234</span></td>"
        let money = "<td class=\"number\">1<wbr><span>234</span>.50</td><td class=\"code\"><bdi>USD</bdi></td>"
        #expect(page(priced: true).usageRow(row) == shown + money + "</tr>\n")
        #expect(page(priced: false).usageRow(row) == shown + "</tr>\n")
    }

    @Test("what is missing is marked: a figure, a name, an amount")
    func marks() {
        let nameless = StatementCustomer(managedUserID: 8, name: nil)
        let unknown = page(priced: true).usageRow(StatementUsage(customer: nameless, tasks: nil))
        #expect(unknown.contains("<td class=\"name\"><em>no name</em></td>"))
        #expect(unknown.contains("<td class=\"number\"><em>no figure</em></td><td class=\"number\"></td><td></td>"))
        let unpriced = page(priced: true).usageRow(StatementUsage(customer: nameless, tasks: 0))
        #expect(unpriced.contains("<td class=\"number\">0</td><td class=\"number\"><em>no amount</em></td><td></td>"))
    }

    @Test("a correction has both figures")
    func correction() {
        let row = StatementCorrection(
            month: "2026-09", customer: Self.hostile, billed: 5_000, corrected: 4_000, difference: -1_000,
            amount: StatementAmount("-0.50", "USD"))
        let figures = ["5<wbr><span>000</span>", "4<wbr><span>000</span>", "-1<wbr><span>000</span>", "-0.50"]
        #expect(page(priced: true).correctionRow(row).contains(figures.map { "<td class=\"number\">\($0)</td>" }.joined()))
        #expect(!page(priced: false).correctionRow(row).contains("0.50"))
    }

    @Test("the tables have heads with scopes, with amounts only on a page with prices", arguments: [true, false])
    func heads(priced: Bool) {
        let heads = { (text: String) in
            text.split(separator: "<th scope=\"col\"").dropFirst().map { $0.prefix { $0 != "<" }.drop { $0 != ">" }.dropFirst() }
        }
        let money: [Substring] = priced ? ["Amount", "Currency"] : []
        #expect(heads(page(priced: priced).opening) == ["Managed user ID", "External ID", "Customer", "Plan", "Tasks"] + money)
        let corrections = page(priced: priced).correctionsBegin
        #expect(heads(corrections) == ["Month", "Managed user ID", "Customer", "Billed before", "Corrected figure", "Difference"] + money)
        #expect(corrections.contains("<caption>") && corrections.contains("<thead>"))
    }

    @Test("the page loads nothing, runs nothing and links to nothing")
    func selfContained() {
        let letterhead = Letterhead(issuer: "</style><script>\"", address: ["<a href=\"https://a\">"], note: "x\n<img src=y>")
        let html = whole(page(priced: true, letterhead: letterhead))
        for part in ["<script", "<img", "<a ", "<link", "url(", "@import", " style=", "\u{202E}"] {
            #expect(!html.contains(part), "\(part)")
        }
        #expect(html.components(of: "</style>") == 1)
        #expect(html.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\""))
    }

    @Test("every element that is opened is closed", arguments: [true, false])
    func closed(priced: Bool) {
        let page = page(priced: priced, letterhead: Letterhead(issuer: "I", address: ["a", "b"], note: "n"))
        let corrections = page.correctionsBegin + page.correctionsEnd(StatementCorrectionTotal(corrections: 0, difference: .min))
        let html = whole(page) + corrections
        for name in [
            "table", "thead", "tbody", "tr", "td", "th", "span", "em", "bdi", "dl", "ul", "li", "p", "header", "main", "body", "html",
        ] {
            let opened = html.components(of: "<\(name)>") + html.components(of: "<\(name) ")
            #expect(opened == html.components(of: "</\(name)>"), "\(name)")
        }
    }

    @Test("without an issuer there is no letterhead, and without corrections a sentence says so")
    func absent() {
        let html = whole(page(priced: false, letterhead: Letterhead(address: ["a street"], note: "a note")))
        #expect(!html.contains("<header") && !html.contains("a street") && !html.contains("a note"))
        #expect(html.contains("<h1>Statement of task usage, October 2026</h1>"))
        #expect(html.contains("There are no corrections of earlier months."))
        #expect(html.contains("<li>a &lt; b</li>") && !html.contains("decimal mark"))
    }

    @Test("the totals are by currency, and in tasks")
    func totals() {
        let totals = StatementTotals(
            tasks: .init(usage: 10, corrections: -3, sum: 7),
            currencies: [.init("KWD", usage: "1.000", corrections: "-0.300", sum: "0.700")])
        let tasks = "<th scope=\"row\">Tasks</th><td class=\"number\">10</td><td class=\"number\">-3</td><td class=\"number\">7</td>"
        let money =
            "<th scope=\"row\"><bdi>KWD</bdi></th><td class=\"number\">1.000</td><td class=\"number\">-0.300</td><td class=\"number\">0.700</td>"
        let priced = page(priced: true).closing(totals: totals, notes: [])
        #expect(priced.contains(tasks) && priced.contains(money))
        let plain = page(priced: false).closing(totals: totals, notes: [])
        #expect(plain.contains(tasks) && !plain.contains("KWD") && !plain.contains("<h2>Notes"))
    }
}

extension String {
    /// How often a part is in the text.
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
