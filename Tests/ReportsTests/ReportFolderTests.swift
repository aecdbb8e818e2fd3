import Foundation
import Testing

@testable import Reports

@Suite("A folder of reports")
struct ReportFolderTests {
    private static let good = "-- title: own\n-- asks: a?\nSELECT 1 AS one"

    /// Writes files as they are given, by name.
    private func folder(_ files: [String: [UInt8]]) throws -> String {
        let folder = try Fixture.folder()
        for (name, bytes) in files { try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)")) }
        return folder
    }

    @Test(
        "takes a report as any editor saves it",
        arguments: [
            "\u{FEFF}" + good, good.replacing("\n", with: "\r\n"), "\u{FEFF}" + good.replacing("\n", with: "\r\n"), "\n \r\n" + good,
            good.replacing("-- ", with: "--"), good.replacing("-- ", with: "--\t"), good.replacing(":", with: " :"),
            good.replacing("title", with: "Title").replacing("asks", with: "ASKS"), good + ";\r\n\u{FEFF}",
        ])
    func forms(text: String) throws {
        let catalog = try ReportCatalog.load(folders: [try folder(["mine.sql": Array(text.utf8)])])
        let report = try catalog.report(named: "mine")
        #expect(report.title == "own" && report.asks == "a?" && catalog.unusable.isEmpty)
        let collected = Collected()
        try SafeReader(path: try Fixture.mirror()).run(report, given: [:], now: Fixture.now, into: collected)
        #expect(collected.rows == [[1]])
        let alone = try Report(text: try #require(ReportCatalog.text(in: Array(text.utf8))), file: "/x/mine.sql")
        #expect(alone?.title == "own")
    }

    @Test("leaves out what is no report, and has all others") func leavesOut() throws {
        let utf16 = try #require(Self.good.data(using: .utf16))
        let folder = try folder([
            "good.sql": Array(Self.good.utf8), "marked.sql": [0xEF, 0xBB, 0xBF] + Array(Self.good.utf8), "empty.sql": [],
            "mark.sql": [0xEF, 0xBB, 0xBF],
            "utf16.sql": Array(utf16), "latin1.sql": Array(Self.good.utf8) + [0x27, 0xE9, 0x27], "headless.sql": Array("SELECT 1".utf8),
            "slip.sql": Array("-- title: t\n-- aks: a?\nSELECT 1".utf8), "sync-health.sql": Array("SELECT 1".utf8), "notes.txt": [0xFF],
        ])
        try FileManager.default.createDirectory(atPath: "\(folder)/folder.sql", withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: "\(folder)/dangling.sql", withDestinationPath: "nowhere.sql")
        try FileManager.default.createSymbolicLink(atPath: "\(folder)/device.sql", withDestinationPath: "/dev/zero")
        #expect(mkfifo("\(folder)/pipe.sql", 0o600) == 0)
        let catalog = try ReportCatalog.load(folders: [folder])
        let bad = [
            "dangling", "device", "empty", "folder", "headless", "latin1", "mark", "pipe", "slip", "sync-health", "utf16",
        ]
        #expect(catalog.unusable.map(\.name) == bad)
        for name in bad {
            let error = #expect(throws: ReportsError.self) { try catalog.report(named: name) }
            #expect(error?.exitCode == 64 && error?.description.contains("\(folder)/\(name).sql") == true && error?.hint != nil, "\(name)")
        }
        // One that is built in is not what was meant by a file of its name.
        #expect(!catalog.reports.contains { $0.name == "sync-health" })
        for name in ["good", "marked", "recipes-stopped"] { _ = try catalog.report(named: name) }
    }

    @Test("that may not be read says so of the file", .enabled(if: getuid() != 0)) func unreadable() throws {
        let folder = try folder(["secret.sql": Array(Self.good.utf8), "good.sql": Array(Self.good.utf8)])
        chmod("\(folder)/secret.sql", 0)
        let catalog = try ReportCatalog.load(folders: [folder])
        #expect(catalog.unusable.map(\.name) == ["secret"] && (try? catalog.report(named: "good")) != nil)
    }
}
