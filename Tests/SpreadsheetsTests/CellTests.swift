import Spreadsheets
import Testing
import Values

/// How each kind of value becomes a cell.
@Suite(.readsBack) struct CellTests {
    @Test func integersAreNumbersWithCommasUnlessTheColumnNamesSomething() throws {
        let sheet = try written(
            ["id", "recipe_id", "year", "tasks"], [[.integer(1), .integer(20_000), .integer(2026), .integer(-20_000)]])
        #expect(sheet.texts("A2", "B2", "C2", "D2") == ["1", "20000", "2026", "-20000"])
        #expect(["A2", "B2", "C2", "D2"].map { sheet.cells[$0]?.format } == ["0", "0", "0", "#,##0"])
        #expect(["A2", "B2", "C2", "D2"].allSatisfy { sheet.cells[$0]?.type == "n" })
    }

    @Test func integersOfMoreThanFifteenDigitsAreTexts() throws {
        let numbers: [Int64] = [999_999_999_999_999, 1_000_000_000_000_000, -999_999_999_999_999, -1_000_000_000_000_000, .min, .max]
        let sheet = try written(["n"], numbers.map { [.integer($0)] })
        #expect((2...7).map { sheet.cells["A\($0)"]?.value } == numbers.map { String($0) })
        #expect((2...7).map { sheet.cells["A\($0)"]?.type } == ["n", "s", "n", "s", "s", "s"])
    }

    @Test func realsAreNumbersAndWhatExcelCannotHoldIsText() throws {
        let reals = [0.1, -1234.5, 1e300, -0.0, .infinity, -.infinity, .nan, .greatestFiniteMagnitude, .leastNonzeroMagnitude]
        let sheet = try written(["n"], reals.map { [.real($0)] })
        let values = ["0.1", "-1234.5", "1E+300", "0", "Infinity", "-Infinity", "NaN", "1.7976931348623157e+308", "5e-324"]
        #expect((2...10).map { sheet.cells["A\($0)"]?.value } == values)
        #expect((2...10).map { sheet.cells["A\($0)"]?.type } == ["n", "n", "n", "n", "s", "s", "s", "s", "s"])
        #expect(sheet.cells["A2"]?.format == "General")
    }

    @Test func nullIsNoCellAndBytesAreBase64() throws {
        let sheet = try written(
            ["a", "b", "c"], [[.null, .blob([0, 255, 16, 1]), .blob([])], [.null, .blob([1, 2]), .blob([1, 2, 3])]])
        #expect(sheet.texts("A2", "B2", "C2", "A3", "B3", "C3") == [nil, "AP8QAQ==", nil, nil, "AQI=", "AQID"])
    }

    @Test func textsAreNeverFormulasNorLinks() throws {
        let texts = [
            "=1+1", "{=1+1}", "+1", "@SUM(A1)", "-1", "\t=1", "https://example.com/?a=1&b=<2>", "mailto:a@b.c", "12", "TRUE", "#N/A",
        ]
        try withFolder { folder in
            try write(folder + "/book.xlsx", ["t"], texts.map { [.text($0)] })
            let book = try ReadWorkbook.readTwice(folder + "/book.xlsx")
            #expect(book.unwanted.isEmpty)
            for (index, text) in texts.enumerated() {
                #expect(book.sheets[0].cells["A\(index + 2)"]?.type == "s")
                #expect(book.sheets[0].cells["A\(index + 2)"]?.value == text)
            }
        }
    }

    @Test func oddCharactersComeBackAsThemselves() throws {
        let texts = [
            "\u{0}", "a\u{0}b", "\u{1}\u{1F}", "\u{7F}\u{85}", "\u{FFFE}", "x\u{FFFF}", "\r\n", "\n", " ", "  both  ", "tab\t", "_x0041_",
            "_x0041_x0042_", "_x0041\u{1}", "_x000", "_X0041_", "__x005F_x", "é\u{301}", "👩‍👩‍👧", "\u{10FFFF}", "\u{FEFF}", "<&>\"'", "]]>",
            "\u{2028}", "\u{3000}wide\u{3000}", "\u{EFFF}",
        ]
        let sheet = try written(["t"], texts.map { [.text($0)] })
        for (index, text) in texts.enumerated() {
            let value = try #require(sheet.cells["A\(index + 2)"]?.value, "\(text.debugDescription)")
            #expect(value.hasSameBytes(as: text), "\(value.debugDescription) for \(text.debugDescription)")
        }
    }

    @Test(arguments: ["a", "é", "漢", "👍", "e\u{301}"])
    func aTextThatIsTooLongIsCutBetweenCharactersAndCounted(_ character: String) throws {
        let units = character.utf16.count
        let fits = String(repeating: character, count: 32_767 / units)
        try withFolder { folder in
            let book = try Workbook(path: folder + "/book.xlsx", title: "", created: 1)
            let sheet = try book.addSheet(named: "s", columns: ["t"])
            for text in [fits, fits + character] { try sheet.append([.text(text)]) }
            for _ in 0..<998 { try sheet.append([.null]) }
            for text in [fits + fits, ""] { try sheet.append([.text(text)]) }
            try book.close()
            #expect(sheet.cutCells == 2)
            let cells = try ReadWorkbook.readTwice(folder + "/book.xlsx").sheets[0].cells
            let cut = String(repeating: character, count: 32_766 / units) + "…"
            #expect([2, 3, 1002].map { cells["A\($0)"]?.value == ($0 == 2 ? fits : cut) } == [true, true, true])
        }
    }

    @Test func aTextWhoseSpellingIsTooLongIsCutToo() throws {
        let sheet = try written(
            ["t"], [[.text(String(repeating: "\u{0}", count: 32_000))], [.text(String(repeating: "_", count: 32_767))]])
        #expect(sheet.cells["A2"]?.value == String(repeating: "\u{0}", count: 4_680) + "…")
        #expect(sheet.cells["A3"]?.value.utf16.count == 32_767)
    }
}
