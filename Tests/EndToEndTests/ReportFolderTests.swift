import Foundation
import Testing

@Suite("A folder of reports with a file that is none", .serialized)
struct ReportFolderTests {
    @Test("has it named on stderr, and all others run; a byte order mark is no fault") func folder() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let folder = scene.folder.appending(path: "mine")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
            let report = "-- title: t\r\n-- asks: a?\r\n-- param: n integer = 7    A number.\r\nSELECT :n AS n\r\n"
            try Data("\u{FEFF}\(report)".utf8).write(to: folder.appending(path: "marked.sql"))
            try #require(report.data(using: .utf16)).write(to: folder.appending(path: "wide.sql"))
            for name in ["marked", "sync-health"] {
                let run = try await scene.mirror("query", name, "--reports", "mine")
                #expect(run.code == 0 && !run.output.isEmpty)
                #expect(run.errors == "workato-mirror: left out: mine/wide.sql is no report: it is not UTF-8\n", "\(run.errors)")
            }
            for command in [["query", "--reports", "mine"], ["datasette", "--reports", "mine"]] {
                let run = try await scene.start(command).finish()
                #expect(run.code == 0 && run.text.contains("marked") && run.errors.contains("mine/wide.sql"), "\(run.errors)")
            }
            let wide = try await scene.mirror("query", "wide", "--reports", "mine")
            #expect(
                wide.code == 64 && wide.output.isEmpty && wide.errors.hasPrefix("workato-mirror: mine/wide.sql is no report: "),
                "\(wide.errors)")
            for line in ["query --file mine/marked.sql -p n=8", "query - -p n=8 <mine/marked.sql"] {
                let run = try await scene.shell("workato-mirror \(line)")
                #expect(run.code == 0 && run.text == "n\r\n8\r\n", "\(line): \(run.errors)")
            }
        }
    }
}
