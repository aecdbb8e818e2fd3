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
    var given = GivenParameters.none

    /// - Returns: the page as HTML.
    func html() throws -> String {
        let dashboard = try Dashboard(
            layout, catalog: catalog, given: given.values, types: given.types, path: run.path,
            readers: { asOf, warn in run.reader(asOf: asOf, warn) })
        return try dashboard.html(asOf: run.asOf)
    }

    /// The layout of the working directory's file, or else the program's own.
    static func layout() throws -> DashboardLayout {
        guard FileManager.default.fileExists(atPath: layoutFile) else { return try DashboardLayout.monday() }
        return try DashboardLayout(yaml: ReportCatalog.text(ofFile: layoutFile), file: layoutFile)
    }
}
