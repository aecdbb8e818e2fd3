/// Which reports a dashboard shows, in which order and under which questions.
public struct DashboardLayout: Sendable, Equatable {
    /// A question, and the reports that answer it.
    public struct Section: Sendable, Equatable {
        /// Nil for reports without a heading of their own.
        public var question: String?
        public var reports: [Entry]

        public init(question: String? = nil, reports: [Entry]) { (self.question, self.reports) = (question, reports) }
    }

    /// One report of a dashboard.
    public struct Entry: Sendable, Equatable {
        public var report: String
        /// The texts of its parameters, by name.
        public var parameters: [String: String]
        /// How many rows its table shows.
        public var rows: Int
        /// Whether its picture is shown, if it has one.
        public var hasPicture: Bool
        /// Where a file has it, such as `dashboard.yaml:6`; nil if no file has it.
        public var place: String?

        public init(
            _ report: String, parameters: [String: String] = [:], rows: Int = Entry.defaultRows, hasPicture: Bool = true
        ) {
            (self.report, self.parameters, self.rows, self.hasPicture) = (report, parameters, rows, hasPicture)
        }

        /// Where they stand makes no difference.
        public static func == (one: Entry, other: Entry) -> Bool {
            (one.report, one.parameters, one.rows, one.hasPicture) == (other.report, other.parameters, other.rows, other.hasPicture)
        }

        /// How many rows a table shows if nothing is said.
        public static let defaultRows = 10
        /// More rows than this make a page that nobody reads.
        public static let mostRows = 1_000
    }

    public var title: String
    public var sections: [Section]

    public init(title: String, sections: [Section]) { (self.title, self.sections) = (title, sections) }

    /// The reports that are named, with their default parameters.
    public init(reports: [String]) {
        self.init(title: "Dashboard", sections: [Section(reports: reports.map { Entry($0) })])
    }
}
