import Foundation
import Testing

@testable import PartnerAPI

struct RetryAfterTests {
    private let now = Date(timeIntervalSince1970: 784_111_777)  // Sun, 06 Nov 1994 08:49:37 GMT

    private func delay(_ text: String?, answerDate: String? = nil) -> Duration? {
        RetryAfter.delay(text, answerDate: answerDate, now: now, longest: .seconds(120))
    }

    @Test(arguments: ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"])
    func `All three formats of RFC 9110 are read`(text: String) {
        #expect(HTTPDate.parse(text) == now)
    }

    @Test(arguments: [
        "Thu, 29 Feb 2024 23:59:60 GMT", "Wed, 31 Dec 1969 23:59:59 GMT", "Tue, 01 Mar 2100 00:00:00 GMT", "Sat, 01 Jan 2000 00:00:00 GMT",
    ])
    func `Leap days and centuries agree with Foundation`(text: String) throws {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        let isLeapSecond = text.contains(":60")
        let date = try #require(formatter.date(from: text.replacing(":60", with: ":59")))
        #expect(HTTPDate.parse(text) == date.addingTimeInterval(isLeapSecond ? 1 : 0))
    }

    @Test(arguments: [
        "", "GMT", "Sun, 06 Nov 1994", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 28:49:37 GMT", "a b c d e f g",
        "1 2 3 4 5 6 7 8",
    ])
    func `Other texts are no dates`(text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }

    @Test(arguments: [
        ("5", Duration.seconds(5)), (" 1.5 ", .milliseconds(1500)), ("3600", .seconds(3600)), ("3601", .seconds(120)),
        ("99999999999999999999999999", .seconds(120)), ("Sun, 06 Nov 1994 08:50:37 GMT", .seconds(60)),
        ("Mon, 06 Nov 2090 08:49:37 GMT", .seconds(120)),
    ])
    func `Usable values are kept, absurd ones are cut`(text: String, expected: Duration) {
        #expect(delay(text) == expected)
    }

    @Test(arguments: [
        "0", "0.0", "-5", "", ".", "1.2.3", "inf", "nan", "1e3", "0x10", "５", "soon", "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:00:00 GMT",
    ])
    func `Useless values leave it to the backoff`(text: String) {
        #expect(delay(text) == nil)
        #expect(delay(nil) == nil)
    }

    @Test func `A date is measured against the answer's own clock`() {
        let date = "Sun, 06 Nov 1994 10:00:10 GMT"
        #expect(delay(date, answerDate: "Sun, 06 Nov 1994 10:00:00 GMT") == .seconds(10))
        #expect(delay(date, answerDate: "nonsense") == .seconds(120))
    }

    @Test(arguments: [2, 3, 5, 9], [1, 60, 90])
    func `The pauses after 429 add up to a window even without luck`(tries: Int, window: Int) {
        let backoff = Backoff(random: { 0 })
        let pauses = (1..<tries).map { backoff.delay(after429: $0, tries: tries, window: .seconds(window)) }
        #expect(pauses.reduce(.zero, +) > .seconds(window) - .nanoseconds(1))
        #expect(pauses == pauses.sorted())
    }

    @Test func `Backoff doubles up to a minute, and jitter takes any share of it`() {
        let longest = (1...9).map { Backoff(random: { 1 }).delay(after: $0) }
        #expect(longest == [1, 2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) })
        #expect(Backoff(random: { 0.25 }).delay(after: 3) == .seconds(1))
        #expect(Backoff(random: { 1 }).delay(after: 1000) == .seconds(60))
    }
}
