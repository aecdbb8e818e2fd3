import Values

/// A CSV file of an export: its columns, what type they have, and what they mean.
struct CSVTable: Sendable {
    typealias Cell = StoredValue

    struct Column: Sendable {
        let name: String
        let type: ColumnType
        let meaning: String

        init(_ name: String, _ type: ColumnType, _ meaning: String) { (self.name, self.type, self.meaning) = (name, type, meaning) }
    }

    /// A field's type, as the Table Schema of a data package calls it.
    enum ColumnType: String, Sendable { case string, integer, number, datetime, yearmonth }

    let name: String
    let meaning: String
    let columns: [Column]
}

extension CSVTable {
    private static let customer = [
        Column("managed_user_id", .integer, "The customer's id at Workato."),
        Column("external_id", .string, "The customer's id in the partner's own systems."),
        Column("customer", .string, "The customer's name as of the close, or its last known name."),
        Column("plan_id", .string, "The plan as of the close, or the last known plan."),
    ]

    static let statement = CSVTable(
        name: "statement.csv", meaning: "What is billed: a row for each customer, then a row for each correction of an earlier month.",
        columns: [
            Column("month", .yearmonth, "The closed month."),
            Column("of_month", .yearmonth, "The month that the quantity is of; in a correction, the month that it corrects."),
        ] + customer + [
            Column("metric", .string, "What is counted: `tasks`, as the API counts them; not billable tasks, and not credits."),
            Column("kind", .string, "`usage` or `correction`."),
            Column("quantity", .integer, "Tasks; in a correction, the difference from what was billed before."),
            Column("amount", .number, "The amount by the price list of `of_month`; empty without prices."),
            Column("currency", .string, "The amount's currency (ISO 4217); empty without prices."),
        ])

    static let totals = CSVTable(
        name: "totals.csv", meaning: "The sums of statement.csv by currency, metric and kind.",
        columns: [
            Column("month", .yearmonth, "The closed month."),
            Column("currency", .string, "The currency (ISO 4217); empty for rows without an amount."),
            Column("metric", .string, "What is counted."),
            Column("kind", .string, "`usage` or `correction`."),
            Column("lines", .integer, "How many rows of statement.csv this sums up."),
            Column("quantity", .integer, "Their quantities."),
            Column("amount", .number, "Their amounts; empty without prices."),
        ])

    static let byRecipe = CSVTable(
        name: "by-recipe.csv",
        meaning: "What the counters of each recipe grew by in the month, as of the closing run. It explains the figures, it is not billed.",
        columns: [
            Column("month", .yearmonth, "The closed month."),
            Column("managed_user_id", .integer, "The customer's id at Workato."),
            Column("customer", .string, "The customer's last known name."),
            Column("recipe_id", .integer, "The recipe's id at Workato."),
            Column("recipe", .string, "The recipe's last known name."),
            Column("tasks", .integer, "Growth of the recipe's task counter; empty if the API gave none."),
            Column("jobs_succeeded", .integer, "Growth of its counter of jobs that succeeded."),
            Column("jobs_failed", .integer, "Growth of its counter of jobs that failed."),
            Column("note", .string, "Says if a growth began before the month, or if a counter began anew."),
        ])

    static let customers = CSVTable(
        name: "customers.csv", meaning: "The customers of statement.csv.",
        columns: customer + [
            Column("state", .string, "`live`, or `gone` if the customer no longer existed at the close."),
            Column("first_seen_run", .integer, "The first run that saw the customer."),
            Column("last_seen_run", .integer, "The last run, up to the close, that left the customer in the mirror."),
        ])
}
