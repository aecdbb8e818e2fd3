/// How a column takes what the API sends.
public enum ColumnType: String, Sendable {
    case integer, boolean, timestamp, json, text, any

    /// The type that SQLite knows: `TEXT` or `INTEGER`, say.
    init(declared: String) {
        switch declared.uppercased() {
        case "INTEGER", "INT": self = .integer
        case "ANY": self = .any
        default: self = .text
        }
    }

    /// The column's type in a STRICT table.
    var storage: String {
        switch self {
        case .integer, .boolean: "INTEGER"
        case .timestamp, .json, .text: "TEXT"
        case .any: "ANY"
        }
    }
}

/// The types of a table's columns, as its CREATE TABLE declares them.
///
/// SQLite has neither booleans nor times: in a migration, a column's CHECK says that it holds one. Only the forms of CHECK in `known`
/// may be used, so that no column gets another type because of a CHECK that nobody understands.
struct ColumnTypes {
    private struct Check {
        let column: String
        /// Its tokens, with `x` in the place of the column's name.
        let form: [String]
        /// As it is written in the table.
        let text: String
    }

    /// Every form of CHECK that a migration may use, and the type that it gives its column `x`. With nil the column keeps the type that it
    /// is declared with. `'…'` stands for one text or several, `N` for a number.
    static let known: [String: ColumnType?] = [
        "x IN (0, 1)": .boolean,
        "x GLOB '????-??-??T??:??:??.???Z'": .timestamp,
        "json_valid(x)": .json,
        // A month, such as `2024-05`.
        "x GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'": nil,
        // One of a few words, such as the state of a run.
        "x IN ('…')": nil,
        // A hash.
        "length(x) = N": nil,
        // A count, or a difference that says something.
        "x > 0": nil,
        "x >= 0": nil,
        "x <> 0": nil,
        // What must hold between the columns of an adjustment.
        "x = corrected - billed": nil,
        "x < month": nil,
    ]

    private static let forms: [[String]: ColumnType?] = Dictionary(
        uniqueKeysWithValues: known.map { (SQLTokens.read($0.key).map(\.text), $0.value) })

    private let table: String
    private let checks: [Check]

    /// - Parameter declaration: the table's text in `sqlite_schema`.
    init(of table: String, declaration: String) {
        self.table = table
        let bytes = Array(declaration.utf8)
        let definitions = Self.definitions(in: SQLTokens.read(declaration))
        let columns = definitions.compactMap { Self.isConstraint($0) ? nil : $0.first?.text }
        checks = definitions.flatMap { definition in
            Self.expressions(in: definition).map { tokens in
                // A constraint of the table is one of the first column that it names.
                let column = Self.isConstraint(definition) ? tokens.map(\.text).first(where: columns.contains) : definition.first?.text
                let place = tokens.first.map { $0.place.lowerBound..<(tokens.last?.place.upperBound ?? $0.place.upperBound) }
                return Check(
                    column: column ?? "", form: Self.form(of: tokens.map(\.text), column: column ?? ""),
                    text: place.map { String(decoding: bytes[$0], as: UTF8.self) } ?? "")
            }
        }
    }

    /// - Parameter declared: the type that SQLite has for the column.
    /// - Throws: `StoreError.unknownCheck` if the column has a CHECK of a form that is not known.
    func type(of column: String, declared: String) throws(StoreError) -> ColumnType {
        var type: ColumnType?
        for check in checks where check.column == column.lowercased() {
            guard let found = Self.meaning(of: check) else {
                throw .unknownCheck(table: table, column: column, check: check.text)
            }
            type = type ?? found
        }
        return type ?? ColumnType(declared: declared)
    }

    /// Whether a CHECK leaves the column only certain values, which are the program's: words, months, hashes, numbers.
    func isLimited(_ column: String) -> Bool {
        checks.contains { check in
            check.column == column.lowercased() && Self.meaning(of: check).map { $0 != .json } ?? true
        }
    }

    /// The type that a CHECK gives its column; nil if nobody knows, nil in it if the column keeps its own.
    private static func meaning(of check: Check) -> ColumnType?? { forms[check.form] ?? forms[generalized(check.form)] }
}

extension ColumnTypes {
    private typealias Tokens = ArraySlice<SQLTokens.Token>

    /// The parts between the table's outer parentheses: its columns and constraints.
    private static func definitions(in tokens: [SQLTokens.Token]) -> [Tokens] {
        guard let start = tokens.firstIndex(where: { $0.text == "(" && !$0.isQuotedName }) else { return [] }
        let body = tokens[(start + 1)..<end(of: tokens[...], from: start)]
        var depth = 0
        return body.split { token in
            guard !token.isQuotedName else { return false }
            depth += token.text == "(" ? 1 : token.text == ")" ? -1 : 0
            return depth == 0 && token.text == ","
        }
    }

    private static func isConstraint(_ definition: Tokens) -> Bool {
        guard let first = definition.first, !first.isQuotedName else { return false }
        return ["constraint", "primary", "unique", "check", "foreign"].contains(first.text)
    }

    /// What stands in the parentheses of each CHECK.
    private static func expressions(in definition: Tokens) -> [Tokens] {
        definition.indices.filter { index in
            let next = definition.index(after: index)
            return definition[index].text == "check" && !definition[index].isQuotedName && next < definition.endIndex
                && definition[next].text == "("
        }.map { index in definition[(index + 2)..<end(of: definition, from: index + 1)] }
    }

    /// The place of the parenthesis that closes the one at `start`.
    private static func end(of tokens: Tokens, from start: Int) -> Int {
        var depth = 0
        for index in start..<tokens.endIndex where !tokens[index].isQuotedName {
            depth += tokens[index].text == "(" ? 1 : tokens[index].text == ")" ? -1 : 0
            if depth == 0 { return index }
        }
        return tokens.endIndex
    }

    /// `x IS NULL OR …` says what `…` says: a CHECK lets NULL pass anyway.
    private static func form(of tokens: [String], column: String) -> [String] {
        let form = tokens.map { $0 == column ? "x" : $0 }
        return form.starts(with: ["x", "is", "null", "or"]) ? Array(form.dropFirst(4)) : form
    }

    /// With `'…'` for texts in parentheses and `n` for a number.
    private static func generalized(_ form: [String]) -> [String] {
        form.reduce(into: []) { result, token in
            if token.hasPrefix("'") {
                if result.suffix(2) == ["'…'", ","] { result.removeLast() } else { result.append("'…'") }
            } else {
                result.append(token.allSatisfy(\.isNumber) ? "n" : token)
            }
        }
    }
}
