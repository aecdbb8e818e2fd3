import Catalog
import JSONPages

/// What a page's bytes turned out to be.
enum DecodedPage: Sendable {
    case page(RecordPage)
    /// The answer is no list, or a list that proves nothing: what may be kept of it, and why.
    case unknown(PageBytes, String)
}

/// Turns an answer's bytes into records, before anything else sees them: gives them the form of a list, removes what must not reach the
/// disk, and finds the fields. `ColumnMasking` makes one for each resource; the client calls it for each answer. It only sees bytes.
///
/// An answer of another form (a pick list, a map of properties) is written as a page of records first, and that page is parsed like any
/// other. The text has to exist: a record's digest is that of its text, and the redaction finds fields by their names. Noting the fields
/// while it is written would save a parse of these small answers, but would need a second reader for every kind of value.
struct PageDecoder: Sendable {
    let form: AnswerForm
    let fields: [String]
    /// Nil if nothing has to be removed.
    let redaction: Redaction?
    /// Some columns are withheld: if nobody can interpret an answer, only its shape may be kept.
    let keepsShapeOnly: Bool

    /// Reads an answer. If a byte of it isn't valid JSON, it is mended first: one bad record must not cost the others.
    ///
    /// - Throws: `PageError.broken`, for which the same request is worth another try.
    func decode(_ bytes: PageBytes) throws(PageError) -> DecodedPage {
        do throws(PageError) {
            return try interpreted(bytes)
        } catch .broken(let reason) {
            guard let mended = mended(bytes) else { throw .broken(reason) }
            return try interpreted(mended)
        }
    }

    /// Nil if there is nothing to mend. Values that are nested too deep to be searched for secrets are masked, if there may be secrets.
    func mended(_ bytes: PageBytes) -> PageBytes? {
        bytes.mended(maskingDepthsWith: redaction == nil && !keepsShapeOnly ? nil : "[redacted]")
    }

    private func interpreted(_ bytes: PageBytes) throws(PageError) -> DecodedPage {
        do throws(PageError) {
            let list = try normalized(bytes)
            return .page(try RecordPage(reading: redaction?.apply(to: list) ?? list, fields: fields))
        } catch {
            switch error {
            case .noList: return .unknown(try clearedForKeeping(bytes), "no list of records in the answer")
            case .contradictory(let reason): return .unknown(try clearedForKeeping(bytes), reason)
            case .broken: throw error
            }
        }
    }

    /// The part of an answer that may be kept.
    func clearedForKeeping(_ bytes: PageBytes) throws(PageError) -> PageBytes {
        keepsShapeOnly ? try Redaction.maskAll.apply(to: bytes) : try redaction?.apply(to: bytes) ?? bytes
    }

    /// The part of a broken answer that may be kept. If the body isn't JSON, secrets in it can't be located.
    func keepable(broken bytes: PageBytes) -> PageBytes {
        redaction == nil && !keepsShapeOnly ? bytes : PageBytes("[redacted: \(bytes.count) bytes that are not JSON]".utf8)
    }

    private func normalized(_ bytes: PageBytes) throws(PageError) -> PageBytes {
        switch form {
        case .pairs(let name, let value): try bytes.records(fromPairs: (key: name, value: value))
        case .tuples(let fields): try bytes.records(fromTuples: fields)
        case .records, .monthlyUsage: bytes
        }
    }
}
