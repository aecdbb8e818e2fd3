import Simulator
import Synchronization
import Testing

private let listing = "/api/managed_users"

@Suite("A fault")
struct FaultTests {
    private func reply(_ effect: String, to path: String = listing, _ options: SimulatorOptions = SimulatorOptions()) async throws -> Reply
    {
        var options = options
        options.faults = [try Fault("GET /api/** always \(effect)")]
        return try await withSimulator(plantedWorld(), options) { try await $0.get(path) }
    }

    @Test(
        "answers with a status and its documented body",
        arguments: [
            (400, #"{"message":"Bad request"}"#), (401, #"{"message":"Unauthorized"}"#), (403, #"{"message":"Forbidden"}"#),
            (404, #"{"message":"Not found"}"#), (429, #"{"message":"Too many requests"}"#),
            (500, #"{"message":"Server error","id":"5e3a1f0c-0000-4000-a000-000000000000"}"#), (502, #"{"message":"Bad gateway"}"#),
            (503, #"{"message":"Service unavailable"}"#), (504, #"{"message":"Gateway timeout"}"#),
        ])
    func statuses(status: Int, body: String) async throws {
        let reply = try await reply("\(status)")
        #expect(reply.status == status && reply.text == body)
        #expect(reply.headers["content-type"] == ["application/json; charset=utf-8"] && reply.headers["retry-after"] == [])
    }

    @Test(
        "names the time to wait in every form",
        arguments: [
            ("2", "2"), ("0", "0"), ("nonsense", "in a while"), ("date+2", "Thu, 29 Feb 2024 23:59:59 GMT"),
            ("date+3", "Fri, 01 Mar 2024 00:00:00 GMT"),
        ])
    func retryAfter(word: String, header: String) async throws {
        let options = SimulatorOptions.with { $0.wallClock = { Moment(2024, 2, 29, 23, 59, 56, milliseconds: 500) } }
        for status in [429, 503] {
            let reply = try await reply("\(status) retry-after=\(word)", options)
            #expect(reply.status == status && reply.headers["retry-after"] == [header])
        }
    }

    @Test("can send a web page, or nothing, instead of JSON") func pages() async throws {
        for (effect, status) in [("500 html", 500), ("429 html", 429), ("html", 200)] {
            let reply = try await reply(effect)
            #expect(reply.status == status && reply.text.hasPrefix("<!DOCTYPE html>\n<html>"))
            #expect(reply.headers["content-type"] == ["text/html; charset=utf-8"])
        }
        let blank = try await reply("429 blank retry-after=1")
        #expect(blank.status == 429 && blank.bytes == [] && blank.headers["retry-after"] == ["1"])
    }

    @Test("can cut the JSON and call it whole") func invalid() async throws {
        let (sound, spoilt) = (try await reply("slow 0s"), try await reply("invalid"))
        #expect(sound.ids == [10, 20, 30])
        #expect(spoilt.status == 200 && spoilt.headers["content-length"] == [String(spoilt.bytes.count)])
        #expect(sound.bytes.starts(with: spoilt.bytes) && spoilt.bytes.count == sound.bytes.count / 2 && JSON(parsing: spoilt.bytes) == nil)
    }

    @Test("can leave out the records of a listing, in its envelope")
    func empty() async throws {
        #expect(try await reply("empty").text == #"{"result":[]}"#)
        #expect(try await reply("empty", to: "/api/managed_users/usage").text == #"{"result":{}}"#)
        #expect(try await reply("empty", to: listing + "/20").text == "{}")
        #expect(try await reply("empty", to: listing + "/99").status == 404)
    }

    @Test("can put the records into an envelope of its own")
    func unknown() async throws {
        #expect(try await reply("unknown").json["stuff"]?["n"]?.elements?.map { $0["id"] } == [10, 20, 30])
        #expect(try await reply("unknown", to: listing + "/20").json["stuff"]?["n"]?["name"] == "Twenty")
        #expect(try await reply("unknown", to: listing + "/99").status == 404)
    }

    @Test(
        "empties and disguises every envelope the API has had",
        arguments: [
            ("[{}]", "[]", "[{}]"), (#"{"items":[{}],"count":1,"page":1}"#, #"{"items":[],"count":0,"page":1}"#, "[{}]"),
            (#"{"result":{"items":[{}]}}"#, #"{"result":{"items":[]}}"#, "[{}]"),
            (#"{"data":[{}],"total":7,"per_page":100}"#, #"{"data":[],"total":0,"per_page":100}"#, "[{}]"),
            (#"{"result":{"a":"b"}}"#, #"{"result":{}}"#, #"{"a":"b"}"#),
            (#"{"id":1,"data":{"a":"b"}}"#, "{}", #"{"id":1,"data":{"a":"b"}}"#),
        ])
    func envelopes(sent: String, emptied: String, records: String) async throws {
        let options = SimulatorOptions.with { $0.respond = { _ in PlayedAnswer(200, sent) } }
        #expect(try await reply("empty", options).text == emptied)
        #expect(try await reply("unknown", options).text == #"{"stuff":{"n":\#(records)}}"#)
    }

    @Test("can be slow, and leave the answer to the lines below") func slow() async throws {
        let waits = Mutex<[Duration]>([])
        let options = try SimulatorOptions.with { options in
            options.delay = { wait in waits.withLock { $0.append(wait) } }
            options.faults = try Fault.list("GET /api/** always slow 5s\n* /** always slow 250ms\nGET /api/users/me always 503")
        }
        try await withSimulator(plantedWorld(), options) { simulator async throws in
            #expect(try await simulator.get(listing).ids == [10, 20, 30])
            #expect(try await simulator.get("/api/users/me").status == 503)
        }
        #expect(waits.withLock { $0 } == [.seconds(5.25), .seconds(5.25)])
    }

    @Test("strikes before credentials, budgets and writes, and is logged") func order() async throws {
        let options = try SimulatorOptions.with {
            $0.limits = [.customers: 0]
            $0.faults = try Fault.list("POST /** always 500\nGET /api/managed_users/7/** always 403")
        }
        let world = plantedWorld()
        try await withSimulator(world, options) { simulator async throws in
            #expect(try await simulator.get(listing).status == 429)
            #expect(try await simulator.get(listing + "/7/connections", headers: [:]).status == 403)
            #expect(try await simulator.send(.POST, listing, #"{"name":"Forty","notification_email":"a@b"}"#).status == 500)
            #expect(simulator.requests.count == 3 && simulator.requests.statuses == [429: 1, 403: 1, 500: 1])
        }
        #expect(world.customerIDs == [10, 20, 30])
    }
}
