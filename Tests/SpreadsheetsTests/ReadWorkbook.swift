import Foundation
import Spreadsheets
import Testing
import Values

/// What a reader found in a workbook.
struct ReadWorkbook: Decodable {
    /// A cell: `type` is "n", "s" or what else the file says, `value` the number's digits or the text.
    struct Cell: Decodable, Equatable {
        let type: String
        let value: String
        let format: String
        let isBold: Bool
        let hasLineBelow: Bool
        let wraps: Bool
    }

    /// One sheet, its cells by their names: "A1".
    struct Sheet: Decodable {
        let name: String
        let cells: [String: Cell]
        let frozenRows: Int
        let filter: String?
        /// By the column's number, from 1.
        let widths: [String: Double]
        /// In points, of the rows that have a height of their own.
        let heights: [String: Double]

        func texts(_ names: String...) -> [String?] { names.map { cells[$0]?.value } }
    }

    let sheets: [Sheet]
    let title: String?
    let created: String?
    /// The zip's times, each once.
    let times: [String]
    /// Elements that this program never writes, such as formulas and links.
    let unwanted: [String]
    let definedNames: [String]

    static let python = interpreter("python3")
    /// A python that has openpyxl, if the environment names one.
    static let openpyxl = ProcessInfo.processInfo.environment["WORKATO_TEST_OPENPYXL"]

    private static func interpreter(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Reads with python's standard library, or with openpyxl.
    static func read(_ path: String, with python: String? = python, openpyxl: Bool = false) throws -> ReadWorkbook {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(python))
        process.arguments = ["-c", readerScript, path] + (openpyxl ? ["openpyxl"] : [])
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try JSONDecoder().decode(ReadWorkbook.self, from: data)
    }
}

extension ReadWorkbook {
    /// Reads with python's standard library, and looks whether openpyxl, if there is one, found the same.
    static func readTwice(_ path: String) throws -> ReadWorkbook {
        let book = try read(path)
        guard let openpyxl else { return book }
        let other = try read(path, with: openpyxl, openpyxl: true)
        #expect(other.sheets.map(\.name) == book.sheets.map(\.name))
        #expect(other.title == book.title)
        for (one, other) in zip(book.sheets, other.sheets) {
            #expect(other.frozenRows == one.frozenRows)
            #expect(other.filter == one.filter)
            #expect(Set(other.cells.keys) == Set(one.cells.keys))
            for (name, cell) in one.cells { #expect(other.cells[name]?.isLike(cell) == true, "\(name)") }
        }
        return book
    }
}

extension ReadWorkbook.Cell {
    /// Whether two readers found one cell. They spell numbers and dates each in its own way.
    func isLike(_ other: Self) -> Bool {
        type == other.type && format == other.format && isBold == other.isBold && hasLineBelow == other.hasLineBelow
            && wraps == other.wraps && (type == "n" || value.hasSameBytes(as: other.value))
    }
}

/// A folder of its own for a test, removed after it.
func withFolder<Result>(_ body: (_ folder: String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spreadsheets-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
}

/// Writes a workbook with one sheet and reads it back.
func written(_ columns: [String], _ rows: [[StoredValue]]) throws -> ReadWorkbook.Sheet {
    try withFolder { folder in
        let path = folder + "/book.xlsx"
        try write(path, columns, rows)
        let sheets = try ReadWorkbook.readTwice(path).sheets
        #expect(sheets.count == 1)
        return try #require(sheets.first)
    }
}

/// Writes a workbook with one sheet.
func write(_ path: String, _ columns: [String], _ rows: [[StoredValue]], created: Int64 = 1_767_225_600) throws {
    let book = try Workbook(path: path, title: "A title", created: created)
    let sheet = try book.addSheet(named: "usage", columns: columns)
    for row in rows { try sheet.append(row) }
    try book.close()
}

/// Tests that need the library and a python.
extension Trait where Self == ConditionTrait {
    static var readsBack: Self {
        .enabled(if: Workbook.isAvailable && ReadWorkbook.python != nil, "needs libxlsxwriter at build time and python3")
    }
}
