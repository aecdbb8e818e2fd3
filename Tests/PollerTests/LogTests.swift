import Foundation
import Logging
import Poller
import Testing

@Suite("The log")
struct LogTests {
    private let lines = Heard<String>()

    private func logger(_ format: LineLogHandler.Format, level: Logger.Level = .info) -> Logger {
        Logger(label: "sync") { label in
            var handler = LineLogHandler(
                label: label, format: format, now: { Date(timeIntervalSince1970: 1_767_323_045) }, write: { lines.append($0) })
            handler.logLevel = level
            return handler
        }
    }

    @Test("is a line a record, with its metadata in the order of their keys") func text() {
        var logger = logger(.text)
        logger[metadataKey: "db"] = "mirror.db"
        logger.info("run 12 complete", metadata: ["state": "complete", "requests": .stringConvertible(33)])
        logger.debug("not said")
        #expect(lines.all == ["2026-01-02T03:04:05Z info sync: run 12 complete db=mirror.db requests=33 state=complete\n"])
    }

    @Test("quotes a value that is not one plain word, and never breaks a line") func textEscapes() {
        logger(.text).warning(
            "one\ntwo \"three\" C:\\\u{1B}[31m",
            metadata: [
                "a": "two words", "b": "", "c": "x=y", "d": "tab\there \"q\" \\", "e": ["one", "two"], "f": ["k": "v"], "g h": "Zürich",
                "i": "\u{2028}",
            ])
        #expect(
            lines.all == [
                #"2026-01-02T03:04:05Z warning sync: one\ntwo "three" C:\\u001b[31m a="two words" b="" c="x=y" "#
                    + #"d="tab\u0009here \"q\" \\" e="[\"one\",\"two\"]" f="{\"k\":\"v\"}" "g h"=Zürich i="\u2028""# + "\n"
            ])
    }

    @Test("as JSON is an object a line, whole numbers being numbers") func json() {
        logger(.json).error(
            "say \"hi\"\n\u{7F}é",
            metadata: [
                "requests": .stringConvertible(33), "share": .stringConvertible(0.5), "text": "33",
                "list": ["a", .stringConvertible(1)], "map": ["z": "1", "a\"": "2"],
            ])
        logger(.json).info("bare")
        #expect(
            lines.all == [
                #"{"time":"2026-01-02T03:04:05Z","level":"error","label":"sync","message":"say \"hi\"\n\u007fé","#
                    + #""metadata":{"list":["a",1],"map":{"a\"":"2","z":"1"},"requests":33,"share":"0.5","text":"33"}}"# + "\n",
                #"{"time":"2026-01-02T03:04:05Z","level":"info","label":"sync","message":"bare","metadata":{}}"# + "\n",
            ])
    }

    @Test("as JSON is read by a parser as what was logged, for every character below 0x3000") func jsonIsRead() throws {
        let all = String(String.UnicodeScalarView((0..<0x3000).compactMap(Unicode.Scalar.init)))
        logger(.json).info("\(all)", metadata: ["all": "\(all)"])
        let line = try #require(lines.all.first)
        #expect(line.unicodeScalars.count { $0 == "\n" } == 1)
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        #expect(object?["message"] as? String == all)
        #expect((object?["metadata"] as? [String: String])?["all"] == all)
    }

    @Test("keeps a logger's metadata below its provider's, and both below the record's, and names an error") func merging() {
        struct Broken: Error, CustomStringConvertible { let description = "it broke" }
        var handler = LineLogHandler(label: "sync", format: .text, now: { Date(timeIntervalSince1970: 0) }, write: { lines.append($0) })
        handler.metadata = ["a": "logger", "b": "logger", "c": "logger"]
        handler.metadataProvider = Logger.MetadataProvider { ["b": "provider", "c": "provider"] }
        handler.log(
            event: LogEvent(
                level: .info, message: "m", error: Broken(), metadata: ["c": "record"], source: nil, file: #fileID, function: #function,
                line: #line))
        #expect(lines.all == ["1970-01-01T00:00:00Z info sync: m a=logger b=provider c=record error=\"it broke\"\n"])
    }

    @Test("does not show how Swift spells an error") func spelling() {
        enum Odd: Error { case broken(String) }
        let handler = LineLogHandler(label: "sync", format: .text, now: { Date(timeIntervalSince1970: 0) }, write: { lines.append($0) })
        let missing = CocoaError(.fileReadNoSuchFile)
        for error in [Odd.broken("x"), missing] as [any Error] {
            handler.log(
                event: LogEvent(
                    level: .info, message: "m", error: error, metadata: nil, source: nil, file: #fileID, function: #function, line: #line))
        }
        #expect(
            lines.all == [
                "1970-01-01T00:00:00Z info sync: m error=\"an error without a description\"\n",
                "1970-01-01T00:00:00Z info sync: m error=\"\(missing.localizedDescription)\"\n",
            ])
        #expect(!missing.localizedDescription.contains("Domain="))
    }

    @Test("has one line a run") func polls() async throws {
        struct Down: Error, CustomStringConvertible { let description = "the API is down" }
        let (time, logger) = (PlayedTime(), logger(.text))
        let poller = Poller(
            schedule: Schedule(interval: .hours(1), jitter: 0), clock: time.clock, random: { 1 }, observe: { $0.log(to: logger) },
            poll: { number in
                time.work(.milliseconds(1500))
                switch number {
                case 1: return PollOutcome("run 12 complete", details: ["requests": .stringConvertible(33)])
                case 2: return PollOutcome("run 13 partial", isFailure: true)
                case 3: return PollOutcome("run 14 complete", needsAttention: true)
                case 4: throw Down()
                default: throw FinalFailure(Down())
                }
            })
        await #expect(throws: Down.self) { try await poller.run() }
        let start = "2026-01-02T03:04:05Z"
        #expect(
            lines.all == [
                "\(start) info sync: run 12 complete next_in=3598.500 requests=33 took=1.500\n",
                "\(start) warning sync: run 13 partial failures=1 next_in=450.000 took=1.500\n",
                "\(start) warning sync: run 14 complete next_in=3147.000 took=1.500\n",
                "\(start) warning sync: run failed error=\"the API is down\" failures=1 next_in=450.000 took=1.500\n",
                "\(start) error sync: run failed error=\"the API is down\" failures=2 took=1.500\n",
            ])
    }
}
