import Catalog
import Foundation
import GRDB
import Testing

@testable import Meanings
@testable import Store

/// What is said of the schema is said of all of it, and of nothing else.
@Suite struct SchemaDescriptionTests {
    @Test("every table, view and column of a new mirror has a meaning, a type and a source, and no meaning is of anything else")
    func complete() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID().uuidString).db").path
        _ = try MirrorDatabase.open(path, account: "https://www.workato.com/api")
        let made = try DatabaseQueue(path: path).read { db in
            let names = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND substr(name, 1, 7) <> 'sqlite_'")
            return try names.flatMap { name in
                try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [name]).map { "\(name).\($0)" }
            }
        }
        let schema = try SchemaDescription()
        let columns = schema.tables.flatMap { table in table.columns.map { "\(table.name).\($0.name)" } }
        #expect(Set(columns) == Set(made) && columns.count == made.count && columns.count > 600)
        for table in schema.tables {
            #expect(table.meaning.hasSuffix("."), "\(table.name)")
            for column in table.columns { #expect(column.meaning.hasSuffix(".") && !column.source.isEmpty, "\(table.name).\(column.name)") }
        }
        #expect(try MeaningsText().tables.map(\.name).count == Set(try MeaningsText().tables.map(\.name)).count)
    }

    @Test(
        "a table or column without a meaning, a meaning without a column, and a line that says nothing are refused",
        arguments: [
            ("[recipes] A recipe.", "no meaning of the table managed_users"),
            ("[recipes] A recipe.\nid is its number", "'id is its number' is not understood"),
            ("name: Before any table.", "'name: Before any table.' is not understood"),
        ])
    func refused(text: String, problem: String) throws {
        let error = #expect(throws: StoreError.self) { try SchemaDescription(files: [Meanings.File(name: "x", text: text)]) }
        #expect(error?.description.contains(problem) == true, "\(String(describing: error))")
    }

    @Test("one column too few, and one too many") func columns() throws {
        func described(_ edit: (String) -> String) throws(StoreError) {
            _ = try SchemaDescription(files: Meanings.all.map { Meanings.File(name: $0.name, text: edit($0.text)) })
        }
        #expect(throws: StoreError.catalog("no meaning of the column folders.is_project")) {
            try described { $0.replacing("\nis_project: Whether it is a project's folder.", with: "") }
        }
        #expect(throws: StoreError.catalog("a meaning of folders.depth, which is no column")) {
            try described { $0.replacing("\nis_project:", with: "\ndepth: How deep.\nis_project:") }
        }
        #expect(throws: StoreError.catalog("recipes refers to folders.number, which is no column")) {
            try described {
                $0.replacing(
                    "\nfolder_id -> folders.id: The folder it is in.\nrunning", with: "\nfolder_id -> folders.number: It.\nrunning")
            }
        }
    }

    @Test("a column's source is the API's field, as the catalog has it")
    func sources() throws {
        let schema = try SchemaDescription()
        func source(_ table: String, _ column: String) -> String? { schema[table]?.columns.first { $0.name == column }?.source }
        #expect(source("managed_users", "external_id") == "external_id, exteranl_id")
        #expect(source("recipes", "managed_user_id") == "the path")
        #expect(source("recipe_connections", "connection_id") == "config[].account_id")
        #expect(source("recipe_connections", "recipe_id") == "id")
        #expect(source("recipe_applications", "application") == "trigger_application, action_applications[]")
        #expect(source("recipe_applications", "role") == "'trigger', 'action'")
        #expect(source("recipe_versions", "code_sha256") == "made of code")
        #expect(source("lookup_table_columns", "position") == "place in schema[]")
        #expect(source("role_privileges", "privilege") == "privileges.*[]")
        #expect(source("picklist_values", "pick_list") == "the settings")
        #expect(source("recipes_history", "_closed_by") == "the sync")
    }

    @Test("every column that may hold a text has a decision: a new one without is refused, and so is a mark where none can be")
    func decisions() throws {
        func problem(_ old: String, _ new: String) -> String? {
            do {
                _ = try SchemaDescription(files: Meanings.all.map { Meanings.File(name: $0.name, text: $0.text.replacing(old, with: new)) })
                return nil
            } catch { return error.description }
        }
        #expect(problem("description [personal]: What somebody", "description: What somebody")?.contains("no decision whether") == true)
        #expect(problem("@open plan_id, whitelisted_apps, ", "@open whitelisted_apps, ")?.contains("managed_users.plan_id") == true)
        #expect(problem("@open error\n", "@facets error\n")?.contains("no decision whether sync_") == true)
        #expect(problem("name: The property's name", "name [secret]: The property's name")?.contains("is a key") == true)
        #expect(problem("running: Whether", "running [personal]: Whether")?.contains("holds no texts") == true)
        #expect(problem("@open plan_id, whitelisted_apps, ", "@open plan_id, colour, whitelisted_apps, ")?.contains("colour") == true)
    }

    @Test("keys, views and the mirror's own words are never personal or secret; a history table has its live table's marks")
    func marks() throws {
        let schema = try SchemaDescription()
        var marked = 0
        for table in schema.tables {
            for column in table.columns where column.sensitivity?.isClass == true {
                marked += 1
                #expect(column.keyPosition == nil && table.kind != .view && column.mayHoldText, "\(table.name).\(column.name)")
            }
            guard table.kind == .live else { continue }
            let past = try #require(schema["\(table.name)_history"])
            for column in table.columns {
                let same = past.columns.first { $0.name == column.name }
                #expect(same?.sensitivity == column.sensitivity && same?.isLimited == column.isLimited, "\(table.name).\(column.name)")
            }
        }
        #expect(marked > 60)
        func sensitivity(_ table: String, _ column: String) -> Sensitivity? {
            schema[table]?.columns.first { $0.name == column }?.sensitivity
        }
        #expect(sensitivity("managed_users", "name") == .personal && sensitivity("properties", "value") == .secret)
        #expect(sensitivity("recipe_versions", "code") == .open && sensitivity("sync_scopes", "scope") == .fixed)
        #expect(sensitivity("recipes", "stopped_at") == nil && sensitivity("recipes", "_extra") == .open)
    }
}
