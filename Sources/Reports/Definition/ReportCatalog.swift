import Foundation
import Queries
import Values

/// All reports: those of the program, and those of the user's folders, which replace reports of the same name.
public struct ReportCatalog: Sendable {
    /// A file in the user's folders that is not a valid report. The other reports can be used all the same.
    public struct Unusable: Sendable {
        public let name: String
        public let error: ReportsError
    }

    /// In the order of their names.
    public let reports: [Report]
    /// In the order in which they were found.
    public let unusable: [Unusable]

    /// Reads the reports. A file of the user's folders replaces a built-in report of its name. If two files share a name, there is no such report.
    public static func load(folders: [String] = []) throws(ReportsError) -> ReportCatalog {
        var byName: [UTF8Text: Report] = [:]
        for file in Queries.all {
            byName[UTF8Text(file.name)] = try report(file)
        }
        var (first, unusable): ([UTF8Text: String], [Unusable]) = ([:], [])
        for path in try sqlFiles(in: folders) {
            let name = URL(filePath: path).deletingPathExtension().lastPathComponent
            do throws(ReportsError) {
                if let first = first[UTF8Text(name)] { throw .duplicateReport(name: name, files: [first, path]) }
                first[UTF8Text(name)] = path
                byName[UTF8Text(name)] = try Report(name: name, file: path, sql: text(ofReport: path))
            } catch {
                // A built-in report of that name is removed too: it is not what the user means.
                byName[UTF8Text(name)] = nil
                unusable.append(Unusable(name: name, error: error))
            }
        }
        return ReportCatalog(reports: byName.sorted { $0.key < $1.key }.map(\.value), unusable: unusable)
    }

    /// The report of that name.
    public func report(named name: String) throws(ReportsError) -> Report {
        if let report = reports.first(where: { $0.name.hasSameBytes(as: name) }) { return report }
        if let unusable = unusable.last(where: { $0.name.hasSameBytes(as: name) }) { throw unusable.error }
        throw .unknownReport(name: name, suggestion: Suggestion.nearest(to: name, in: reports.map(\.name)))
    }

    /// A report of the program, without reading any other.
    public static func builtIn(named name: String) throws(ReportsError) -> Report {
        guard let file = Queries.all.first(where: { $0.name.hasSameBytes(as: name) }) else {
            throw .unknownReport(name: name, suggestion: Suggestion.nearest(to: name, in: Queries.all.map(\.name)))
        }
        return try report(file)
    }

    private static func report(_ file: Queries.File) throws(ReportsError) -> Report {
        try Report(name: file.name, file: "\(file.name).sql (built in)", sql: file.sql, isBuiltIn: true)
    }

    /// The text of an SQL file, which has to be UTF-8.
    public static func text(ofFile path: String) throws(ReportsError) -> String {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .unreadable(path: path, reason: "it is missing, or may not be read")
        }
        guard let text = text(in: data) else { throw .unreadable(path: path, reason: "it is not UTF-8") }
        return text
    }

    /// The bytes as text, without a byte order mark; nil if they are not UTF-8.
    public static func text(in bytes: some Collection<UInt8>) -> String? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return String(validating: bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes.dropFirst(0), as: UTF8.self)
    }

    /// The text of a file in a folder of reports. Only plain files are opened: opening a pipe would block.
    private static func text(ofReport path: String) throws(ReportsError) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .noReport(file: path, reason: "there is no such file: it is a link to nothing") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .noReport(file: path, reason: "it is no file") }
        guard status.st_size > 0 else { throw .noReport(file: path, reason: "it is empty") }
        do { return try text(ofFile: path) } catch {
            guard case .unreadable(_, let reason) = error else { throw error }
            throw .noReport(file: path, reason: reason)
        }
    }

    private static func sqlFiles(in folders: [String]) throws(ReportsError) -> [String] {
        var files: [String] = []
        for folder in folders { files += try sqlFiles(in: folder) }
        return files
    }

    private static func sqlFiles(in folder: String) throws(ReportsError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(".sql") }
                .sorted()
                .map { (folder as NSString).appendingPathComponent($0) }
        } catch {
            throw .unreadable(path: folder, reason: "it is no folder that may be read")
        }
    }
}
