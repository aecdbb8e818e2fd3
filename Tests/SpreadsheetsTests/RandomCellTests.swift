import Foundation
import SeededNumbers
import Spreadsheets
import Testing
import Values

/// Cells of all kinds, by chance: what was written is what two readers read.
@Suite(.readsBack) struct RandomCellTests {
    private static let columns = ["id", "amount", "mixed", "more"]

    private static let parts = [
        "_x00", "41_", "_", "x", "=", " ", "\n", "\r", "\t", "\u{0}", "\u{B}", "\u{FFFE}", "\u{FFFF}", "é", "e\u{301}", "👍", "<", "&", "a",
        "0", "_x000A_",
    ]

    @Test func randomCellsComeBack() throws {
        let seed = ProcessInfo.processInfo.environment["WORKATO_TEST_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...9_999_999)
        print("random cells: WORKATO_TEST_SEED=\(seed)")
        var random = SeededGenerator(seed: seed)
        let rows = (0..<1_500).map { _ in Self.columns.map { _ in Self.cell(&random) } }
        try withFolder { folder in
            try write(folder + "/a.xlsx", Self.columns, rows)
            try check(ReadWorkbook.read(folder + "/a.xlsx").sheets[0], rows, "zipfile, seed \(seed)")
            if let python = ReadWorkbook.openpyxl {
                try check(ReadWorkbook.read(folder + "/a.xlsx", with: python, openpyxl: true).sheets[0], rows, "openpyxl, seed \(seed)")
            }
        }
    }

    private func check(_ sheet: ReadWorkbook.Sheet, _ rows: [[StoredValue]], _ what: String) throws {
        for (row, cells) in rows.enumerated() {
            for (place, cell) in cells.enumerated() {
                let read = sheet.cells["ABCD".map { "\($0)\(row + 2)" }[place]]
                #expect(Self.matches(read, cell, isIdentifier: place == 0), "\(what): \(String(describing: read)) for \(cell)")
            }
        }
    }

    private static func matches(_ read: ReadWorkbook.Cell?, _ cell: StoredValue, isIdentifier: Bool) -> Bool {
        switch cell {
        case .null, .text(""), .blob([]): return read == nil
        case .integer(let number) where number.magnitude > 999_999_999_999_999: return read?.type == "s" && read?.value == String(number)
        case .integer(let number):
            return read?.type == "n" && read.flatMap { Double($0.value) } == Double(number)
                && read?.format == (isIdentifier ? "0" : "#,##0")
        case .real(let number):
            // The library writes 16 digits.
            return read?.type == "n" && read.flatMap { Double($0.value) }.map { abs($0 - number) <= abs(number) * 1e-15 } == true
        case .text(let text): return read?.type == "s" && read?.value.hasSameBytes(as: text) == true
        case .blob(let bytes): return read?.type == "s" && read?.value == Data(bytes).base64EncodedString()
        }
    }

    private static func cell(_ random: inout SeededGenerator) -> StoredValue {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return .null
        case 1: return .integer(Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0..<64, using: &random))
        case 2: return .real(Double.random(in: -1...1, using: &random) * pow(10, Double(Int.random(in: -300...300, using: &random))))
        case 3: return .blob((0..<Int.random(in: 0..<40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) })
        default:
            return .text((0..<Int.random(in: 0..<12, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined())
        }
    }
}
