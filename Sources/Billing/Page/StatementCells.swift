import Markup

/// The tables of customers: their heads, their cells and their ends.
enum StatementCells {
    /// A table with a row for each customer, or each correction.
    enum Table: String {
        case usage, corrections

        var heading: String { self == .usage ? "Usage" : "Corrections" }

        func caption(month: String) -> String {
            self == .usage ? "Tasks of each customer in \(month)" : "What differs from the bills of earlier months"
        }

        /// The class of each column, its name, and whether numbers are in it.
        func columns(isPriced: Bool) -> [(style: String, name: String, isNumber: Bool)] {
            let money = [("amount", "Amount", true), ("currency", "Currency", false)]
            let own =
                switch self {
                case .usage:
                    [
                        ("id", "Managed user ID", false), ("external", "External ID", false), ("customer", "Customer", false),
                        ("plan", "Plan", false), ("tasks", "Tasks", true),
                    ]
                case .corrections:
                    [
                        ("month", "Month", false), ("id", "Managed user ID", false), ("customer", "Customer", false),
                        ("tasks", "Billed before", true), ("tasks", "Corrected figure", true), ("tasks", "Difference", true),
                    ]
                }
            return own + (isPriced ? money : [])
        }
    }

    /// The table down to its first row. Printed pages repeat its head.
    static func begin(_ table: Table, month: String, isPriced: Bool) -> String {
        let columns = table.columns(isPriced: isPriced)
        return """
            <h2>\(table.heading)</h2>
            <table class="rows \(table.rawValue)\(isPriced ? " priced" : "")">
            <caption>\(HTMLText.escaped(table.caption(month: month)))</caption>
            <colgroup>\(columns.map { "<col class=\"\($0.style)\">" }.joined())</colgroup>
            <thead><tr>\(columns.map { head($0.name, isNumber: $0.isNumber) }.joined())</tr></thead>
            <tbody class="entries">

            """
    }

    /// The total is no foot of the table: printed pages would repeat that as well.
    static func end(sum: String) -> String {
        """
        </tbody>
        <tbody class="sum">
        <tr>\(sum)</tr>
        </tbody>
        </table>

        """
    }

    static func head(_ name: String, isNumber: Bool) -> String {
        "<th scope=\"col\"\(isNumber ? " class=\"number\"" : "")>\(name)</th>"
    }

    /// The cell that heads its row: every customer has an id, and no other has the same. Its digits have no groups: it is no quantity.
    static func identity(of customer: StatementCustomer) -> String { "<th scope=\"row\">\(customer.managedUserID)</th>" }

    static func text(_ text: String?) -> String { "<td>\(HTMLText.isolated(text))</td>" }

    static func name(of customer: StatementCustomer) -> String {
        let name = HTMLText.isolated(customer.name)
        return "<td class=\"name\">\(name.isEmpty ? mark("no name") : name)\(customer.isGone ? " " + mark("gone") : "")</td>"
    }

    static func figure(_ figure: Int64?) -> String { number(figure.map { DigitGroups.html($0) } ?? mark("no figure")) }

    /// The two cells of an amount.
    static func money(_ amount: StatementAmount?, missing: String) -> String {
        guard let amount else { return number(missing) + "<td></td>" }
        return number(DigitGroups.html(decimal: amount.decimal)) + "<td class=\"code\">\(HTMLText.isolated(amount.currency))</td>"
    }

    static func number(_ html: String) -> String { "<td class=\"number\">\(html)</td>" }

    /// What the page says about a value, so that nobody takes it for the value.
    static func mark(_ text: String) -> String { "<em>\(text)</em>" }

    /// `1 customer`, `2 customers`.
    static func count(_ count: Int64, _ noun: String) -> String { "\(plain(count)) \(noun)\(count == 1 ? "" : "s")" }

    private static func plain(_ count: Int64) -> String { "<span class=\"number\">\(DigitGroups.html(count))</span>" }
}
