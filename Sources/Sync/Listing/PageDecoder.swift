import Catalog
import JSONPages

/// What is done with an answer's bytes before anything else sees them: they are brought into the form of a list of records
/// and cleared of what must not reach the disk.
struct PageDecoder: Sendable {
    let form: AnswerForm
    let fields: [String]
    /// nil where there is nothing to clear.
    let redaction: Redaction?
    /// Columns are withheld, so that of an answer nobody can interpret nothing but its shape may be kept.
    let keepsShapeOnly: Bool

    /// Reads an answer, mended where a byte of it is not as JSON wants it: one bad record does not cost the others.
    ///
    /// - Throws: `PageError.broken`, for which the same request is worth another try.
    func read(_ bytes: PageBytes) throws(PageError) -> DecodedPage {
        do throws(PageError) {
            return try interpreted(bytes)
        } catch .broken(let reason) {
            guard let mended = mended(bytes) else { throw .broken(reason) }
            return try interpreted(mended)
        }
    }

    /// nil where there is nothing to mend. Secrets that are nested too deep to be found do not stay.
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
