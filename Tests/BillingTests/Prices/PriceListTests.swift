import Testing

@testable import Billing

@Suite struct PriceListTests {
    private static let list = Lists.csv(
        "*,,0,,1,1,EUR,volume", "pro,,0,,2,1,EUR,volume", "*,7,10,,4,1,USD,graduated", "*,7,0,10,3,1,USD,graduated",
        "\"a, \"\"b\"\"\",,0,,5,1,EUR,volume")

    @Test("a customer's own price comes before its plan's, and this before the one for everyone")
    func precedence() throws {
        let list = try PriceList(csv: Self.list)
        #expect(list.price(of: 7, plan: "pro")?.owner == .customer(7))
        #expect(try list.price(of: 7, plan: nil)?.amount(of: 11).description == "34.00 USD")
        #expect(try list.price(of: 8, plan: "pro")?.amount(of: 3).description == "6.00 EUR")
        #expect(try list.price(of: 8, plan: "a, \"b\"")?.amount(of: 3).text == "15.00")
        #expect(try list.price(of: 8, plan: "other")?.amount(of: 3).text == "3.00")
        #expect(try list.price(of: 8, plan: nil)?.amount(of: 3).text == "3.00")
        let plansOnly = try PriceList(csv: Lists.csv("pro,,0,,2,1,EUR,volume"))
        #expect(plansOnly.price(of: 8, plan: nil) == nil && plansOnly.price(of: 8, plan: "Pro") == nil)
    }

    @Test("plans are compared by their bytes")
    func bytes() throws {
        let list = try PriceList(csv: Lists.csv("caf\u{E9},,0,,2,1,EUR,volume", "cafe\u{301},,0,,3,1,EUR,volume"))
        #expect(try list.price(of: 1, plan: "caf\u{E9}")?.amount(of: 1).text == "2.00")
        #expect(try list.price(of: 1, plan: "cafe\u{301}")?.amount(of: 1).text == "3.00")
    }

    @Test("the list names its plans and customers, each with its first line")
    func names() throws {
        let list = try PriceList(csv: Self.list)
        #expect(list.plans.map(\.id) == ["pro", "a, \"b\""] && list.plans.map(\.line) == [3, 6])
        #expect(list.customers.map(\.id) == [7] && list.customers.map(\.line) == [4])
    }

    @Test("what spreadsheets write is read: byte order mark, CRLF, quotes, blanks, any order, no per, blank lines at the end")
    func spellings() throws {
        let csv = """
            \u{FEFF}mode , "currency",unit_price,tier_to\t,tier_from,managed_user_id,plan_id\r
             "volume" ,EUR, "0.50" ,, 0 , 0042,*\r
            graduated,JPY,3,,0,,"say ""hi"",\r
            twice"\r
            \r
              \t\r

            """
        let list = try PriceList(csv: csv)
        #expect(list.rows.map(\.line) == [2, 3])
        #expect(list.rows.map(\.tier.per) == [1, 1])
        #expect(list.customers.first?.id == 42)
        #expect(list.plans.first?.id == "say \"hi\",\r\ntwice")
        #expect(try list.price(of: 42, plan: nil)?.amount(of: 3).description == "1.50 EUR")
    }

    @Test("a row's texts make the same row again, by one canonical spelling")
    func texts() throws {
        let list = try PriceList(csv: Lists.csv("*,007,00,9,000.1200,,EUR,volume", "*,7,9,,0.00,1000,EUR,volume"))
        #expect(list.rows[0].texts[.unitPrice] == "0.12" && list.rows[1].texts[.unitPrice] == "0")
        #expect(list.rows[0].texts[.per] == "1" && list.rows[0].texts[.managedUserID] == "7" && list.rows[0].texts[.planID] == "*")
        let kept = try list.rows.reversed().map { try PriceRow(line: $0.line, texts: $0.texts) }
        #expect(try PriceList(rows: kept).rows == list.rows)
    }

    @Test("rows from a database are checked as well")
    func databaseRows() throws {
        let row = try PriceList(csv: Lists.csv("*,,0,,1,1,EUR,volume")).rows[0]
        #expect(throws: PriceProblem("the price list has no rows")) { try PriceList(rows: []) }
        #expect(throws: PriceProblem(line: 9, "the tier begins at 0, but the tier of line 2 has no end (*)")) {
            try PriceList(rows: [PriceRow(line: 9, texts: row.texts), row])
        }
        #expect(throws: PriceProblem(line: 3, "plan_id is empty: write * for every plan")) { try PriceRow(line: 3, texts: [:]) }
    }

    @Test("a column of the table is a column of the file")
    func columns() {
        #expect(PriceColumn.allCases.map(\.rawValue).joined(separator: ",") == Lists.header)
    }
}
