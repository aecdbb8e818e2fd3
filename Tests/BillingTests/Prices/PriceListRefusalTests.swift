import Testing

@testable import Billing

/// A list that is wrong, and what the message says.
struct BadList: Sendable, CustomTestStringConvertible {
    let csv: String
    let line: Int?
    let says: String
    var testDescription: String { says }

    /// - Parameter rows: after the header.
    init(_ rows: String, line: Int? = 2, says: String) { self.init(csv: "\(Lists.header)\n\(rows)\n", line: line, says: says) }

    init(csv: String, line: Int? = 1, says: String) {
        self.csv = csv
        self.line = line
        self.says = says
    }
}

@Suite struct PriceListRefusalTests {
    private static let headers = [
        BadList(csv: "", line: nil, says: "the price list is empty"),
        BadList(csv: "\u{FEFF}\r\n \n", line: nil, says: "the price list is empty"),
        BadList(csv: Lists.header, line: nil, says: "the price list has no rows"),
        BadList(csv: Lists.header + "\n\n\n", line: nil, says: "the price list has no rows"),
        BadList(csv: Lists.header.split(separator: ",").joined(separator: ";") + "\n*;;0;;1;1;EUR;volume\n", says: "semicolons"),
        BadList(csv: "plan_id,managed_user_id\n", says: "the column tier_from is missing"),
        BadList(csv: Lists.header + ",mode\n", says: "the column mode is there twice"),
        BadList(csv: Lists.header + ",\n", says: "a column has no name"),
        BadList(csv: "plan_i,managed_user_id\n", says: "\"plan_i\" is not a column, did you mean plan_id?"),
        BadList(csv: "Plan_ID\n", says: "did you mean plan_id?"),
        BadList(csv: Lists.header + ",discount_rate\n", says: "\"discount_rate\" is not a column: the header has plan_id, "),
        BadList(csv: "\n" + Lists.header + "\n", says: "the line is blank"),
    ]

    private static let cells = [
        BadList(",,0,,1,1,EUR,volume", says: "plan_id is empty"),
        BadList("pro,7,0,,1,1,EUR,volume", says: "plan_id has to be * in a row that is for one customer, not \"pro\""),
        BadList(",7,0,,1,1,EUR,volume", says: "plan_id is empty"),
        BadList("*,0,0,,1,1,EUR,volume", says: "managed_user_id has to be at least 1"),
        BadList("*,-3,0,,1,1,EUR,volume", says: "managed_user_id \"-3\" is negative"),
        BadList("*,x,0,,1,1,EUR,volume", says: "managed_user_id \"x\" is not a whole number"),
        BadList("*,9223372036854775808,0,,1,1,EUR,volume", says: "is above 9223372036854775807"),
        BadList("*,,,,1,1,EUR,volume", says: "tier_from is empty"),
        BadList("*,,-1,,1,1,EUR,volume", says: "tier_from \"-1\" is negative"),
        BadList("*,,0.0,,1,1,EUR,volume", says: "tier_from \"0.0\" is not a whole number"),
        BadList("*,,0,1e3,1,1,EUR,volume", says: "tier_to \"1e3\" is not a whole number"),
        BadList("*,,0,0,1,1,EUR,volume", says: "tier_to (0) has to be above tier_from (0)"),
        BadList("*,,0,10,1,1,EUR,volume\n*,,10,9,1,1,EUR,volume", line: 3, says: "tier_to (9) has to be above tier_from (10)"),
        BadList("*,,0,,,1,EUR,volume", says: "unit_price is empty"),
        BadList("*,,0,,-1,1,EUR,volume", says: "unit_price \"-1\" is negative"),
        BadList("*,,0,,1e-3,1,EUR,volume", says: "unit_price \"1e-3\" is not a number"),
        BadList("*,,0,,\"1,000\",1,EUR,volume", says: "unit_price \"1,000\" is not a number"),
        BadList("*,,0,,1,0,EUR,volume", says: "per has to be at least 1"),
        BadList("*,,0,,1,-1000,EUR,volume", says: "per \"-1000\" is negative"),
        BadList("*,,0,,1,1.5,EUR,volume", says: "per \"1.5\" is not a whole number"),
        BadList("*,,0,,1,1,,volume", says: "currency is empty"),
        BadList("*,,0,,1,1,eur,volume", says: "currency \"eur\" has to be in capitals: EUR"),
        BadList("*,,0,,1,1,EURO,volume", says: "currency \"EURO\" is not a code of ISO 4217"),
        BadList("*,,0,,1,1,XAU,volume", says: "currency XAU has no smallest unit"),
        BadList("*,,0,,1,1,EUR,", says: "mode is empty: write graduated or volume"),
        BadList("*,,0,,1,1,EUR,Volume", says: "mode \"Volume\" is not graduated or volume"),
    ]

    private static let groups = [
        BadList("*,,1,,1,1,EUR,volume", says: "the first tier has to begin at 0, not at 1 (*)"),
        BadList(
            "*,,0,10,1,1,EUR,volume\n*,,11,,1,1,EUR,volume", line: 3,
            says: "the tier begins at 11, but the tier of line 2 ends at 10: there is a gap (*)"),
        BadList("p,,10,,1,1,EUR,volume\np,,0,11,1,1,EUR,volume", says: "the tier of line 3 ends at 11: they overlap (plan \"p\")"),
        BadList("*,5,0,,1,1,EUR,volume\n*,5,0,,2,1,EUR,volume", line: 3, says: "the tier of line 2 has no end (customer 5)"),
        BadList("*,,0,9,1,1,EUR,volume\n*,,0,9,1,1,EUR,volume", line: 3, says: "they overlap"),
        BadList(
            "*,,0,,1,1,EUR,volume\np,,0,9,1,1,USD,volume\np,,9,,1,1,EUR,volume", line: 4,
            says: "the currency is EUR, but USD in line 3: plan \"p\" can have one only"),
        BadList("*,,9,,1,1,EUR,volume\n*,,0,9,1,1,EUR,graduated", line: 3, says: "the mode is graduated, but volume in line 2"),
        // The first row of the file that has an owner with an error wins.
        BadList("b,,1,,1,1,EUR,volume\na,,1,,1,1,EUR,volume", says: "(plan \"b\")"),
    ]

    private static let lines = [
        BadList("*,,0,,1,1,EUR", says: "the row has 7 cells, but the header has 8"),
        BadList("*,,0,,1,1,EUR,volume,", says: "the row has 9 cells, but the header has 8"),
        BadList("x", says: "the row has 1 cell, but the header has 8"),
        BadList("*,,0,,1,1,EUR,volume\n\np,,0,,1,1,EUR,volume", line: 3, says: "the line is blank"),
        BadList("\"a\nb\n\",,0,,1,1,EUR,volume\np,,0,,x,1,EUR,volume", line: 5, says: "unit_price \"x\" is not a number"),
        BadList("\"a\r\nb\",,0,,1,1,EUR,volume\r\np,,0,,x,1,EUR,volume\r", line: 4, says: "unit_price \"x\" is not a number"),
        BadList("p\"x\",,0,,1,1,EUR,volume", says: "a quote stands inside of a cell"),
        BadList("*,,0,,1,1,EUR,volume\n\"p,,0,,1,1,EUR,volume\n\n", line: 3, says: "a quote that is never closed"),
        BadList("\"p\"x,,0,,1,1,EUR,volume", says: "between a cell's closing quote and the next comma"),
        BadList("*,,0,,1,1,EUR,volume\rp,,0,,1,1,EUR,volume", says: "a carriage return stands without a line feed"),
    ]

    @Test("a list that is wrong is refused, with the line and one sentence", arguments: headers + cells + groups + lines)
    func refused(_ list: BadList) throws {
        let problem = try #require(Lists.problem(list.csv))
        #expect(problem.line == list.line)
        #expect(problem.reason.contains(list.says), "\(problem)")
        #expect(!problem.reason.contains("\n") && !problem.reason.hasSuffix("."))
    }

    @Test("a message is one short line, whatever the cell has")
    func shortMessage() throws {
        let long = String(repeating: "x\n", count: 5_000)
        let problem = try #require(Lists.problem(Lists.csv("*,,0,,1,1,EUR,\"\(long)\"")))
        #expect(problem.description.count < 100 && !problem.description.contains("\n"))
        #expect(problem.description.hasPrefix("line 2: mode \"x x x"))
    }
}
