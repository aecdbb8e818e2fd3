import Values

/// Proposes ticks of an axis of months, days or times: from the finest to the coarsest.
struct TimeTicks {
    let axis: XAxis
    let low: Double
    let high: Double
    /// The step between days, if it is known: ticks are where the days are.
    let step: Int

    /// The distance between two ticks.
    enum Step: Hashable {
        case milliseconds(Int)
        case days(Int)
        case months(Int)
    }

    private static let clockSteps = [
        1, 10, 100, 1_000, 5_000, 15_000, 30_000, 60_000, 300_000, 900_000, 1_800_000, 3_600_000, 10_800_000, 21_600_000, 43_200_000,
    ]
    private static let monthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 6_000, 12_000]

    /// - Parameter most: Proposals with more ticks than this are not made.
    func proposals(most: Int) -> some Sequence<[XTick]> {
        steps.lazy.filter { length(of: $0) * Double(most) >= high - low }.map { ticks($0) }.filter { $0.count > (high > low ? 1 : 0) }
    }

    private var steps: [Step] {
        let months = Self.monthSteps.map(Step.months)
        let days = (step > 2 ? [step, 2 * step, 4 * step] : [1, 2, 7, 14]).map(Step.days)
        return switch axis {
        case .times: Self.clockSteps.map(Step.milliseconds) + days + months
        case .days: days + months
        case .months, .numbers, .categories: months
        }
    }

    /// In the unit of the axis.
    private func length(of step: Step) -> Double {
        let day = axis == .times ? Double(Moment.dayLength) : 1
        return switch step {
        case .milliseconds(let count): Double(count)
        case .days(let count): Double(count) * day
        case .months(let count): Double(count) * (axis == .months ? 1 : 30.4 * day)
        }
    }

    private func ticks(_ step: Step) -> [XTick] {
        switch step {
        case .milliseconds(let count): clockTicks(count)
        case .days(let count): dayTicks(count)
        case .months(let count): monthTicks(count)
        }
    }

    private func clockTicks(_ count: Int) -> [XTick] {
        let first = Int((low / Double(count)).rounded(.up)) * count
        var last: Int?
        return stride(from: first, through: Int(high), by: count).map { time in
            let day = Moment.day(ofTime: time)
            defer { last = day }
            return XTick(value: Double(time), text: Moment.clock(ofTime: time), below: day == last ? nil : Moment.shortName(ofDay: day))
        }
    }

    private func dayTicks(_ count: Int) -> [XTick] {
        let unit = axis == .times ? Moment.dayLength : 1
        let first = Int((low / Double(unit)).rounded(.up))
        var last: Int?
        return stride(from: first, through: Int((high / Double(unit)).rounded(.down)), by: count).map { day in
            let year = CivilDate(daysSince1970: day).year
            defer { last = year }
            return XTick(value: Double(day * unit), text: Moment.shortName(ofDay: day), below: year == last ? nil : String(year))
        }
    }

    private func monthTicks(_ count: Int) -> [XTick] {
        let (first, last) = (month(low), month(high))
        let start = low < high ? (first + count - 1) / count * count : first
        let values = stride(from: start, through: last, by: count).map { (month: $0, value: value(ofMonth: $0)) }
        return values.filter { low...high ~= $0.value }.enumerated().map { place, tick in
            let year = String(tick.month / 12)
            if count >= 12 { return XTick(value: tick.value, text: year) }
            let isFirst = place == 0 || tick.month % 12 == 0
            return XTick(value: tick.value, text: Moment.shortName(ofMonth: tick.month), below: isFirst ? year : nil)
        }
    }

    /// The month that a value is in.
    private func month(_ value: Double) -> Int {
        switch axis {
        case .days, .times:
            return Moment.month(of: CivilDate(daysSince1970: axis == .days ? Int(value) : Moment.day(ofTime: Int(value))))
        case .months, .numbers, .categories: return Int(value)
        }
    }

    /// Where a month begins.
    private func value(ofMonth month: Int) -> Double {
        guard axis != .months else { return Double(month) }
        let day = CivilDate(year: month / 12, month: month % 12 + 1, day: 1)?.daysSince1970 ?? 0
        return Double(axis == .days ? day : day * Moment.dayLength)
    }
}
