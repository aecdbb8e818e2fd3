import Foundation
import Testing

/// The first run after an update of the program that has given columns other types.
@Suite("The first run after an update") struct OlderFileTests {
    /// The server's spelling of a lookup table's project.
    private static func table(_ id: Int, _ project: String, _ more: String = "") -> String {
        #"{"id":\#(id),"name":"t\#(id)","schema":"[]","project_id":\#(project)\#(more)}"#
    }

    private static let tables = [
        table(1, "523144"), table(2, #""523145""#), table(3, "null"), table(4, #""p-1""#, #","colour":{"a":1.10}"#),
        table(5, #""007""#), table(6, "99999999999999999999"), table(7, "5.5"),
    ]

    @Test("finds project ids however they are spelled, keeps the rest in _extra with every digit, and changes nothing")
    func unchanged() async throws {
        var server = OtherServer()
        server.on("/api/managed_users", #"[{"id":7,"name":"Acme"}]"#)
        server.on("/api/managed_users/7/lookup_tables", "[\(Self.tables.joined(separator: ","))]")
        try await server.run { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            let found = try harness.rows("SELECT id, project_id AS project, _extra AS extra FROM lookup_tables ORDER BY id")
            #expect(found.map { $0["project"] } == ["523144", "523145", .some(nil), .some(nil), .some(nil), .some(nil), .some(nil)])
            #expect(
                found.map { $0["extra"] } == [
                    .some(nil), .some(nil), .some(nil), #"{"colour":{"a":1.10},"project_id":"p-1"}"#, #"{"project_id":"007"}"#,
                    #"{"project_id":99999999999999999999}"#, #"{"project_id":5.5}"#,
                ])
            try harness.write(Self.asBefore)
            #expect(try harness.rows("SELECT project_id AS p FROM lookup_tables WHERE id = 4") == [["p": "p-1"]])
            try await harness.sync(simulator)
            #expect(try harness.rows("SELECT id, project_id AS project, _extra AS extra FROM lookup_tables ORDER BY id") == found)
            #expect(try harness.rows("SELECT * FROM changes WHERE run_id = 2") == [])
        }
    }

    /// Turns the file into what version 16 of the schema would have made from these answers, with the digests of that version.
    private static let asBefore = """
        PRAGMA legacy_alter_table = ON;
        ALTER TABLE lookup_tables RENAME TO new;
        CREATE TABLE lookup_tables (
            managed_user_id INTEGER NOT NULL, id INTEGER NOT NULL, name TEXT, schema TEXT, created_at TEXT, updated_at TEXT,
            project_id ANY, _extra TEXT, _valid_from INTEGER NOT NULL, PRIMARY KEY (managed_user_id, id)
        ) STRICT;
        INSERT INTO lookup_tables SELECT * FROM new;
        DROP TABLE new;
        UPDATE lookup_tables SET project_id = 'p-1', _extra = '{"colour":{"a":1.10}}' WHERE id = 4;
        UPDATE lookup_tables SET project_id = '007', _extra = NULL WHERE id = 5;
        UPDATE record_digests SET digest = zeroblob(16);
        UPDATE mirror_meta SET value = 'older' WHERE name = 'derived_sha256';
        DROP VIEW customers_known;
        DROP VIEW billed_quantities;
        DROP TABLE billing_months;
        DROP TABLE billing_lines;
        DROP TABLE billing_adjustments;
        DROP TABLE billing_prices;
        DROP TABLE billing_checks;
        DROP TABLE billing_files;
        DROP TABLE chain_rows;
        DROP TABLE chain_tables;
        DROP TABLE chain_links;
        ALTER TABLE sync_runs DROP COLUMN changes_sha256;
        ALTER TABLE sync_runs DROP COLUMN chain_sha256;
        DELETE FROM mirror_meta WHERE name = 'chain_begins_at_run';
        DELETE FROM grdb_migrations WHERE identifier > '0017';
        """
}
