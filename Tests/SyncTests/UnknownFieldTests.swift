import Catalog
import Foundation
import Simulator
import Synchronization
import Testing

@testable import Store

/// A field without a column is kept, and noted with the first run that saw it.
@Suite struct UnknownFieldTests {
    private let world = World(WorldOptions(customers: 2, seed: 4))
    private let played = Played()

    /// The answers for the connections of the first customer; nil leaves them to the simulator.
    private final class Played: Sendable {
        let answer = Mutex<String?>(nil)
    }

    private func play(_ body: (RunningSimulator, Harness, Int64) async throws -> Void) async throws {
        let customer = try #require(world.customerIDs.first)
        let path = "/api/managed_users/\(customer)/connections"
        let options = SimulatorOptions.unpaced { [played] options in
            options.respond = { request in
                request.path == path ? played.answer.withLock { $0.map { PlayedAnswer(200, $0) } } : nil
            }
        }
        try await withSimulator(world, options) { simulator async throws in try await body(simulator, try Harness(), customer) }
    }

    @Test("a field without a column and a value that does not fit are noted once, with a row that has them")
    func noted() async throws {
        try await play { simulator, harness, customer in
            played.answer.withLock { $0 = #"[{"id":5,"name":"a","colour":"red"},{"id":6,"name":"b","colour":"blue"}]"# }
            try await harness.sync(simulator)
            played.answer.withLock { $0 = #"[{"id":5,"name":"a","colour":"green"},{"id":6,"name":"b","folder_id":"home"}]"# }
            try await harness.sync(simulator)
            let fields = try #require(try MirrorStatus(of: harness.path).unknownFields)
            let expected = [
                UnknownField(
                    resource: "connections", field: "colour", isMisfit: false, firstRun: 1,
                    sampleKey: #"{"managed_user_id":\#(customer),"id":5}"#),
                UnknownField(
                    resource: "connections", field: "folder_id", isMisfit: true, firstRun: 2,
                    sampleKey: #"{"managed_user_id":\#(customer),"id":6}"#),
            ]
            #expect(fields.filter { $0.resource == "connections" } == expected)
            // A secret is no unknown field. It has no column on purpose.
            #expect(!fields.contains { ["token", "secret", "api_token"].contains($0.field) })
            #expect(try harness.rows("SELECT * FROM connections WHERE _extra LIKE '%home%'").count == 1)
        }
    }

    @Test("a file that was written before they were noted is looked through once, its history too")
    func older() async throws {
        try await play { simulator, harness, customer in
            played.answer.withLock { $0 = #"[{"id":5,"name":"a","colour":"red"}]"# }
            try await harness.sync(simulator)
            played.answer.withLock { $0 = #"[{"id":5,"name":"a","size":1}]"# }
            try await harness.sync(simulator)
            let noted = try MirrorStatus(of: harness.path).unknownFields
            #expect(noted?.map(\.field).contains("colour") == true)
            try harness.write("DELETE FROM unknown_fields; DELETE FROM mirror_meta WHERE name = 'unknown_fields'")
            _ = try MirrorDatabase.open(harness.path, account: "http://partner.example/api")
            #expect(try MirrorStatus(of: harness.path).unknownFields == noted)
        }
    }
}
