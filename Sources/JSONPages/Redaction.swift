import CJSONPages

/// Which values of a page must not be kept, and what takes their place, before anything else sees the page.
///
/// A field's name is compared as it reads, however its key is escaped. Rules look into arrays and objects, never into
/// JSON that is the text of a string, such as a recipe's `code`.
public struct Redaction: Sendable {
    /// What happens to a field's value. A null always stays: it says nothing.
    public enum Rule: Sendable {
        /// The value, whatever it is, becomes this string. At any depth.
        case replace(with: String)
        /// A string loses what follows its first `?`, and says `?[redacted]` instead; in an array or object, every string does. At any depth.
        case stripQuery
        /// The value becomes the string that the closure makes of it: of what a string says, else of the JSON text as received.
        ///
        /// For comparing values without having them: use a keyed hash. In a list that `RecordPage` finds, only a record's own fields
        /// are meant, not what lies within them; everywhere else, an unknown envelope included, it holds at any depth.
        case hash(@Sendable (UnsafeRawBufferPointer) -> String)
    }

    let fields: [String]
    let replacements: [Replacement]

    /// - Parameter rules: what to do with the fields of each name.
    public init(_ rules: [String: Rule]) {
        fields = Array(rules.keys)
        replacements = rules.values.map(Replacement.init)
    }

    /// Every string and number becomes `"[withheld]"`; structure, keys, booleans and nulls stay.
    ///
    /// For keeping an answer that nobody can interpret, of a resource that has secrets.
    public static let maskAll = Redaction(masking: "[withheld]")

    private init(masking mask: String) {
        fields = [""]
        replacements = [Replacement(scope: JP_EVERYTHING, .text(jsonString(mask)))]
    }
}
