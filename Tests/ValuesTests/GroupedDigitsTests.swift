import Testing
import Values

struct GroupedDigitsTests {
    @Test(
        arguments: [
            (0, "0", "0"), (7, "7", "+7"), (-999, "-999", "-999"), (1_000, "1,000", "+1,000"), (-1_234_567, "-1,234,567", "-1,234,567"),
            (Int64.min, "-9,223,372,036,854,775,808", "-9,223,372,036,854,775,808"),
        ] as [(Int64, String, String)])
    func `are the same on every machine`(number: Int64, grouped: String, difference: String) {
        #expect(number.grouped == grouped && number.groupedDifference == difference)
    }
}
