import Foundation
import Testing
import Values

@testable import Spreadsheets

/// The sheets around the cells.
@Suite(.readsBack) struct SheetTests {
    @Test func theHeaderIsBoldUnderlinedAndFrozenWithAFilterOverTheTable() throws {
        let sheet = try written(["name", "n"], [[.text("a"), .integer(1)], [.null, .null]])
        #expect(sheet.texts("A1", "B1") == ["name", "n"])
        #expect(["A1", "B1"].allSatisfy { sheet.cells[$0]?.isBold == true && sheet.cells[$0]?.hasLineBelow == true })
        #expect(sheet.cells["A2"]?.isBold == false)
        #expect(sheet.frozenRows == 1)
        #expect(sheet.filter == "A1:B3")
    }

    @Test func aSheetWithoutRowsHasTheHeaderOnly() throws {
        let sheet = try written(["name", "n"], [])
        #expect(sheet.cells.keys.sorted() == ["A1", "B1"])
        #expect(sheet.frozenRows == 1)
        #expect(sheet.filter == nil)
    }

    @Test func columnsAreAsWideAsTheirTexts() throws {
        let long = StoredValue.text(String(repeating: "x", count: 500))
        let sheet = try written(
            ["a", "a_long_header", "wide", "long", "n", "d"],
            [[.null, .null, .text("漢字漢字漢字漢字"), long, .integer(1_234_567), .text("2026-01")]])
        // The library adds Excel's padding of 0.7109375.
        let widths = (1...6).map { Int(sheet.widths["\($0)"] ?? 0) }
        #expect(widths == [6, 16, 17, 60, 10, 8])
    }

    @Test func sheetsHaveValidNamesAndEachOnce() throws {
        let wished = [
            "a/b", "A_b", "", "'q'", "History", String(repeating: "é", count: 40), String(repeating: "É", count: 40), "2024", "it's",
        ]
        try withFolder { folder in
            let book = try Workbook(path: folder + "/book.xlsx", title: "t<&>\u{1}", created: 1)
            let names = try wished.map { name in
                let sheet = try book.addSheet(named: name, columns: ["c"])
                try sheet.append([.integer(1)])
                return sheet.name
            }
            try book.close()
            let expected = [
                "a_b", "A_b (2)", "Sheet", "q", "History (2)", String(repeating: "é", count: 31),
                String(repeating: "É", count: 27) + " (2)",
                "2024", "it's",
            ]
            #expect(names == expected)
            let read = try ReadWorkbook.readTwice(folder + "/book.xlsx")
            #expect(read.sheets.map(\.name) == expected)
            #expect(read.definedNames.contains("'2024'!$A$1:$A$2"))
            #expect(read.definedNames.contains("'it''s'!$A$1:$A$2"))
            #expect(read.title == "t<&> ")
        }
    }

    @Test func namesAreCutBetweenCharacters() {
        var names = SheetNames()
        #expect(names.add(String(repeating: "👍", count: 20)) == String(repeating: "👍", count: 15))
        #expect(names.add("x\u{FFFF}\ty:[z]") == "x__y__z_")
        #expect(names.add(String(repeating: "a", count: 30) + "'b") == String(repeating: "a", count: 30))
        #expect(names.add("''' '") == "Sheet")
    }

    @Test func aNoteThatWrapsHasTheHeightOfItsLines() throws {
        try withFolder { folder in
            let book = try Workbook(path: folder + "/book.xlsx", title: "t", created: 1)
            let long = String(repeating: "word ", count: 40)
            try book.addNotes(named: "About", [[("One", .text("line")), ("Three", .text(long)), ("Two", .text("a\nb"))]])
            try book.close()
            let notes = try ReadWorkbook.readTwice(folder + "/book.xlsx").sheets[0]
            #expect(notes.heights == ["2": 45, "3": 30])
            #expect((1...2).map { Int(notes.widths["\($0)"] ?? 0) } == [7, 80])
        }
    }

    @Test func notesAreLabelsAndValuesInBlocks() throws {
        try withFolder { folder in
            let book = try Workbook(path: folder + "/book.xlsx", title: "t", created: 1)
            _ = try book.addSheet(named: "about", columns: ["c"])
            try book.addNotes(
                named: "About",
                [
                    [("Report", .text("usage")), ("Rows", .integer(12_345)), ("Key", .integer(.max)), ("None", .null)],
                    [("Why", .text("=a"))],
                ])
            try book.close()
            let notes = try ReadWorkbook.readTwice(folder + "/book.xlsx").sheets[1]
            #expect(notes.name == "About (2)")
            #expect(
                notes.texts("A1", "B1", "A2", "B2", "B3", "A4", "B4") == ["Report", "usage", "Rows", "12345", "\(Int64.max)", "None", nil])
            #expect(notes.texts("A5", "A6", "B6") == [nil, "Why", "=a"])
            #expect(notes.cells["A6"]?.isBold == true)
            #expect(notes.cells["B6"]?.wraps == true)
            #expect(notes.cells["B2"]?.format == "#,##0")
        }
    }
}
