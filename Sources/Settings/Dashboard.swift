extension Settings {
    /// What `dashboard` holds: the page that the poller writes after each run.
    public struct Dashboard: Sendable {
        /// The path of the page; nil for no page. A relative one starts in the working directory.
        public let output: String?
        /// Folders of the user's own reports.
        public let reports: [String]
    }

    /// The keys under `dashboard`.
    enum DashboardKey: String, CaseIterable {
        case output, reports
    }
}

extension Settings.Dashboard {
    init(_ reader: inout SettingsReader) throws(SettingsError) {
        output = try reader.value(.dashboard(.output), .path)
        reports = try reader.list(.dashboard(.reports), .path)
    }
}
