import Foundation
import GRDB
import Simulator
import Store
import Testing

/// All lookup tables with the same name can be read as one table.
@Suite struct LookupViewTests {
    private func world() -> World {
        let world = World(.empty)
        for customer in [10, 20] as [Int64] {
            world.add(["id": .integer(customer), "name": "c"], to: .customers)
            let schema = #"[{"label":"Code \"A\".b","name":"col1"},{"label":"id","name":"col2"},{"label":"CODE \"a\".B","name":"col3"}]"#
            world.add(["id": 5, "name": "Country's codes", "schema": .string(schema)], to: .lookupTables(of: customer))
            world.add(["id": 50, "data": ["Code \"A\".b": "DE", "col2": 7, "CODE \"a\".B": .null]], to: .rows(of: customer, table: 5))
        }
        world.add(["id": 6, "name": "tables", "schema": "not JSON"], to: .lookupTables(of: 20))
        return world
    }

    @Test("by a view with a column for each label, whatever the labels are")
    func view() async throws {
        let world = world()
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            let names = try harness.rows("SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE 'lookup%' ORDER BY name")
            #expect(names.map { $0["name"] } == ["lookup_Country's codes", "lookup_tables_2"])
            let row = try harness.rows(#"SELECT * FROM "lookup_Country's codes" WHERE managed_user_id = 10"#)
            #expect(row.count == 1)
            #expect(
                row[0][#"Code "A".b"#] == "DE" && row[0]["id_2"] == "7" && row[0][#"CODE "a".B_2"#] == .some(nil) && row[0]["id"] == "50")
        }
    }

    @Test("that follows the table: renamed columns, renamed and deleted tables; a user's own view stays")
    func changes() async throws {
        let world = world()
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            try harness.write("CREATE VIEW lookup_mine AS SELECT 1 AS one")
            world.set("schema", to: #"[{"label":"Land","name":"col1"}]"#, of: 5, in: .lookupTables(of: 10))
            world.set("data", to: ["Land": "FR"], of: 50, in: .rows(of: 10, table: 5))
            world.set("name", to: "Mine", of: 5, in: .lookupTables(of: 20))
            world.delete(6, from: .lookupTables(of: 20))
            try await harness.sync(simulator)
            let names = try harness.rows("SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE 'lookup%' ORDER BY name")
            #expect(names.map { $0["name"] } == ["lookup_Country's codes", "lookup_Mine_2", "lookup_mine"])
            #expect(try harness.rows(#"SELECT Land FROM "lookup_Country's codes""#) == [["Land": "FR"]])
            #expect(try harness.rows("SELECT one FROM lookup_mine") == [["one": "1"]])
            let codes = try harness.rows(asOf: 1, #"SELECT "Code ""A"".b" AS code FROM "lookup_Country's codes""#)
            #expect(codes == [["code": "DE"], ["code": "DE"]])
            #expect(try harness.rows(asOf: 1, "SELECT count(*) AS n FROM lookup_tables_2") == [["n": "0"]])
            #expect(throws: DatabaseError.self) { try harness.rows(asOf: 1, "SELECT * FROM lookup_Mine_2") }
        }
    }
}
