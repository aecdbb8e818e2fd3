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
}
