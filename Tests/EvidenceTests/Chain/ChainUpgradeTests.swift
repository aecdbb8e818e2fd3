import Catalog
import Foundation
import GRDB
import Testing

@testable import Evidence
@testable import Migrations
@testable import Store

/// What becomes of the chain of a file that another version of the program has written.
@Suite("A file that is brought up to date", .serialized) struct ChainUpgradeTests {
    private static let account = "http://partner.example/api"

    /// Takes a mirror back to the version before the chain.
    private static let before = """
        DROP TABLE chain_rows;
        DROP TABLE chain_tables;
        DROP TABLE chain_links;
        ALTER TABLE sync_runs DROP COLUMN changes_sha256;
        ALTER TABLE sync_runs DROP COLUMN chain_sha256;
        DELETE FROM mirror_meta WHERE name = 'chain_begins_at_run';
        DELETE FROM grdb_migrations WHERE identifier > '0020';
        """

    private func write(_ sql: String, _ path: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    private func rows(_ sql: String, _ path: String) throws -> [[String]] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { db in
            try Row.fetchAll(db, sql: sql).map { $0.databaseValues.map { String.fromDatabaseValue($0) ?? "\($0)" } }
        }
    }

    /// Every row of every table but the program's notes on itself, with its place.
    private func contents(_ path: String) throws -> [String: [[String]]] {
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'chain%'"
        return try rows(tables, path).flatMap(\.self).filter { !["grdb_migrations", "mirror_meta"].contains($0) }
            .reduce(into: [:]) { contents, table in
                let columns = try rows("SELECT name FROM pragma_table_info('\(table)') WHERE name NOT LIKE 'ch%_sha256'", path)
                let names = columns.flatMap(\.self).map { "\"\($0)\"" }.joined(separator: ", ")
                contents[table] = try rows("SELECT \(names) FROM \(table)", path)
            }
    }

    @Test("gets its first link, over the whole state, and nothing else in it is rewritten") func first() async throws {
        let copy = try await ChainedMirror.shared(isUpgraded: false).copy()
        defer { ChainedMirror.remove(copy) }
        try write(Self.before, copy)
        let before = try contents(copy)
        let none = try Verified(copy)
        #expect(none.findings.count == 1 && none.findings.first?.check == .links && none.outcome.beginsAtRun == nil)
        try MirrorDatabase.open(copy, account: Self.account).checkpoint()
        let after = try contents(copy)
        #expect(before.filter { after[$0.key] != $0.value }.keys.sorted() == [] && before.count > 40)
        #expect(try rows("SELECT seq, kind, run FROM chain_links", copy) == [["1", "upgrade", "6"]])
        #expect(try rows("SELECT count(*) FROM sync_runs WHERE changes_sha256 IS NULL AND chain_sha256 IS NULL", copy) == [["6"]])
        #expect(try rows("SELECT value FROM mirror_meta WHERE name = 'chain_begins_at_run'", copy) == [["7"]])
        let verified = try Verified(copy)
        #expect(verified.findings == [] && verified.outcome.beginsAtRun == 7)
        try write("UPDATE recipes_history SET name = 'forged' WHERE rowid = (SELECT min(rowid) FROM recipes_history)", copy)
        #expect(try Verified(copy).findings.map(\.table) == ["recipes_history"])
    }

    @Test("that version 0016 wrote gets a link as well") func old() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "older-\(UUID().uuidString).db").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = URL(filePath: #filePath).appending(path: "../../../StoreTests/OlderFile").standardized
        for name in ["schema-0016", "rows-0016"] {
            try write(String(contentsOf: folder.appending(path: "\(name).sql"), encoding: .utf8), path)
        }
        #expect(try Verified(path).findings.map(\.check).contains(.links))
        try MirrorDatabase.open(path, account: "https://www.workato.com/api").checkpoint()
        let verified = try Verified(path)
        #expect(verified.findings == [] && verified.outcome.beginsAtRun == 4)
    }

    @Test("gets another link if a migration changes stored rows, and none if it does not", arguments: [true, false])
    func migrated(changes: Bool) async throws {
        let copy = try await ChainedMirror.shared(isUpgraded: false).copy()
        defer { ChainedMirror.remove(copy) }
        let change = "DROP TRIGGER IF EXISTS recipes_update; UPDATE recipes SET name = name || '!' WHERE name IS NOT NULL;"
        let migration = Migrations.File(
            name: "9001_test", sql: changes ? change : "ALTER TABLE recipes ADD COLUMN never_sent TEXT;")
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { RowFunctions.register(in: $0) }
        let queue = try DatabaseQueue(path: copy, configuration: configuration)
        try Schema(catalog: .standard, migrations: Migrations.all + [migration]).migrate(queue)
        try queue.close()
        let last = try rows("SELECT kind, run FROM chain_links ORDER BY seq DESC LIMIT 1", copy)
        #expect(last == [changes ? ["upgrade", "6"] : ["run", "6"]])
        #expect(try Verified(copy).findings == [])
    }
}
