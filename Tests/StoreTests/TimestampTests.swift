import Foundation
import Store
import Testing

@Suite struct TimestampTests {
    @Test(
        "every form of ISO 8601 with an offset becomes UTC with milliseconds",
        arguments: [
            ("2019-09-11T01:20:08.854Z", "2019-09-11T01:20:08.854Z"), ("2019-09-11T01:20:08-07:00", "2019-09-11T08:20:08.000Z"),
            ("2024-02-29T23:30:00.1+0530", "2024-02-29T18:00:00.100Z"), ("2023-12-31 23:59:59.9999 -08", "2024-01-01T07:59:59.999Z"),
            ("2024-03-01T00:00:00+14:00", "2024-02-29T10:00:00.000Z"), ("2024-01-01T00:00 UTC", "2024-01-01T00:00:00.000Z"),
            ("1969-12-31T23:59:59.001Z", "1969-12-31T23:59:59.001Z"),
            // A leap second, midnight at the end of a day, a comma, and the basic form.
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"), ("2016-12-31T23:59:60.5Z", "2017-01-01T00:00:00.500Z"),
            ("2017-01-01T05:29:60+05:30", "2017-01-01T00:00:00.000Z"), ("2024-02-28T24:00:00Z", "2024-02-29T00:00:00.000Z"),
            ("2023-12-31T24:00Z", "2024-01-01T00:00:00.000Z"), ("2024-01-01T24:00:00.000-01:00", "2024-01-02T01:00:00.000Z"),
            ("2019-09-11T01:20:08,123Z", "2019-09-11T01:20:08.123Z"), ("2019-09-11T01:20:08,1+02", "2019-09-10T23:20:08.100Z"),
            ("20190911T012008Z", "2019-09-11T01:20:08.000Z"), ("20190911T012008.854+0200", "2019-09-10T23:20:08.854Z"),
            ("20190911t0120z", "2019-09-11T01:20:00.000Z"), ("2019-09-11t01:20:08.123456789z", "2019-09-11T01:20:08.123Z"),
            ("2019-09-11 01:20:08+02", "2019-09-10T23:20:08.000Z"), ("2019-09-11T01:20:08 Z", "2019-09-11T01:20:08.000Z"),
        ])
    func normalized(text: String, stored: String) {
        #expect(Timestamp.normalized(text) == stored)
    }

    @Test(
        "what is no moment in time is none",
        arguments: [
            "", "yesterday", "2024-01-01", "2024-01-01T00:00:00", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-01T24:00:01Z",
            "2024-01-01T24:00:00.001Z", "2024-01-01T25:00:00Z", "2024-01-01T23:59:61Z", "2024-01-01T23:60:00Z", "2024-01-01T00:00:00,Z",
            "2024-0101T00:00:00Z", "202401-01T00:00:00Z", "20240101", "20240101T00Z",
        ])
    func rejected(text: String) {
        #expect(Timestamp.normalized(text) == nil)
    }

    @Test("it agrees with Foundation on ten thousand moments", arguments: [7 as UInt64])
    func agreesWithFoundation(seed: UInt64) throws {
        var state = seed
        for _ in 0..<10_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let seconds = Double(Int64(state >> 30) % 8_000_000_000) - 2_000_000_000
            let zone = try #require(TimeZone(secondsFromGMT: (Int(state % 27) - 13) * 3_600))
            let date = Date(timeIntervalSince1970: seconds)
            let local = date.formatted(Date.ISO8601FormatStyle(timeZoneSeparator: .colon, timeZone: zone))
            let utc = date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
            #expect(Timestamp.normalized(local) == utc, "seed \(seed): \(local)")
        }
    }
}
