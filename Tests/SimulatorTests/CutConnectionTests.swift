import Foundation
import Simulator
import Testing

private let listing = "/api/managed_users"

@Suite("A cut connection")
struct CutConnectionTests {
    private func cut(_ effect: String) async throws -> (whole: [UInt8], cut: RawExchange) {
        try await withSimulator(plantedWorld()) { simulator async throws in
            let whole = try await simulator.get(listing).bytes
            simulator.setFaults([try Fault("GET \(listing) first 1 \(effect)")])
            let cut = await RawExchange.get(listing, port: simulator.port)
            #expect(try await simulator.get(listing).bytes.count == whole.count, "the server goes on")
            return (whole, cut)
        }
    }

    @Test("is reset without an answer") func reset() async throws {
        let cut = try await cut("reset").cut
        #expect(cut.error == ECONNRESET && cut.head == "" && cut.body == [])
    }

    @Test("ends before the announced length") func short() async throws {
        let (whole, cut) = try await cut("truncate")
        #expect(cut.head.hasPrefix("http/1.1 200 ok\r\n") && cut.head.contains("content-length: \(whole.count)\r\n"))
        #expect(cut.error == 0 && cut.body == Array(whole.prefix(whole.count / 2)) && cut.body.count > 10)
    }

    @Test("ends between chunks") func chunks() async throws {
        let (whole, cut) = try await cut("truncate chunked")
        let half = whole.prefix(whole.count / 2)
        #expect(cut.head.contains("transfer-encoding: chunked\r\n") && !cut.head.contains("content-length"))
        #expect(cut.error == 0 && cut.body == Array("\(String(half.count, radix: 16))\r\n".utf8) + half + Array("\r\n".utf8))
    }

    @Test("delivers all of its half, however large") func large() async throws {
        // More than a socket takes at once.
        let page = [UInt8](repeating: UInt8(ascii: "n"), count: 24 << 20)
        let options = try SimulatorOptions.with {
            $0.respond = { _ in PlayedAnswer(200, body: page) }
            $0.faults = [try Fault("GET /** always truncate")]
        }
        try await withSimulator(plantedWorld(), options) { simulator async throws in
            let cut = await RawExchange.get(listing, port: simulator.port)
            #expect(cut.error == 0 && cut.head.contains("content-length: \(page.count)\r\n") && cut.body.count == page.count / 2)
        }
    }

    @Test("is an error to a client", arguments: ["reset", "truncate", "truncate chunked"]) func client(effect: String) async throws {
        let options = try SimulatorOptions.with { $0.faults = [try Fault("GET \(listing) always \(effect)")] }
        try await withSimulator(plantedWorld(), options) { simulator async throws in
            await #expect(throws: (any Error).self) { try await simulator.get(listing) }
            #expect(try await simulator.get("/api/users/me").status == 200)
        }
    }
}
