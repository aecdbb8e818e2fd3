import Testing

@testable import Charts

struct TimeTests {
    private func ticks(_ axis: XAxis, _ low: String, _ high: String, pixels: Double, step: Int = 1) throws -> [String] {
        let (low, high) = (try #require(axis.value(of: low)), try #require(axis.value(of: high)))
        let layout = XTicks(scale: Scale(low, high, from: 30, to: pixels - 10), width: pixels)
        let proposals = TimeTicks(axis: axis, low: low, high: high, step: step).proposals(most: Int(pixels / 12))
        return (layout.finest(proposals) ?? []).map { $0.text + ($0.below.map { "/\($0)" } ?? "") }
    }

    @Test func `Months are named, with the year under the first and under each January`() throws {
        #expect(try ticks(.months, "2025-11", "2026-03", pixels: 720) == ["Nov/2025", "Dec", "Jan/2026", "Feb", "Mar"])
        #expect(try ticks(.months, "2026-05", "2026-05", pixels: 340) == ["May/2026"])
    }

    @Test func `Where months have no room there are quarters, and then years`() throws {
        let quarters = ["Jan/2025", "Apr", "Jul", "Oct", "Jan/2026", "Apr", "Jul", "Oct"]
        #expect(try ticks(.months, "2025-01", "2026-12", pixels: 340) == quarters)
        #expect(try ticks(.months, "2001-01", "2030-12", pixels: 340) == ["2005", "2010", "2015", "2020", "2025", "2030"])
    }

    @Test func `Days are ticked by days, by weeks or by months`() throws {
        #expect(try ticks(.days, "2026-11-01", "2026-11-05", pixels: 720) == ["1 Nov/2026", "2 Nov", "3 Nov", "4 Nov", "5 Nov"])
        #expect(try ticks(.days, "2026-11-01", "2026-11-30", pixels: 340) == ["1 Nov/2026", "8 Nov", "15 Nov", "22 Nov", "29 Nov"])
        #expect(try ticks(.days, "2026-01-10", "2026-12-10", pixels: 340) == ["Mar/2026", "May", "Jul", "Sep", "Nov"])
    }

    @Test func `Hours have their day under the first of it`() throws {
        let hours = try ticks(.times, "2026-11-02T22:30Z", "2026-11-03T01:30Z", pixels: 720)
        #expect(hours.first == "22:30/2 Nov" && hours.contains("00:00/3 Nov") && hours.last == "01:30")
    }

    @Test func `Only real months, days and times are read`() {
        #expect(Moment.month("2026-10") == 2026 * 12 + 9)
        #expect(Moment.month("2026-13") == nil && Moment.month("2026-1") == nil && Moment.month("+026-01") == nil)
        let noon = Moment.milliseconds("2026-11-03T12:00")
        #expect(noon != nil)
        for same in ["2026-11-03 12:00", "2026-11-03T12:00Z", "2026-11-03T12:00:00", "2026-11-03 12:00:00.000Z"] {
            #expect(Moment.milliseconds(same) == noon)
        }
        #expect(Moment.milliseconds("2026-11-03T12:00:00.25") == noon.map { $0 + 250 })
        for wrong in ["", "T24:00", "T12", "T12:00:61", "T12:00:00.", "T12:0a"] {
            #expect(Moment.milliseconds("2026-11-03" + wrong) == nil, "\(wrong)")
        }
        #expect(Moment.milliseconds("2026-02-30T12:00") == nil && Moment.milliseconds("x") == nil)
        #expect(noon.map(Moment.name(ofTime:)) == "3 Nov 2026 12:00")
    }

    @Test func `The step between places is what divides all distances`() {
        #expect(Grid.divisor([0, 7, 21, 14]) == 7)
        #expect(Grid.divisor([3]) == nil && Grid.divisor([1, 1.5]) == nil)
    }
}
