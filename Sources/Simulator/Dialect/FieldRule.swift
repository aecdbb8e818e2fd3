/// How some fields of a listing's records are shown in some dialects.
struct FieldRule: Sendable {
    let fields: [String]
    let eras: [Dialect]
    let form: FieldForm

    /// Fields that earlier dialects do not have.
    static func since(_ first: Dialect, _ fields: String...) -> FieldRule {
        FieldRule(fields: fields, eras: Dialect.allCases.filter { $0 < first }, form: .absent)
    }

    /// Fields that later dialects do not have.
    static func until(_ last: Dialect, _ fields: String...) -> FieldRule {
        FieldRule(fields: fields, eras: Dialect.allCases.filter { $0 > last }, form: .absent)
    }

    /// Fields that this dialect and later ones show in another form.
    static func since(_ first: Dialect, _ fields: String..., as form: FieldForm) -> FieldRule {
        FieldRule(fields: fields, eras: Dialect.allCases.filter { $0 >= first }, form: form)
    }

    /// Fields that this dialect and earlier ones show in another form.
    static func until(_ last: Dialect, _ fields: String..., as form: FieldForm) -> FieldRule {
        FieldRule(fields: fields, eras: Dialect.allCases.filter { $0 <= last }, form: form)
    }

    static func always(_ field: String, as form: FieldForm) -> FieldRule { always([field], as: form) }

    static func always(_ fields: [String], as form: FieldForm) -> FieldRule {
        FieldRule(fields: fields, eras: Dialect.allCases, form: form)
    }
}

/// The form in which a field is shown.
enum FieldForm: Sendable, Equatable {
    case absent
    /// Only if `includes[]` asks for it, and then even if it has no value.
    case onRequest
    /// Under another name if the record is shown alone.
    case namedAlone(String)
    /// Not if the record is shown alone.
    case absentAlone
    /// A time in UTC instead of Pacific time.
    case utc
    /// An array of ids as strings.
    case texts
    /// An id that is a text, as a number.
    case number
    /// The first elements of an array.
    case first(Int)
}
