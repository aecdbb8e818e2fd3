import Foundation
import Testing

@Suite("Billing refuses a price list", .serialized)
struct BillingPriceRefusalTests {
    private static let header = "plan_id,managed_user_id,tier_from,tier_to,unit_price,per,currency,mode\n"
    private static let hint = "nothing was written; put the list right and run the same command again"
    /// Where no row is at fault.
    private static let fileHint = "put the list right, or check its path; nothing was written"

    /// Rows behind the header, and what is said about them.
    private static let rows: [(String, String)] = [
        ("", ": the price list has no rows"),
        ("*,,0,,1,1,EUR\n", ":2: the row has 7 cells, but the header has 8"),
        (",,0,,1,1,EUR,volume\n", ":2: plan_id is empty: write * for every plan"),
        ("oem_plan,5,0,,1,1,EUR,volume\n", ":2: plan_id has to be * in a row that is for one customer, not \"oem_plan\""),
        ("*,me,0,,1,1,EUR,volume\n", ":2: managed_user_id \"me\" is not a whole number"),
        ("*,,0,,,1,EUR,volume\n", ":2: unit_price is empty"),
        ("*,,0,,-1,1,EUR,volume\n", ":2: unit_price \"-1\" is negative"),
        (
            "*,,0,,1e3,1,EUR,volume\n",
            ":2: unit_price \"1e3\" is not a number like 12 or 0.0123, with digits and at most one point between them"
        ),
        ("*,,-5,,1,1,EUR,volume\n", ":2: tier_from \"-5\" is negative"),
        ("*,,0,5.5,1,1,EUR,volume\n", ":2: tier_to \"5.5\" is not a whole number"),
        ("*,,0,,1,0,EUR,volume\n", ":2: per has to be at least 1"),
        ("*,,0,,1,1,,volume\n", ":2: currency is empty"),
        ("*,,0,,1,1,eur,volume\n", ":2: currency \"eur\" has to be in capitals: EUR"),
        ("*,,0,,1,1,ABC,volume\n", ":2: currency \"ABC\" is not a code of ISO 4217"),
        ("*,,0,,1,1,XAU,volume\n", ":2: currency XAU has no smallest unit to round to (ISO 4217)"),
        ("*,,0,,1,1,EUR,flat\n", ":2: mode \"flat\" is not graduated or volume"),
        ("*,,1,,1,1,EUR,volume\n", ":2: the first tier has to begin at 0, not at 1 (*)"),
        (
            "*,,0,10,1,1,EUR,volume\n*,,11,,1,1,EUR,volume\n",
            ":3: the tier begins at 11, but the tier of line 2 ends at 10: there is a gap (*)"
        ),
        (
            "*,,0,10,1,1,EUR,volume\n*,,9,,1,1,EUR,volume\n",
            ":3: the tier begins at 9, but the tier of line 2 ends at 10: they overlap (*)"
        ),
        ("*,,0,,1,1,EUR,volume\n*,,0,,1,1,EUR,volume\n", ":3: the tier begins at 0, but the tier of line 2 has no end (*)"),
        ("*,,0,10,1,1,EUR,volume\n*,,10,,1,1,USD,volume\n", ":3: the currency is USD, but EUR in line 2: * can have one only"),
        ("*,,0,10,1,1,EUR,volume\n*,,10,,1,1,EUR,graduated\n", ":3: the mode is graduated, but volume in line 2: * can have one only"),
        ("*,,0,5,1,1,EUR,volume\n*,,5,5,1,1,EUR,volume\n", ":3: tier_to (5) has to be above tier_from (5)"),
        ("*,,0,10,1,1,EUR,volume\n\n*,,10,,1,1,EUR,volume\n", ":3: the line is blank, but others come after it"),
        ("\"*,,0,,1,1,EUR,volume\n", ":2: a cell begins with a quote that is never closed"),
        ("*,,0,,1,1,EUR,volume\nno_plan,,0,,1,1,EUR,volume\n", ":3: the mirror knows no customer with plan \"no_plan\""),
        ("*,,0,,1,1,EUR,volume\n*,42,0,,1,1,EUR,volume\n", ":3: the mirror knows no customer 42"),
        ("*,,0,10,1,1,EUR,volume\n", ":2: the quantity 5000 has no price: the last tier ends at 10 (*)"),
    ]

    /// Whole files, and what is said about them.
    private static let files: [(String, String)] = [
        ("", ": the price list is empty"),
        ("plan;user\n", ":1: the cells are separated by semicolons: save the file as CSV with commas"),
        ("plan_id,managed_user_id,tier_from,tier_to,unit_price,currency\n*,,0,,1,EUR\n", ":1: the column mode is missing"),
        (
            "plan_id,managed_user_id,tier_from,tier_to,unit_prize,currency,mode\n*,,0,,1,EUR,volume\n",
            ":1: \"unit_prize\" is not a column, did you mean unit_price?"
        ),
        (header.replacing("mode", with: "per"), ":1: the column per is there twice"),
    ]

    @Test("that is bad, with the file's line, and writes nothing (64); a preview does the same") func bad() async throws {
        try await Scene.playBilling { scene in
            let month = PastMonth.ago(2)
            try scene.giveFigures(month, tasks: 5000)
            let before = try scene.contents("mirror.db")
            for (text, message) in Self.files + Self.rows.map({ (Self.header + $0, $1) }) {
                try scene.write(text, to: "bad.csv")
                for verb in ["close", "preview"] {
                    let hint = message.hasPrefix(": ") ? Self.fileHint : Self.hint
                    try await scene.refuses(verb, month, "--prices", "bad.csv", with: .usage("bad.csv\(message)", hint))
                }
            }
            #expect(try scene.contents("mirror.db") == before)
        }
    }

    @Test("that is not there, cannot be read or is not UTF-8 (64)") func unreadable() async throws {
        try await Scene.playBilling { scene in
            let month = PastMonth.ago(2)
            try Data([0xFF, 0xFE]).write(to: scene.folder.appending(path: "wide.csv"))
            for (file, reason) in [("none.csv", "there is no such file"), (".", "it cannot be read"), ("wide.csv", "it is not UTF-8")] {
                try await scene.refuses("close", month, "--prices", file, with: .usage("\(file): \(reason)", Self.fileHint))
            }
            #expect(try scene.frozenRows(of: month) == 0)
        }
    }

    @Test("that lacks a customer with tasks (64); one without tasks needs no price") func unpriced() async throws {
        try await Scene.playBilling { scene in
            let month = PastMonth.ago(2)
            try scene.giveFigures(month, tasks: 0)
            let customers = try scene.rows("SELECT id, plan_id FROM managed_users ORDER BY id")
            let (priced, other) = (customers[0][0], customers[1])
            func setTasks(_ count: Int) throws {
                try scene.edit("UPDATE task_usage SET task_count = \(count) WHERE month = '\(month)' AND managed_user_id = \(other[0])")
            }
            try scene.write("\(Self.header)*,\(priced),0,,1,1,EUR,volume\n", to: "one.csv")
            try setTasks(1)
            let plan = other[1] == "NULL" ? "no plan" : "plan \"\(other[1])\""
            let message = "one.csv: no row prices customer \(other[0]), who has tasks (\(plan)): add one for it, its plan, or *"
            let before = try scene.contents("mirror.db")
            try await scene.refuses("close", month, "--prices", "one.csv", with: .usage(message, Self.fileHint))
            #expect(try scene.contents("mirror.db") == before)
            try setTasks(0)
            try await scene.billing("close", month, "--prices", "one.csv")
            let amounts = "SELECT count(*), count(unit_price) FROM billing_prices"
            #expect(try scene.rows(amounts) == [["1", "1"]])
        }
    }
}
