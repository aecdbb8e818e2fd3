import Foundation
import Logging
import Reports
import Settings

/// What the poller does after a run that was published if the settings say `dashboard: {output: PATH}`.
struct AutomaticDashboard {
    /// The name under which the log says why there is no new page.
    static let failure = "dashboard_failed"

    let settings: Settings

    /// Writes the page. The old one stays until the new one is complete.
    ///
    /// - Returns: what the log's line says about it. A page that cannot be made never fails the run.
    func write() -> Logger.Metadata {
        guard let output = settings.dashboard.output else { return [:] }
        do {
            let page = DashboardOutput(
                run: QueryRun(settings, asOf: nil, isCancelled: { Task.isCancelled }), layout: try DashboardOutput.layout(),
                catalog: try ReportCatalog.load(folders: settings.dashboard.reports))
            try AtomicFile.write(try page.html(), to: output, mirror: settings.db)
            return [:]
        } catch {
            let failure = Failure(error)
            return [Self.failure: .string((failure?.message ?? "\(error)") + (failure?.hint.map { " (\($0))" } ?? ""))]
        }
    }
}
