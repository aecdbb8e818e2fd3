import Foundation
import Reports
import Store

/// The time zone in which months begin and end: that of the partner's workspace (API.md 4.13).
public struct BillingZone: Sendable, Hashable {
    /// As it was given, such as `America/Los_Angeles`.
    public let name: String
    private let zone: TimeZone

    static let utc = BillingZone(name: "UTC", zone: .gmt)

    private init(name: String, zone: TimeZone) { (self.name, self.zone) = (name, zone) }

    /// - Throws: `.unknownZone` if the text names no zone.
    init(_ name: String) throws(BillingError) {
        guard let zone = ZoneText.zone(name) else { throw .unknownZone(name) }
        self.init(name: name, zone: zone)
    }

    private var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    /// The first moment of a month. Where the clock jumps over midnight, it is the moment of the jump.
    func start(of month: BillingMonth) -> Date {
        calendar.date(from: DateComponents(year: month.year, month: month.month, day: 1)) ?? .distantPast
    }

    /// The month that a moment lies in.
    func month(of moment: Date) -> BillingMonth {
        let parts = calendar.dateComponents([.year, .month], from: moment)
        return BillingMonth(year: parts.year ?? 1, month: parts.month ?? 1)
    }

    /// A moment by the zone's clock, such as `2026-11-04 00:00`.
    func shown(_ moment: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: moment)
        func digits(_ number: Int?, _ width: Int) -> String {
            let text = String(number ?? 0)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        let day = "\(digits(parts.year, 4))-\(digits(parts.month, 2))-\(digits(parts.day, 2))"
        return "\(day) \(digits(parts.hour, 2)):\(digits(parts.minute, 2))"
    }
}

/// A month in its zone, and how long after its end a close has to wait.
struct BillingPeriod: Sendable {
    let month: BillingMonth
    let zone: BillingZone
    let graceSeconds: Int

    var start: Date { zone.start(of: month) }
    /// Not included.
    var end: Date { zone.start(of: month.next) }
    /// When a close may begin; a run that begins then or later has to read the usage first.
    var graceEnd: Date { end + Double(graceSeconds) }

    /// Such as `2026-10-01 00:00 to 2026-11-01 00:00, America/Los_Angeles`.
    var text: String { "\(zone.shown(start)) to \(zone.shown(end)), \(zone.name)" }
}
