import ArgumentParser
import Foundation
import Reports
import Store
import Values

/// `history`: shows the life of one object, version by version.
struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show the life of one object, version by version.",
        discussion: """
            The format table is text for reading. The other formats have a row for each version: when it began, which columns \
            differ from the version before, the row, when it ended, and why (update, delete, or parent if it went with the \
            object that it belongs to).

            Examples:
              workato-mirror history managed_users 10001
              workato-mirror history recipes 1000001 --measures
              workato-mirror history recipes 10001/1000001 --format json
            """)

    /// How many objects are named if a key may mean several.
    private static let shownCandidates = 10

    @Argument(help: "A table, such as recipes.")
    var table: String

    @Argument(help: "The object: ID, MANAGED_USER_ID/ID, the whole key such as 7/12/99, or a JSON object.")
    var key: String

    @OptionGroup var database: DatabaseOptions

    @Flag(help: "Include the versions of its counters.")
    var measures = false

    @OptionGroup var result: ResultOptions

    func run() async throws {
        let history = try History(await database.path())
        let table = try history.tables.named(table)
        let object = try object(in: table, history)
        let versions = try history.versions(of: object, in: table, withMeasures: measures)
        guard try result.chosenFormat() == .table else { return try write(versions, mirror: history.path) }
        let customer = try history.customerName(ofObject: object, in: table)
        try result.writeText(mirror: history.path) { output, style in
            try VersionsText(to: output, style: style).write(versions, customerName: customer)
        }
    }

    private func write(_ versions: [ObjectVersion], mirror: String) throws {
        try result.write(mirror: mirror, nested: ChangeRows.nested) { writer in
            var writer = writer
            try writer.begin(columns: ChangeRows.versionColumns)
            for version in versions { try writer.row(ChangeRows.cells(version)) }
            try writer.end()
            return versions.count
        }
    }

    /// The one object that the key means.
    private func object(in table: TrackedTable, _ history: History) throws -> [StoredValue] {
        let key = try ObjectKey(argument: self.key)
        guard !history.tables(of: HistorySelection(table: table.name, key: key)).isEmpty else {
            throw Failure("\(self.key): not a key of \(table.name)", hint: "write it as \(table.keyForm)", code: .usage)
        }
        let objects = try history.objects(key, in: table, limit: Self.shownCandidates + 1)
        guard let object = objects.first else {
            throw Failure(
                "\(table.name) \(self.key): the mirror has never seen it", hint: "write its key as \(table.keyForm)", code: .usage)
        }
        guard objects.count == 1 else {
            let shown = objects.prefix(Self.shownCandidates).map(ChangeRows.keyText).joined(separator: ", ")
            let more = objects.count > Self.shownCandidates ? ", …" : ""
            throw Failure("\(table.name) \(self.key) may be any of several", hint: "name one of: \(shown)\(more)", code: .usage)
        }
        return object
    }
}
