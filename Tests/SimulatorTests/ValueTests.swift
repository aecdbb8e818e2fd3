import Simulator
import Testing

@Suite("Values")
struct ValueTests {
    @Test(
        "JSON keeps digits, order and text",
        arguments: [
            #"{"b":1.50,"a":12345678901234567890,"c":[null,true,false,-0.0e+10],"b":"x"}"#, #""tab\t quote\" slash\\ \u0001 é 🚀""#, "[]",
            "{}",
        ])
    func roundTrip(text: String) { #expect(JSON(parsing: text)?.text == text) }

    @Test(
        "JSON that is none is refused",
        arguments: [
            "", "{", "[1,]", "01", "+1", "1.", "\"", "\"\n\"", "nul", "{1:2}", "[1] 2", #""\ud800""#, #""\udc00""#, #""\u+123""#,
        ])
    func refused(text: String) { #expect(JSON(parsing: text) == nil) }

    @Test("JSON deeper than 64 levels is refused") func depth() {
        #expect(JSON(parsing: String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) != nil)
        #expect(JSON(parsing: String(repeating: "[", count: 100_000)) == nil)
    }

    @Test("Escapes are read") func escapes() {
        #expect(JSON(parsing: #""\ud83d\ude80\/\u00E9""#) == "🚀/é")
    }

    @Test(
        "Times follow Pacific daylight time",
        arguments: [
            ("2024-03-10T09:59:59.999Z", "2024-03-10T01:59:59.999-08:00"), ("2024-03-10T10:00:00Z", "2024-03-10T03:00:00.000-07:00"),
            ("2024-11-03T08:59:59Z", "2024-11-03T01:59:59.000-07:00"), ("2024-11-03T09:00:00Z", "2024-11-03T01:00:00.000-08:00"),
            ("2024-02-29T23:00:00-08:00", "2024-02-29T23:00:00.000-08:00"),
            ("2019-09-11T01:20:08.854-07:00", "2019-09-11T01:20:08.854-07:00"),
        ])
    func pacific(utc: String, local: String) { #expect(Moment(utc)?.pacific == local) }

    @Test("Months are Pacific ones") func months() {
        #expect(Moment("2024-07-01T06:59:59Z")?.pacificMonth.description == "2024-06")
        #expect(Moment("2024-07-01T07:00:00Z")?.pacificMonth.description == "2024-07")
        #expect(Month(year: 2024, month: 1).adding(-1).description == "2023-12")
    }
}
