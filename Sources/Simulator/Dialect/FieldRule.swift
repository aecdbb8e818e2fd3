/// How some fields of a listing's records are shown in some eras.
struct FieldRule: Sendable {
    let fields: [String]
    let eras: [Dialect]
    let form: FieldForm

    /// Fields that earlier eras do not have.
    static func since(_ first: Dialect, _ fields: String...) -> FieldRule {
        FieldRule(fields: fields, eras: Dialect.allCases.filter { $0 < first }, form: .absent)
    }

    /// Fields that later eras do not have.
    static func until(_ last: Dialect, _ fields: String...) -> FieldRule {
        FieldRule(fields: fields, eras: Dialect.allCases.filter { $0 > last }, form: .absent)
    }

    /// Fields that eras from this one on show in another form.
    static func since(_ first: Dialect, _ fields: String..., as form: FieldForm) -> FieldRule {
        FieldRule(fields: fields, eras: Dialect.allCases.filter { $0 >= first }, form: form)
    }

    /// Fields that eras up to this one show in another form.
    static func until(_ last: Dialect, _ fields: String..., as form: FieldForm) -> FieldRule {
        FieldRule(fields: fields, eras: Dialect.allCases.filter { $0 <= last }, form: form)
    }

    static func always(_ field: String, as form: FieldForm) -> FieldRule { always([field], as: form) }

    static func always(_ fields: [String], as form: FieldForm) -> FieldRule {
        FieldRule(fields: fields, eras: Dialect.allCases, form: form)
    }
}

/// What is shown of a field.
enum FieldForm: Sendable, Equatable {
    case absent
    /// Shown if `includes[]` asks for it, then even if there is none.
    case onRequest
    /// Under another name where the record is shown alone.
    case namedAlone(String)
    /// Not where the record is shown alone.
    case absentAlone
    /// A time in UTC instead of Pacific time.
    case utc
    /// An array of ids as strings.
    case texts
    /// An id in words as a number.
    case number
    /// The first elements of an array.
    case first(Int)
}
