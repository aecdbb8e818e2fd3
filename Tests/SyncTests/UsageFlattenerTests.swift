import JSONPages
import Testing
import Values

@testable import Sync

/// The shape of the usage answer is not documented (API.md 4.13): each shape that is understood, and each value that is not.
@Suite("Task counts in an answer") struct UsageFlattenerTests {
    /// What is read out of an answer that was fetched in March 2026, such as `7 2026-01 12, 8 2026-01 3; unread 1`.
    ///
    /// Customers 7 and 8 are known, by the external ids `acme` and `88`.
    private func read(_ json: String) throws -> String {
        var flattener = UsageFlattener(
            externalIDs: [UTF8Text("acme"): 7, UTF8Text("88"): 8], ids: [7, 8], months: MonthText(current: "2026-03"))
        flattener.read(try JSONTree(reading: PageBytes(json.utf8)))
        let counts = flattener.counts.map { "\($0.customer) \($0.month) \($0.tasks)" }.joined(separator: ", ")
        let complaints = [
            ("unread", flattener.unread), ("unplaced", flattener.unplaced), ("contradictions", flattener.contradictions),
        ].filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }
        return ([counts] + complaints).joined(separator: "; ")
    }

    @Test(
        "are found in every shape that names a customer and a month above a number",
        arguments: [
            // By customer, then month; by month, then customer.
            (#"{"result":{"7":{"2026-01":12,"2026-02":3}}}"#, "7 2026-01 12, 7 2026-02 3"),
            (#"{"2026-02":{"8":3},"2026-01":{"8":2,"7":12}}"#, "7 2026-01 12, 8 2026-01 2, 8 2026-02 3"),
            // Flat records, in any envelope.
            (#"[{"managed_user_id":7,"month":"2026-01","task_count":12}]"#, "7 2026-01 12"),
            (#"{"result":{"items":[{"customer_id":7,"period":"2026-01","tasks":12}]}}"#, "7 2026-01 12"),
            (#"{"data":[{"workspace_id":7,"from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00Z","count":12}]}"#, "7 2026-01 12"),
            (#"[{"id":7,"year":2026,"month":1,"value":12}]"#, "7 2026-01 12"),
            (#"[{"id":7,"year":"2026","month":"12","usage":4}]"#, "7 2026-12 4"),
            // Records with the months inside.
            (
                #"[{"id":7,"name":"Acme","usage":[{"month":"2026-01","task_count":12},{"month":"2026-02","task_count":3}]}]"#,
                "7 2026-01 12, 7 2026-02 3"
            ),
            (#"[{"id":7,"tasks":{"2026-01":12,"2026-02":3}}]"#, "7 2026-01 12, 7 2026-02 3"),
            (#"{"7":{"2026-01":{"task_count":12,"job_count":99}}}"#, "7 2026-01 12"),
            (#"{"months":[{"month":"January 2026","customers":[{"id":8,"total_tasks":5}]}]}"#, "8 2026-01 5"),
            // A sum that belongs to no customer and no month is no count.
            (#"{"task_count":99,"result":{"7":{"2026-01":12}}}"#, "7 2026-01 12"),
        ])
    func shapes(json: String, found: String) throws { #expect(try read(json) == found) }

    @Test(
        "belong to the customer that is named, by its id or its external id",
        arguments: [
            (#"[{"id":1000,"managed_user_id":7,"month":"2026-01","tasks":1}]"#, "7 2026-01 1"),
            (#"[{"id":"7","month":"2026-01","tasks":1}]"#, "7 2026-01 1"),
            (#"[{"external_id":"acme","month":"2026-01","tasks":1}]"#, "7 2026-01 1"),
            (#"{"acme":{"2026-01":1}}"#, "7 2026-01 1"),
            // The API's own way to write an external id in a path.
            (#"{"Eacme":{"2026-01":1}}"#, "7 2026-01 1"), (#"{"E88":{"2026-01":1}}"#, "8 2026-01 1"),
            // A number that is no id but an external id.
            (#"{"88":{"2026-01":1}}"#, "8 2026-01 1"),
            // A number that is neither: a customer that is gone keeps its usage.
            (#"{"99":{"2026-01":1}}"#, "99 2026-01 1"), (#"[{"id":99,"month":"2026-01","tasks":1}]"#, "99 2026-01 1"),
            // Nobody.
            (#"{"nobody":{"2026-01":1}}"#, "; unplaced 1"), (#"[{"external_id":"nobody","month":"2026-01","tasks":1}]"#, "; unplaced 1"),
            (#"[{"external_id":"nobody","tasks":1}]"#, "; unplaced 1"),
        ])
    func customers(json: String, found: String) throws { #expect(try read(json) == found) }

    @Test(
        "are whole numbers, however they are written",
        arguments: [
            ("12", "7 2026-01 12"), ("0", "7 2026-01 0"), ("12.0", "7 2026-01 12"), ("1.2e1", "7 2026-01 12"), (#""12""#, "7 2026-01 12"),
            (#"" 12 ""#, "7 2026-01 12"), (#""12.0""#, "7 2026-01 12"), ("9007199254740993", "7 2026-01 9007199254740993"),
            ("12.5", "; unread 1"), ("-1", "; unread 1"), ("9223372036854775808", "; unread 1"), ("true", "; unread 1"),
            (#""many""#, "; unread 1"),
            (#""1,200""#, "; unread 1"),
        ])
    func numbers(json: String, found: String) throws {
        #expect(try read(#"{"7":{"2026-01":\#(json)}}"#) == found)
        #expect(try read(#"[{"id":7,"month":"2026-01","task_count":\#(json)}]"#) == found)
    }

    @Test(
        "that are missing where there should be one, or stand below one name only, are counted as lost",
        arguments: [
            (#"[{"id":7,"month":"2026-01"}]"#, "; unread 1"), (#"[{"id":7,"month":"2026-01","task_count":null}]"#, "; unread 1"),
            (#"{"7":{"2026-01":{}}}"#, "; unread 1"), (#"{"7":{"2026-01":[]}}"#, "; unread 1"),
            // In a map, null says that there is nothing.
            (#"{"7":{"2026-01":null,"2026-02":1}}"#, "7 2026-02 1"),
            // No month, or no customer.
            (#"[{"id":7,"task_count":5}]"#, "; unplaced 1"), (#"[{"month":"2026-01","task_count":5}]"#, "; unplaced 1"),
            (#"{"7":12}"#, "; unplaced 1"), (#"{"2026-01":12}"#, "; unplaced 1"), (#"{"7":{"total":12}}"#, "; unplaced 1"),
            // A month that is none.
            (#"[{"id":7,"month":"soon","task_count":3}]"#, "; unread 1"),
            (#"[{"id":7,"year":2026,"month":13,"task_count":3}]"#, "; unread 1"),
            (#"{"7":{"2026-13":5,"2026-01":1}}"#, "7 2026-01 1; unread 1"), (#"{"7":{"2026-13":null,"2026-01":1}}"#, "7 2026-01 1"),
        ])
    func lost(json: String, found: String) throws { #expect(try read(json) == found) }

    @Test(
        "that contradict one another are not believed; those that agree are one",
        arguments: [
            (
                #"[{"id":7,"month":"2026-01","tasks":1},{"id":7,"month":"January 2026","tasks":2},{"id":7,"month":"2026-02","tasks":3}]"#,
                "7 2026-02 3; contradictions 1"
            ),
            (#"{"7":{"2026-01":1,"2026-01":2,"2026-01":1}}"#, "; contradictions 1"),
            (#"{"7":{"2026-01":1},"acme":{"2026-01":2}}"#, "; contradictions 1"),
            (#"{"7":{"2026-01":1,"2026-1":"1.0"}}"#, "7 2026-01 1"),
        ])
    func contradictions(json: String, found: String) throws { #expect(try read(json) == found) }

    @Test(
        "are none in an answer that has nothing",
        arguments: [
            ("{}", true), ("[]", true), (#"{"result":{}}"#, true), (#"{"result":[{},[]]}"#, true), (#"{"result":null}"#, false),
            (#"{"note":"x"}"#, false),
        ])
    func empty(json: String, isEmpty: Bool) throws {
        #expect(try read(json) == "")
        #expect(try JSONTree(reading: PageBytes(json.utf8)).isEmpty == isEmpty)
    }

    @Test(
        "are not looked for in an answer that says that it is an error",
        arguments: [
            (#"{"success":false,"result":{"7":{"2026-01":1}}}"#, "success"), (#"{"result":{"7":{"2026-01":1}},"error":"quota"}"#, "error"),
            (#"{"status":"failed"}"#, "status"), (#"{"code":503}"#, "code"), (#"{"errors":[{"x":1}]}"#, "errors"),
            (#"{"success":true,"result":{}}"#, nil), (#"{"errors":[],"error":null}"#, nil), (#"[{"error":"of a record"}]"#, nil),
        ] as [(String, String?)])
    func error(json: String, member: String?) throws { #expect(try JSONTree(reading: PageBytes(json.utf8)).errorMember == member) }
}
