import Foundation
import Store
import Values

/// The listing that was read longest ago, among the rows of a report with the columns `resource` and `oldest`.
struct OldestListing: FigureSource {
    private let resource: Int
    private let oldest: Int
    private var found: (time: String, resource: String)?

    init?(columns: [String]) {
        guard let resource = columns.firstIndex(of: "resource"), let oldest = columns.firstIndex(of: "oldest") else { return nil }
        (self.resource, self.oldest) = (resource, oldest)
    }

    mutating func add(_ cells: [StoredValue]) {
        guard case .text(let time) = cells[oldest], case .text(let resource) = cells[resource] else { return }
        if found.map({ time < $0.time }) ?? true { found = (time, resource) }
    }

    /// Its age at the run: a page does not know when it is read.
    func figures(at now: Date) -> [DashboardFigure] {
        guard let found, let time = Date(stamp: found.time) else { return [] }
        let hours = Int64((now.timeIntervalSince(time) / 3_600).rounded(.down))
        let age = hours < 1 ? "under 1 h" : hours < 48 ? "\(hours) h" : (hours / 24).grouped("day")
        return [
            DashboardFigure(value: age, label: "is the age of the oldest listing", change: "\(found.resource), \(MomentText.time(time))")
        ]
    }
}
