import ArgumentParser
import Reports

/// The formats that a query can be written in: those with rows of text, and those that people look at.
enum QueryFormat: String, CaseIterable, ExpressibleByArgument {
    case table, csv, tsv, json, jsonl, markdown, line
    /// A page with the picture above the table.
    case html
    /// The picture alone.
    case svg
    /// A workbook with a sheet for each report.
    case xlsx

    /// The format of text; nil for a page, a picture and a workbook.
    var text: OutputFormat? { OutputFormat(rawValue: rawValue) }

    /// The format that a file's extension names.
    init(extensionOf path: String) throws {
        for format in [QueryFormat.html, .svg, .xlsx] where path.lowercased().hasSuffix(".\(format.rawValue)") {
            self = format
            return
        }
        do throws(ReportsError) {
            let text = try OutputFormat(extensionOf: path)
            self = Self.allCases.first { $0.text == text } ?? .table
        } catch {
            throw Failure(
                error.description, hint: "use .csv, .tsv, .json, .jsonl, .md, .txt, .html, .svg or .xlsx, or say --format", code: .usage)
        }
    }
}
