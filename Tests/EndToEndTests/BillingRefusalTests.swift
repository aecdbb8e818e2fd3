import Foundation
import Testing

@Suite("Billing refuses, and says what to do:", .serialized)
struct BillingRefusalTests {
    private static let monthHint = "write it as YYYY-MM, or 'last month'"

    @Test("a text that is no month, and one that nothing is known about (64)") func months() async throws {
        try await Scene.playBilling { scene in
            let before = try scene.contents("mirror.db")
            for text in ["2026-13", "2026-00", "26-10", "2026-1", "2026-10-01", "0000-01", "２026-10", "October", "last  month", ""] {
                for verb in ["preview", "close", "show"] {
                    try await scene.refuses(verb, text, with: .usage("'\(text)' is no month", Self.monthHint))
                }
            }
            let hint = "`workato-mirror billing` lists the months that the mirror knows"
            for month in ["1999-01", PastMonth.ago(-1), "9999-12"] {
                let message = "\(month): the mirror has no figure for this month, and no run began in it"
                for verb in ["preview", "close"] { try await scene.refuses(verb, month, with: .usage(message, hint)) }
            }
            #expect(try scene.contents("mirror.db") == before)
        }
    }

    @Test("a zone, a grace period and a percentage that are none (64), also in the list of months") func flags() async throws {
        try await Scene.playBilling { scene in
            let month = PastMonth.ago(2)
            let zone = "name the zone of the partner's workspace, such as America/Los_Angeles, UTC or +02:00"
            for verb in [["list"], ["preview", month], ["close", month]] {
                try await refuses(scene, verb + ["--time-zone", "Mars/Phobos"], "unknown time zone 'Mars/Phobos'", zone)
                for grace in ["3", "d", "3w", "-3d", "1.5d", "367d", "9999999999s"] {
                    let message = "the grace period '\(grace)' is no duration"
                    let hint = "write a number and s, m, h or d, such as 3d; at most 366d"
                    try await refuses(scene, verb + ["--grace=\(grace)"], message, hint)
                }
            }
            for percent in ["101", "-1", "5%", "1e1", "100.000000001"] {
                let message = "'\(percent)' is no percentage"
                let hint = "write a number from 0 to 100, such as 5 or 0.5"
                for verb in ["preview", "close"] { try await refuses(scene, [verb, month, "--max-unexplained=\(percent)"], message, hint) }
            }
            #expect(try scene.frozenRows(of: month) == 0)
        }
    }

    private func refuses(_ scene: Scene, _ line: [String], _ message: String, _ hint: String) async throws {
        let run = try await scene.start(["billing"] + line).finish()
        #expect(run.code == 64 && run.output.isEmpty, "\(line): \(run.code)")
        #expect(run.errors == "workato-mirror: \(message)\nhint: \(hint)\n", "\(line)")
    }

    @Test("a command line that lacks the month or the folder, or has two months (64)") func lines() async throws {
        try await Scene.playBilling { scene in
            let one = "Give one month, as YYYY-MM or 'last month'."
            let lines: [([String], String)] = [
                (["close"], "Missing expected argument '<month> ...'"), (["close", "last", "months"], one),
                (["preview", "2026-09", "2026-10"], one), (["export", "2026-09"], "Missing expected argument '--output <folder>'"),
                (["export", "2026-09", "--output", ""], "Name the folder that --output means."),
                (["cloze", "2026-09"], "2 unexpected arguments: 'cloze', '2026-09'"),
            ]
            for (line, message) in lines {
                let run = try await scene.start(["billing"] + line).finish()
                #expect(run.code == 64 && run.output.isEmpty && run.errors.hasPrefix("Error: \(message)\n"), "\(line): \(run.errors)")
                #expect(run.errors.contains("\nUsage: workato-mirror billing "), "\(line)")
            }
        }
    }

    @Test("`last month` is one word or two, and the month before this one in the zone") func lastMonth() async throws {
        try await Scene.playBilling { scene in
            let month = PastMonth.ago(1)
            let named = try await scene.billing("preview", month, "--format", "csv").output
            #expect(named.count > 100)
            for words in [["last", "month"], ["last month"], ["LAST MONTH"]] {
                let run = try await scene.start(["billing", "preview"] + words + ["--format", "csv"]).finish()
                #expect(run.code == 0 && run.output == named, "\(words): \(run.errors)")
            }
            let closed = try await scene.billing("close", "last", "month", "--grace", "0s")
            #expect(closed.text.hasPrefix("closed   \(month), as of run 1, in the zone UTC\n"), "\(closed.text)")
            #expect(try await scene.billing("show", "last month", "--format", "csv").output == named)
        }
    }
}
