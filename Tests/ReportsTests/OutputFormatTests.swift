import Foundation
import Testing
import Values

@testable import Reports

@Suite("A result is written")
struct OutputFormatTests {
    static let columns = ["a", "b,c"]
    static let rows: [[StoredValue]] = [
        ["x\"y\r\nz", nil], ["", 9_223_372_036_854_775_807], [0.1, .blob([0, 255])], ["\t\\N", "=1+1"],
    ]

    private func text(_ format: OutputFormat, guarded: Bool = false) throws -> String {
        try Fixture.text(format, columns: Self.columns, rows: Self.rows, guarded: guarded)
    }

    @Test("as CSV by RFC 4180, NULL and empty told apart") func csv() throws {
        let expected = "a,\"b,c\"\r\n\"x\"\"y\r\nz\",\r\n\"\",9223372036854775807\r\n0.1,AP8=\r\n\t\\N,=1+1\r\n"
        #expect(try text(.csv) == expected)
    }

    @Test("as CSV a quote is doubled even before a combining mark") func csvCombining() throws {
        let csv = try Fixture.text(.csv, columns: ["a"], rows: [["\"\u{301},"]])
        #expect(Array(csv.utf8) == Array("a\r\n\"\"\"\u{301},\"\r\n".utf8))
    }

    @Test("with formulas guarded on request, numbers left alone") func guarded() throws {
        #expect(try text(.csv, guarded: true).hasSuffix("'\t\\N,'=1+1\r\n"))
        let csv = try Fixture.text(.csv, columns: ["a", "b", "c", "d"], rows: [[-1, "-1.5", "-1+2", "@x"]], guarded: true)
        #expect(csv == "a,b,c,d\r\n-1,-1.5,'-1+2,'@x\r\n")
    }

    @Test("as TSV with escapes, NULL as \\N") func tsv() throws {
        let expected = "a\tb,c\nx\"y\\r\\nz\t\\N\n\t9223372036854775807\n0.1\tAP8=\n\\t\\\\N\t=1+1\n"
        #expect(try text(.tsv) == expected)
    }

    @Test("as JSON that a reader takes") func json() throws {
        let expected = #"[\#n{"a":"x\"y\r\nz","b,c":null},\#n{"a":"","b,c":9223372036854775807},\#n{"a":0.1,"b,c":"AP8="},"#
        #expect(try text(.json) == expected + "\n" + #"{"a":"\t\\N","b,c":"=1+1"}\#n]\#n"#)
        #expect(try Fixture.text(.json, columns: ["a"], rows: []) == "[]\n")
        let parsed = try JSONSerialization.jsonObject(with: Data(try text(.json).utf8)) as? [[String: Any]]
        #expect(parsed?.count == 4)
        #expect(try text(.jsonl).split(separator: "\n").count == 4)
    }

    @Test("as JSON with names that differ") func uniqueNames() {
        #expect(JSONWriter.unique(["id", "id", "id_2", "id"]) == ["id", "id_3", "id_2", "id_4"])
    }

    @Test("as Markdown, a row a line") func markdown() throws {
        let markdown = try Fixture.text(.markdown, columns: ["n", "t"], rows: [[1, "a|b\nc <i>"], [2, ""], [3, nil]])
        #expect(markdown == "| n | t |\n| ---: | --- |\n| 1 | a\\|b<br>c \\<i> |\n| 2 | \"\" |\n| 3 |  |\n")
        #expect(try Fixture.text(.markdown, columns: ["n"], rows: []) == "| n |\n| --- |\n")
    }

    @Test("in a format that the file's extension names") func extensions() throws {
        #expect(try OutputFormat(extensionOf: "a/b.c/2024.CSV") == .csv && OutputFormat(extensionOf: "x.md") == .markdown)
        for path in ["x.xlsx", "csv", "a.csv/x"] {
            let error = #expect(throws: ReportsError.self) { try OutputFormat(extensionOf: path) }
            #expect(error?.exitCode == 64)
        }
    }

    @Test("in pieces, however many rows there are") func streams() throws {
        var largest = 0
        let output = BufferedOutput(capacity: 1024) { bytes throws(ReportsError) in largest = max(largest, bytes.count) }
        let writer = DelimitedWriter(.csv, to: output, guardsFormulas: false)
        for row in 0..<10_000 { try writer.row([.integer(Int64(row))]) }
        #expect(largest > 0 && largest < 1100)
    }

    @Test("until the reader goes, which is no failure") func closedPipe() throws {
        signal(SIGPIPE, SIG_IGN)
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let output = BufferedOutput(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        try output.append("x")
        let error = #expect(throws: ReportsError.self) { try output.flush() }
        #expect(error?.exitCode == 0)
    }
}
