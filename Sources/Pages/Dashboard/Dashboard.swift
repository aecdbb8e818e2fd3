import Foundation
import Reports
import Store
import Synchronization
import Values

/// Makes the dashboard: one page of the chosen reports, all from the same run.
///
/// Its clock is the run's: `this month` is the month of the run, and an equal mirror makes an equal page whenever it is made.
public struct Dashboard {
    /// Makes a reader for a moment (nil for now), which tells `warn` why rows may be missing.
    public typealias Readers = (_ asOf: String?, _ warn: @escaping @Sendable (String) -> Void) -> SafeReader

    private let layout: DashboardLayout
    private let reports: [[Report]]
    private let given: [String: String]
    private let types: [String: ParameterType]
    private let path: String
    private let readers: Readers

    /// - Parameters:
    ///   - given: parameters for every report that has them. They come before those of the layout.
    ///   - path: the mirror's file.
    /// - Throws: `ReportsError` if the layout names a report that there is not; `PagesError.unknownParameter`.
    public init(
        _ layout: DashboardLayout, catalog: ReportCatalog, given: [String: String] = [:], types: [String: ParameterType] = [:],
        path: String,
        readers: @escaping Readers
    ) throws {
        self.layout = layout
        reports = try layout.sections.map { section in try section.reports.map { try catalog.report(named: $0.report) } }
        (self.given, self.types, self.path, self.readers) = (given, types, path, readers)
        let known = Set(reports.flatMap(\.self).flatMap(\.parameters).map(\.name))
        if let name = given.keys.sorted().first(where: { !known.contains($0) }) {
            throw PagesError.unknownParameter(name: name, suggestion: Suggestion.nearest(to: name, in: known), known: known.sorted())
        }
    }

    /// The page, as HTML.
    ///
    /// - Parameter asOf: the moment that it is about; nil for the last run.
    /// - Throws: `PagesError`, `StoreError` if there is no such moment.
    public func html(asOf: String?) throws -> String {
        for _ in 1...3 {
            let run = try AsOfRun(asOf ?? "latest", in: path)
            if let page = try page(of: run, asOf: asOf) { return page.html }
        }
        throw PagesError.changing
    }

    /// - Returns: nil if a sync has published in between.
    private func page(of run: AsOfRun, asOf: String?) throws -> DashboardPage? {
        let before = try Self.weekBefore(run, in: path)
        var page = DashboardPage(title: layout.title, run: run, before: before, isPast: asOf != nil)
        var known: Set<String> = []
        for (section, reports) in zip(layout.sections, reports) {
            page.begin(section.question)
            for (entry, report) in zip(section.reports, reports) {
                let isFirst = known.insert(report.name).inserted
                guard let card = try card(report, entry, isFirst: isFirst, of: run, asOf: asOf) else { return nil }
                try page.add(card, figures: figures(of: card, at: run, before: before))
            }
        }
        return page
    }

    private func card(
        _ report: Report, _ entry: DashboardLayout.Entry, isFirst: Bool, of run: AsOfRun, asOf: String?
    ) throws(PagesError) -> DashboardCard? {
        let rows = DashboardReport(report, entry: entry, hasFigures: isFirst)
        let parameters = parameters(of: report, entry)
        let remarks = Remarked()
        do throws(ReportsError) {
            let answer = try readers(asOf, remarks.add).run(report, given: parameters, types: types(of: report), now: run.at, into: rows)
            guard answer.run?.run == run.run else { return nil }
            return DashboardCard(
                rows: rows, answer: answer, parameters: report.parameterTexts(of: answer, given: parameters), given: parameters,
                remarks: remarks.all)
        } catch {
            throw .report(name: report.name, error)
        }
    }

    private func figures(of card: DashboardCard, at run: AsOfRun, before: AsOfRun?) throws(PagesError) -> [DashboardFigure] {
        var figures = card.rows.sources.flatMap { $0.figures(at: run.at) }
        for (figure, count) in card.rows.counts {
            let label = count.value == 1 ? figure.label.one : figure.label.many
            let change = try before.flatMap { before throws(PagesError) in
                try self.count(figure, of: card, at: before).map { Self.change(from: $0, to: count.value, since: before) }
            }
            figures.append(DashboardFigure(value: count.value.grouped, label: label, change: change))
        }
        return figures
    }

    /// The figure as it was then; nil if the report says nothing of the past.
    private func count(_ figure: Figure, of card: DashboardCard, at past: AsOfRun) throws(PagesError) -> Int64? {
        let reader = FigureReader(figure.measure)
        let report = card.rows.report
        do throws(ReportsError) {
            try readers(String(past.run)) { _ in }.run(report, given: card.given, types: types(of: report), now: past.at, into: reader)
        } catch .notOfThePast {
            return nil
        } catch {
            throw .report(name: report.name, error)
        }
        return reader.value
    }

    private static func change(from before: Int64, to now: Int64, since run: AsOfRun) -> String {
        let day = MomentText.day(MomentText.civilDate(run.at))
        if now == before { return "as many as on \(day)" }
        return "\(abs(now - before).grouped) \(now > before ? "more" : "fewer") than on \(day)"
    }

    private func parameters(of report: Report, _ entry: DashboardLayout.Entry) -> [String: String] {
        let declared = Set(report.parameters.map(\.name))
        return entry.parameters.merging(given.filter { declared.contains($0.key) }) { $1 }
    }

    private func types(of report: Report) -> [String: ParameterType] {
        let declared = Set(report.parameters.map(\.name))
        return types.filter { declared.contains($0.key) }
    }

    /// The last run that was at least a week before; nil if there is none.
    private static func weekBefore(_ run: AsOfRun, in path: String) throws(StoreError) -> AsOfRun? {
        do {
            return try AsOfRun((run.at - 7 * 86_400).stamp, in: path)
        } catch {
            if case .badMoment = error { return nil }
            throw error
        }
    }
}

/// The remarks of one query. The reader tells them while it runs, in this thread.
private final class Remarked: Sendable {
    private let remarks = Mutex<[String]>([])

    var all: [String] { remarks.withLock(\.self) }

    func add(_ remark: String) { remarks.withLock { $0.append(remark) } }
}
