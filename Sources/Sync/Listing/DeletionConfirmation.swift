import Catalog
import Store

/// Reads a listing as often as it takes to believe that what it no longer shows is gone.
///
/// A list that is paged by number and moves meanwhile hides rows: one that slips from a page yet to come onto a page that was
/// read is on neither. What two walks in a row both miss was not hidden so, if they showed the same records: to hide a row,
/// one that was shown before it must have gone, and the next walk lacks that one. Nor can one answer alone hide any.
struct DeletionConfirmation {
    let resource: Resource
    let scope: StagedScope
    let staging: Staging
    let singles: ExistenceProbe
    let bounds: DeletionGuard

    /// A list that has not stood still for so many walks is left for the next run.
    private static let walks = 4

    /// - Parameters:
    ///   - total: what all walks have seen together.
    ///   - walk: walks through the listing, and adds to the total.
    /// - Returns: the last walk.
    /// - Throws: `ListingError.keptMoving`, `.noEvidence`, and whatever ends a walk.
    func settle(_ total: inout ListingPass, _ walk: (inout ListingPass) async throws -> ListingPass) async throws -> ListingPass {
        var last: ListingPass?
        for _ in 1...Self.walks {
            let seen = try await walk(&total)
            if let contradiction = seen.contradiction {
                // A list that moves may lose records on the way. One that shows the same again, or in one answer, contradicts itself.
                if seen.pages == 1 || last?.shows(theSameAs: seen) == true { throw contradiction }
            } else if try await isConclusive(seen, after: last, &total) {
                return seen
            }
            last = seen
        }
        throw ListingError.keptMoving
    }

    private func isConclusive(_ walk: ListingPass, after last: ListingPass?, _ total: inout ListingPass) async throws -> Bool {
        // Rows that are kept forever need no evidence.
        let missing = resource.retention == .live ? try await staging.missing(in: scope) : 0
        guard try await isBelievable(walk, missing, after: last, &total) else { return false }
        if case .confirmed(let limit) = resource.deletion, 1...limit ~= missing, walk.records > 0 {
            try await singles.confirm(in: scope, of: resource, after: walk, &total.singles)
        }
        return true
    }

    private func isBelievable(_ walk: ListingPass, _ missing: Int, after last: ListingPass?, _ total: inout ListingPass) async throws
        -> Bool
    {
        let mayHide = walk.isNumbered && walk.pages > 1
        let moved = last == nil && walk.showsMovement
        if missing == 0 { return !(mayHide && moved) }
        if let last, walk.shows(theSameAs: last) { return true }
        // An empty answer may be a slip, which takes all that would follow along.
        let maySlip = walk.endsEmpty && (missing > bounds.empty || last != nil)
        guard mayHide || maySlip else { return true }
        guard mayHide, !moved else { return false }
        return try await singles.account(for: missing, in: scope, of: resource, after: walk, &total.singles)
    }
}
