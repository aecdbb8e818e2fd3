import Foundation
import Spreadsheets
import Testing
import Values

/// What is refused, and with which words.
@Suite struct RefusalTests {
    @Test(.enabled(if: !Workbook.isAvailable)) func withoutTheLibraryNoWorkbookBegins() {
        #expect(throws: SpreadsheetError.notBuiltIn) { try Workbook(path: "/tmp/none.xlsx", title: "", created: 1) }
    }

    @Test(.readsBack) func columnsBeyondExcelsLimitAreRefused() throws {
        try withFolder { folder in
            let book = try Workbook(path: folder + "/a", title: "", created: 1)
            let names = (1...16_385).map { "c\($0)" }
            #expect(throws: SpreadsheetError.tooManyColumns(sheet: "s", columns: 16_385, limit: 16_384)) {
                try book.addSheet(named: "s", columns: names)
            }
            #expect(throws: SpreadsheetError.noColumns(sheet: "t")) { try book.addSheet(named: "t", columns: []) }
            let sheet = try book.addSheet(named: "u", columns: Array(names.dropLast()))
            try sheet.append(Array(repeating: .integer(1), count: 16_384))
            try book.close()
            #expect(try ReadWorkbook.read(folder + "/a").sheets.map(\.filter) == ["A1:XFD2"])
        }
    }

    @Test(.readsBack) func rowsBeyondExcelsLimitAreRefused() throws {
        try withFolder { folder in
            let book = try Workbook(path: folder + "/a", title: "", created: 1)
            let sheet = try book.addSheet(named: "s", columns: ["c"])
            for _ in 1..<1_048_575 { try sheet.append([.null]) }
            try sheet.append([.integer(7)])
            #expect(throws: SpreadsheetError.tooManyRows(sheet: "s", limit: 1_048_575)) { try sheet.append([.null]) }
            try book.close()
            let read = try ReadWorkbook.read(folder + "/a").sheets[0]
            #expect(read.cells["A1048576"]?.value == "7")
            #expect(read.filter == "A1:A1048576")
        }
    }

    @Test(.readsBack) func rowsAtTheWrongTimeOrOfTheWrongLengthAreRefused() throws {
        try withFolder { folder in
            let book = try Workbook(path: folder + "/a", title: "", created: 1)
            let sheet = try book.addSheet(named: "s", columns: ["c", "d"])
            #expect(throws: SpreadsheetError.wrongNumberOfCells(sheet: "s", row: 1, cells: 1, columns: 2)) { try sheet.append([.null]) }
            let next = try book.addSheet(named: "t", columns: ["c"])
            #expect(throws: SpreadsheetError.sheetHasEnded(sheet: "s")) { try sheet.append([.null, .null]) }
            try sheet.end()
            try next.append([.null])
            #expect((sheet.rows, next.rows) == (0, 1))
            try book.close()
            #expect(throws: SpreadsheetError.isClosed) { try book.close() }
            #expect(throws: SpreadsheetError.isClosed) { try book.addSheet(named: "u", columns: ["c"]) }
            #expect(throws: SpreadsheetError.isClosed) { try book.addNotes(named: "u", []) }
        }
    }

    @Test(.readsBack) func aFolderThatDoesNotExistIsToldAtOnce() {
        #expect(throws: SpreadsheetError.failed(reason: "No such file or directory")) {
            try Workbook(path: "/no/such/folder/a.xlsx", title: "", created: 1)
        }
    }

    @Test func messagesNameTheThingAndTheHintSaysWhatToDo() {
        let error = SpreadsheetError.tooManyRows(sheet: "usage", limit: 1_048_575)
        #expect("\(error)" == "the sheet \"usage\" has more than the 1,048,575 rows that Excel takes")
        #expect(error.hint == "ask for fewer rows, or write CSV, which has no limit")
        #expect(SpreadsheetError.notBuiltIn.hint?.contains("libxlsxwriter-dev") == true)
        #expect(
            "\(SpreadsheetError.failed(reason: "No space left on device"))" == "the workbook could not be written: No space left on device")
    }
}
