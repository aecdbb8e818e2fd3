import Catalog
import JSONPages

/// What is done with an answer's bytes before anything else sees them: they are brought into the form of a list of records
/// and cleared of what must not reach the disk.
struct AnswerReading: Sendable {
    let form: AnswerForm
    let fields: [String]
    /// nil where there is nothing to clear.
    let redaction: Redaction?
    /// Columns are withheld, so that of an answer nobody can interpret nothing but its shape may be kept.
    let keepsShapeOnly: Bool

    /// - Throws: `PageError.broken`, for which the same request is worth another try.
    func read(_ bytes: PageBytes) throws(PageError) -> PageReading {
        do throws(PageError) {
            let list = try normalized(bytes)
            return .page(try RecordPage(reading: redaction?.apply(to: list) ?? list, fields: fields))
        } catch .noList {
            return .unknown(try clearedForKeeping(bytes))
        }
    }

    /// An answer as it may be kept.
    func clearedForKeeping(_ bytes: PageBytes) throws(PageError) -> PageBytes {
        keepsShapeOnly ? try Redaction.maskAll.apply(to: bytes) : try redaction?.apply(to: bytes) ?? bytes
    }

    /// Of bytes that are not even JSON nobody can say where a secret begins.
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
