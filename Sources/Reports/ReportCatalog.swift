import Foundation
import Queries
import Values

/// All reports there are: those that come with the program, and those of the user's folders, which go before.
public struct ReportCatalog: Sendable {
    /// In the order of their names.
    public let reports: [Report]

    /// Reads the reports. A name that two files of the user's folders share is an error; one that is also built in replaces it.
    public static func load(folders: [String] = []) throws(ReportsError) -> ReportCatalog {
        var byName: [UTF8Text: Report] = [:]
        for file in Queries.all {
            byName[UTF8Text(file.name)] = try Report(name: file.name, file: "\(file.name).sql (built in)", sql: file.sql)
        }
        byName.merge(try own(in: folders)) { _, own in own }
        return ReportCatalog(reports: byName.sorted { $0.key < $1.key }.map(\.value))
    }

    private static func own(in folders: [String]) throws(ReportsError) -> [UTF8Text: Report] {
        var own: [UTF8Text: Report] = [:]
        for folder in folders {
            for path in try sqlFiles(in: folder) {
                let name = URL(filePath: path).deletingPathExtension().lastPathComponent
                if let first = own[UTF8Text(name)] { throw .duplicateReport(name: name, files: [first.file, path]) }
                own[UTF8Text(name)] = try Report(name: name, file: path, sql: text(ofFile: path))
            }
        }
        return own
    }

    /// The report of that name.
    public func report(named name: String) throws(ReportsError) -> Report {
        if let report = reports.first(where: { $0.name.hasSameBytes(as: name) }) { return report }
        throw .unknownReport(name: name, suggestion: Suggestion.nearest(to: name, in: reports.map(\.name)))
    }

    /// The text of a file of SQL, which has to be UTF-8.
    public static func text(ofFile path: String) throws(ReportsError) -> String {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .unreadable(path: path, reason: "it is missing, or may not be read")
        }
        guard let text = String(validating: data, as: UTF8.self) else { throw .unreadable(path: path, reason: "it is not UTF-8") }
        return text
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
