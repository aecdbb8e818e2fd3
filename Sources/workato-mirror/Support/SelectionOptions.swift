import ArgumentParser
import Foundation
import Reports
import Store
import Values

/// The flags that say which objects `changes` and `diff` are about.
struct SelectionOptions: ParsableArguments {
    @Option(help: "Only this table, such as recipes.")
    var resource: String?

    @Option(
        name: .customLong("exclude"), parsing: .singleValue,
        help: ArgumentHelp("Not this table; may be repeated, or a list with commas.", valueName: "resource"))
    var excluded: [String] = []

    @Option(name: .customLong("managed-user"), help: "Only this customer, by its id.")
    var managedUser: Int64?

    func validate() throws {
        if resource != nil, !excluded.isEmpty { throw ValidationError("Give --resource or --exclude.") }
        if excludedNames.contains("") { throw ValidationError("--exclude takes names of tables, with commas between them.") }
    }

    private var excludedNames: [String] { excluded.flatMap { $0.parts(between: ",") }.map(\.trimmingBlanks) }

    func selection(in comparison: some Comparison) throws -> HistorySelection {
        try selection(of: comparison.tables, hasSeen: comparison.hasSeen)
    }

    private func selection(of tables: [TrackedTable], hasSeen: (Int64) throws -> Bool) throws -> HistorySelection {
        for name in [resource].compactMap(\.self) + excludedNames { _ = try tables.named(name) }
        if let managedUser, try !hasSeen(managedUser) {
            Terminal.warn("--managed-user: the mirror has never seen such a customer")
        }
        return HistorySelection(table: resource, excluding: Set(excludedNames), customer: managedUser)
    }

    func selection(in history: History, key: String?) throws -> HistorySelection {
        var selection = try selection(of: history.tables, hasSeen: history.hasSeen(customer:))
        guard let key else { return selection }
        selection.key = try ObjectKey(argument: key)
        guard history.tables(of: selection).isEmpty else {
            if try !history.hasSeen(selection) { Terminal.warn("--key: the mirror has never seen an object with this key") }
            return selection
        }
        let form = try resource.map { try history.tables.named($0).keyForm } ?? "41354, 7/41354 or '{\"managed_user_id\":7,\"id\":41354}'"
        throw Failure("--key \(key): no table that is asked for has such a key", hint: "write it as \(form)", code: .usage)
    }
}

extension ObjectKey {
    init(argument: String) throws {
        // A script that takes a key from a line of CSV may pass the end of the line with it.
        guard let key = ObjectKey(argument.trimmingCharacters(in: .newlines)) else {
            throw Failure(
                "\(argument): not a key", hint: "write it as 41354, 7/41354 or '{\"managed_user_id\":7,\"id\":41354}'", code: .usage)
        }
        self = key
    }
}

extension [TrackedTable] {
    /// The table of that name.
    ///
    /// - Throws: `Failure`, which suggests the nearest name.
    func named(_ name: String) throws -> TrackedTable {
        if let table = first(where: { $0.name == name }) { return table }
        let known = map(\.name)
        let hint = Suggestion.nearest(to: name, in: known).map { "did you mean '\($0)'?" } ?? "there are: \(known.joined(separator: ", "))"
        throw Failure("unknown table '\(name)'", hint: hint, code: .usage)
    }
}

extension History {
    /// Whether any run has found a change of these objects.
    func hasSeen(_ selection: HistorySelection) throws -> Bool {
        struct Found: Error {}
        do {
            try changes(in: 1...lastRun(), of: selection) { _, _ in throw Found() }
        } catch is Found {
            return true
        }
        return false
    }

    /// The run that a text names, in the forms of `--as-of`.
    func moment(_ text: String, of argument: String) throws -> RunMoment {
        do {
            return try moment(AsOfRun(AsOfResolver.absolute(text, now: Date()), in: path).run)
        } catch StoreError.badMoment(let text, let reason) {
            throw Failure("\(argument) \(text): \(reason)", hint: StoreError.badMoment(text, reason: reason).hint, code: .usage)
        }
    }
}
