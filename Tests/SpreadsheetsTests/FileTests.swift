import Foundation
import Spreadsheets
import Testing
import Values

/// What is on the disk, before, during and after.
@Suite(.readsBack) struct FileTests {
    @Test func equalDataGiveEqualBytesAndNoTimeIsOfToday() throws {
        try withFolder { folder in
            let rows: [[StoredValue]] = (0..<2_000).map { [.integer($0), .text("2026-01-31"), .real(0.5)] }
            for name in ["a", "b"] { try write("\(folder)/\(name)", ["id", "d", "r"], rows) }
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/a"))
            #expect(try bytes == Data(contentsOf: URL(fileURLWithPath: folder + "/b")))
            let book = try ReadWorkbook.read(folder + "/a")
            #expect(book.created == "2026-01-01T00:00:00Z")
            #expect(book.title == "A title")
            #expect(book.times == ["1980-1-1 0:0:0"])
        }
    }

    @Test(arguments: [(Int64.min, "1970-01-01T00:00:01Z"), (0, "1970-01-01T00:00:01Z"), (.max, "9999-12-31T23:59:59Z")])
    func timesOutsideOfExcelsYearsAreTheNearest(_ created: Int64, _ text: String) throws {
        try withFolder { folder in
            try write(folder + "/a", ["c"], [], created: created)
            #expect(try ReadWorkbook.read(folder + "/a").created == text)
        }
    }

    @Test func theFileAndItsTemporaryFilesAreForThisUserAlone() throws {
        try withFolder { folder in
            let book = try Workbook(path: folder + "/a", title: "", created: 1)
            let sheet = try book.addSheet(named: "s", columns: ["c"])
            for number in 0..<5_000 { try sheet.append([.integer(Int64(number))]) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
            #expect(try FileManager.default.attributesOfItem(atPath: folder + "/a")[.posixPermissions] as? Int == 0o600)
            #if os(Linux)
                let files = try openFiles(under: folder)
                #expect(files.count == 1 && files.allSatisfy { $0.isDeleted && $0.permissions == 0o600 })
            #endif
            try book.close()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
            #expect(try FileManager.default.attributesOfItem(atPath: folder + "/a")[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func aWorkbookThatIsNotClosedLeavesNothing() throws {
        try withFolder { folder in
            try Data("before".utf8).write(to: URL(fileURLWithPath: folder + "/old"))
            for name in ["old", "new"] {
                let book = try Workbook(path: "\(folder)/\(name)", title: "", created: 1)
                let sheet = try book.addSheet(named: "s", columns: ["c"])
                for number in 0..<5_000 { try sheet.append([.integer(Int64(number))]) }
                _ = try book.addSheet(named: "t", columns: ["c"])
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["old"])
            #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/old")) == Data("before".utf8))
            #if os(Linux)
                #expect(try openFiles(under: folder).isEmpty)
            #endif
        }
    }

    #if os(Linux)
        @Test(arguments: [1, 20_000]) func aFullDiskIsAnError(_ rows: Int) throws {
            try withFolder { folder in
                try FileManager.default.createSymbolicLink(atPath: folder + "/a", withDestinationPath: "/dev/full")
                #expect(throws: SpreadsheetError.failed(reason: "No space left on device")) {
                    try write(folder + "/a", ["c"], (0..<rows).map { [.integer(Int64($0 &* 7_919 % 104_729))] })
                }
            }
        }

        /// This process's open files that are, or were, in the folder.
        private func openFiles(under folder: String) throws -> [(isDeleted: Bool, permissions: Int?)] {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { number in
                let link = "/proc/self/fd/\(number)"
                guard let path = try? FileManager.default.destinationOfSymbolicLink(atPath: link), path.hasPrefix(folder) else {
                    return nil
                }
                var status = stat()
                guard stat(link, &status) == 0 else { return nil }
                return (path.hasSuffix(" (deleted)"), Int(status.st_mode & 0o777))
            }
        }
    #endif
}
