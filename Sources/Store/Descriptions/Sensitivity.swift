import GRDB

/// What a redaction does with the texts of a column. The files of `migrations/meanings/` decide it for each column.
public enum Sensitivity: String, Sendable, CaseIterable {
    /// It says who somebody is, or what somebody wrote: customers, people, addresses, comments.
    case personal
    /// It opens something, or may hold what does: passwords, addresses with tokens, values of settings.
    case secret
    /// Neither. A text in it that stands in a redacted column too is replaced all the same.
    case open
    /// The program's own words, such as the names of tables. They are never replaced, because the program finds its rows by them.
    case fixed

    /// Whether a redaction can be asked for it by this word.
    public var isClass: Bool { self == .personal || self == .secret }
}

extension TableDescription {
    /// Why the marks of a column in the meanings are wrong; nil if they are right.
    func problem(of column: ColumnDescription) -> String? {
        switch (column.sensitivity, kind) {
        case (.some, .view): "\(name).\(column.name) is a view's column: its table decides whether it is personal"
        case (.personal, _) where column.keyPosition != nil, (.secret, _) where column.keyPosition != nil:
            "\(name).\(column.name) is a key, which cannot be redacted"
        case (.some(let sensitivity), _) where sensitivity.isClass && !column.mayHoldText:
            "\(name).\(column.name) holds no texts of others"
        case (nil, .live), (nil, .bookkeeping):
            column.mayHoldText && column.keyPosition == nil
                ? "no decision whether \(name).\(column.name) is personal or secret: mark it in the meanings, or list it after @open" : nil
        default: nil
        }
    }
}

extension ColumnDescription {
    /// Whether it may hold a text that is not one of the program's: no time, and no CHECK that leaves it a few words, months or hashes.
    public var mayHoldText: Bool { !isLimited && (storage == "BLOB" || [.text, .json, .any].contains(type)) }
}
