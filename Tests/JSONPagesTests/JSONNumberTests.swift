import JSONPages
import SeededNumbers
import Testing

@Suite struct JSONNumberTests {
    @Test(
        "a number without a fractional part is that integer",
        arguments: [
            ("0", 0), ("-0", 0), ("0.0", 0), ("0e99999999999", 0), ("1790.0", 1_790), ("7E+3", 7_000), ("12.0", 12), ("1.5e1", 15),
            ("100e-2", 1), ("-12.50e2", -1_250), ("9223372036854775807", .max), ("-9223372036854775808", .min),
            ("9223372036854775807.000", .max), ("922337203685477580.7e1", .max), ("9007199254740993.0", 9_007_199_254_740_993),
        ] as [(String, Int64)])
    func whole(text: String, value: Int64) {
        #expect(Int64(jsonNumber: text) == value)
    }

    @Test(
        "all else is none",
        arguments: [
            "", "-", "1.5", "1e-1", "9223372036854775808", "-9223372036854775809", "1e19", "1e99999999999999999999", "007", "+1", "1.",
            ".5",
            "0x1", " 1", "1 ", "1,790", "nan", "1e", "12345678901234567890", "1\u{301}",
        ])
    func none(text: String) {
        #expect(Int64(jsonNumber: text) == nil)
    }

    @Test("an integer is read back from every way to write it")
    func property() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var numbers = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let value = Int64.random(in: .min ... .max, using: &numbers) >> Int64.random(in: 0...63, using: &numbers)
            let zeros = String(repeating: "0", count: Int.random(in: 0...5, using: &numbers))
            let digits = String(value.magnitude)
            let cut = Int.random(in: 1...digits.count, using: &numbers)
            let sign = value < 0 ? "-" : ""
            let scientific = "\(sign)\(digits.prefix(cut)).\(digits.dropFirst(cut))0e\(digits.count - cut)"
            for text in ["\(value)", "\(value).0\(zeros)", "\(value)\(zeros)0e-\(zeros.count + 1)", scientific] {
                let isGrammatical = !text.contains("-00") && !(text.drop { $0 == "-" }.hasPrefix("00"))
                if isGrammatical { #expect(Int64(jsonNumber: text) == value, "seed \(seed): \(text)") }
            }
        }
    }
}
