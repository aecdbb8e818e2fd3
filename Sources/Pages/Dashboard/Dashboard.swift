import Foundation
import Reports
import Store
import Values

/// Makes the dashboard: one page of the chosen reports, all from the same run.
///
/// Its clock is the run's: `this month` is the month of the run, and an equal mirror makes an equal page whenever it is made.
public struct Dashboard {
    /// Makes a reader for a moment (nil for now), which tells `warn` why rows may be missing.
    public typealias Readers = (_ asOf: String?, _ warn: @escaping @Sendable (String) -> Void) -> SafeReader

    /// A question of the layout, with its reports.
    private struct Section {
        let question: String?
        let reports: [(entry: DashboardLayout.Entry, report: Report)]
    }

    private let title: String
    private let sections: [Section]
    private let given: GivenParameters
    private let path: String
    private let readers: Readers
    /// The names of the reports that are left out, because they lack a parameter that is given.
    public let leftOut: [String]

    /// - Parameters:
    ///   - given: parameters that hold for the whole page, and come before those of the layout. A report that lacks one of them is left out:
    ///     a page about one customer must not show the others.
    ///   - path: the mirror's file.
    /// - Throws: `ReportsError` if the layout names a report that there is not, or if no report has a parameter that is given.
    public init(
        _ layout: DashboardLayout, catalog: ReportCatalog, given: GivenParameters = GivenParameters(), path: String,
        readers: @escaping Readers
    ) throws {
        let all = try layout.sections.map { section in
            Section(question: section.question, reports: try section.reports.map { ($0, try Self.report($0, in: catalog)) })
        }
        try given.requireKnown(among: all.flatMap(\.reports).map(\.report))
        func hasAll(_ report: Report) -> Bool { given.of(report).values.count == given.values.count }
        sections = all.map { Section(question: $0.question, reports: $0.reports.filter { hasAll($0.report) }) }
            .filter { !$0.reports.isEmpty }
        leftOut = all.flatMap(\.reports).map(\.report).filter { !hasAll($0) }.map(\.name)
        (title, self.given, self.path, self.readers) = (layout.title, given, path, readers)
    }

    /// An error of a report that a file names says where.
    private static func report(_ entry: DashboardLayout.Entry, in catalog: ReportCatalog) throws -> Report {
        do { return try catalog.report(named: entry.report) } catch {
            guard let place = entry.place else { throw error }
            throw PagesError.report(name: entry.report, place: place, error)
        }
    }

    /// The page, as HTML.
    ///
    /// - Parameters:
    ///   - asOf: the moment that it is about; nil for the last run.
    ///   - warn: is told why rows may be missing, each reason once.
    /// - Throws: `PagesError`, `StoreError` if there is no such moment.
    public func html(asOf: String?, warn: (String) -> Void = { _ in }) throws -> String {
        for _ in 1...3 {
            let run = try AsOfRun(asOf ?? "latest", in: path)
            guard let page = try page(of: run, asOf: asOf) else { continue }
            for remark in page.remarks { warn(remark) }
            return page.html
        }
        throw PagesError.changing
    }

    /// - Returns: nil if a sync has published in between.
    private func page(of run: AsOfRun, asOf: String?) throws -> DashboardPage? {
        let isPast = try asOf != nil && AsOfRun("latest", in: path).run != run.run
        let before = try Self.weekBefore(run, in: path)
        var page = DashboardPage(title: title, run: run, before: before, isPast: isPast, leftOut: leftOut)
        for (place, section) in sections.enumerated() {
            page.begin(section.question)
            for (index, item) in section.reports.enumerated() {
                let card = try card(item.report, item.entry, hasFigures: figured(item.report) == [place, index], of: run, asOf: asOf)
                guard let card else { return nil }
                try page.add(card, figures: figures(of: card, at: run, before: before))
            }
        }
        return page
    }

    /// Where the report stands whose figures are shown: first without parameters of its own, or else where it stands first.
    private func figured(_ report: Report) -> [Int]? {
        let places = sections.enumerated().flatMap { place, section in
            section.reports.enumerated().filter { $0.element.report.name == report.name }.map { ([place, $0.offset], $0.element.entry) }
        }
        return (places.first { $0.1.parameters.isEmpty } ?? places.first)?.0
    }

    private func card(
        _ report: Report, _ entry: DashboardLayout.Entry, hasFigures: Bool, of run: AsOfRun, asOf: String?
    ) throws(PagesError) -> DashboardCard? {
        let rows = DashboardReport(report, entry: entry, hasFigures: hasFigures)
        let parameters = entry.parameters.merging(given.values) { $1 }
        let remarks = ToldRemarks()
        do throws(ReportsError) {
            let answer = try readers(asOf, remarks.add).run(report, given: parameters, types: given.types, now: run.at, into: rows)
            guard answer.run?.run == run.run else { return nil }
            return DashboardCard(
                rows: rows, answer: answer, given: parameters, remarks: remarks.all + [rows.chart?.remark].compactMap(\.self))
        } catch {
            throw .report(name: report.name, place: entry.place, error)
        }
    }

    private func figures(of card: DashboardCard, at run: AsOfRun, before: AsOfRun?) throws(PagesError) -> [DashboardFigure] {
        var figures = card.rows.sources.flatMap { $0.figures(at: run.at) }
        for (figure, count) in card.rows.counts {
            guard let value = count.value else { continue }
            let change = try before.flatMap { before throws(PagesError) in
                try self.count(figure, of: card, at: before).map { Self.change(from: $0, to: value, since: before) }
            }
            figures.append(DashboardFigure(value: value.grouped, label: value == 1 ? figure.label.one : figure.label.many, change: change))
        }
        return figures
    }

    /// The figure as it was then; nil if that is not known, or if a day that was given would make it another question.
    private func count(_ figure: Figure, of card: DashboardCard, at past: AsOfRun) throws(PagesError) -> Int64? {
        let report = card.rows.report
        guard figure.isComparable, !card.hasFixedDays else { return nil }
        let reader = FigureReader(figure.measure)
        let remarks = ToldRemarks()
        do throws(ReportsError) {
            try readers(String(past.run), remarks.add).run(report, given: card.given, types: given.types, now: past.at, into: reader)
        } catch {
            if case .notOfThePast = error { return nil }
            throw .report(name: report.name, place: card.rows.entry.place, error)
        }
        return remarks.all.isEmpty ? reader.value : nil
    }

    private static func change(from before: Int64, to now: Int64, since run: AsOfRun) -> String {
        let day = EnglishDate.day(MomentText.civilDate(run.at))
        if now == before { return "as many as on \(day)" }
        return "\((now - before).magnitude.grouped) \(now > before ? "more" : "fewer") than on \(day)"
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
