import Catalog
import Store

/// Reads one scope's listing until it proves that the records it no longer shows are gone. `ScopeLister` makes one for each scope.
///
/// A list that is paged by number and moves meanwhile hides rows: if a row moves from a page that is still to be read to a page that was
/// already read, neither shows it. Two passes in a row that show the same records can't both miss a row in this way: to hide it, a record
/// that was shown before it must have gone, and the next pass lacks that record. A list that comes in one answer can't hide a row at all.
struct DeletionConfirmation {
    let resource: Resource
    let scope: StagedScope
    let staging: Staging
    let probe: ExistenceProbe
    let bounds: DeletionGuard

    /// A list that hasn't stood still for so many passes is left for the next run.
    private static let maxPasses = 4

    /// - Parameters:
    ///   - total: what all passes have seen together.
    ///   - read: reads the listing to its end once, and adds what it saw to the total.
    /// - Returns: the last pass.
    /// - Throws: `ListingError.keptMoving`, `.noEvidence`, and whatever ends a pass.
    func settle(_ total: inout ListingPass, _ read: (inout ListingPass) async throws -> ListingPass) async throws -> ListingPass {
        var last: ListingPass?
        for _ in 1...Self.maxPasses {
            let pass = try await read(&total)
            if let contradiction = pass.contradiction {
                // A list that moves may lose records on the way. One that shows the same again, or in one answer, contradicts itself.
                if pass.pages == 1 || last?.shows(theSameAs: pass) == true { throw contradiction }
            } else if try await isConclusive(pass, after: last) {
                return pass
            }
            last = pass
        }
        throw ListingError.keptMoving
    }

    private func isConclusive(_ pass: ListingPass, after last: ListingPass?) async throws -> Bool {
        // Rows that are kept forever need no evidence.
        let missing = resource.retention == .live ? try await staging.missing(in: scope) : 0
        guard try await isBelievable(pass, missing, after: last) else { return false }
        if case .confirmed(let limit) = resource.deletion, 1...limit ~= missing, pass.records > 0 { try await probe.confirm(after: pass) }
        return true
    }

    private func isBelievable(_ pass: ListingPass, _ missing: Int, after last: ListingPass?) async throws -> Bool {
        let mayHide = pass.isNumbered && pass.pages > 1
        let moved = last == nil && pass.showsMovement
        if missing == 0 { return !(mayHide && moved) }
        if let last, pass.shows(theSameAs: last) { return true }
        // An empty answer may be a slip of the server. Then everything that would have followed it is missing too.
        let maySlip = pass.endsEmpty && (missing > bounds.empty || last != nil)
        guard mayHide || maySlip else { return true }
        guard mayHide, !moved else { return false }
        return try await probe.accounts(for: missing, after: pass)
    }
}
