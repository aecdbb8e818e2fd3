import Foundation
import Pages
import Reports

/// Makes the dashboard's page, for the command and for the poller.
struct DashboardOutput {
    /// The file that chooses the reports, if it is in the working directory.
    static let layoutFile = "dashboard.yaml"

    let run: QueryRun
    let layout: DashboardLayout
    let catalog: ReportCatalog
    var given = GivenParameters()

    /// - Parameter warn: is told which reports are left out, and why rows may be missing.
    /// - Returns: the page as HTML.
    func html(warn: (String) -> Void = { _ in }) throws -> String {
        let dashboard = try Dashboard(
            layout, catalog: catalog, given: given, path: run.path, readers: { asOf, warn in run.reader(asOf: asOf, warn) })
        if !dashboard.leftOut.isEmpty {
            warn("left out, because they lack a parameter that was given: \(dashboard.leftOut.joined(separator: ", "))")
        }
        return try dashboard.html(asOf: run.asOf, warn: warn)
    }

    /// The layout of the working directory's file, or else the program's own.
    static func layout() throws -> DashboardLayout {
        guard FileManager.default.fileExists(atPath: layoutFile) else { return try DashboardLayout.monday() }
        return try DashboardLayout(yaml: ReportCatalog.text(ofFile: layoutFile), file: layoutFile)
    }
}
