import Catalog
import Foundation
import JSONPages
import PartnerAPI
import Store

/// Lists one scope: reads it, reads it again if once proves too little, and says how it ended. `SyncScheduler` calls it for each scope; it
/// asks the API and writes the side file, but not the mirror.
struct ScopeLister {
    let catalog: Catalog
    let client: PartnerClient
    let staging: Staging
    let lengths: PageLengths
    let breaker: CircuitBreaker
    let masking: ColumnMasking
    let probeable: ProbeableResources
    let bounds: DeletionGuard
    /// Whether this address has answered as an account before.
    let knowsAccount: Bool
    /// A listing that fails again and again is not tried in every run.
    let leavesFailuresAlone: Bool
    let now: @Sendable () -> Date
    let report: @Sendable (ListedPage) -> Void

    /// - Returns: the scope as it is staged now, listed to its end or not.
    /// - Throws: only what ends the whole run: cancellation, an API that is out of reach, a file that cannot be written.
    func list(_ resource: Resource, _ scope: Scope) async throws -> StagedScope {
        try await list(resource, scope) { listing, total in try await readToEnd(listing, &total) }
    }

    /// - Parameter read: reads what is wanted of the listing, adds what it saw to the total, and says how that ended.
    func list(
        _ resource: Resource, _ scope: Scope, by read: (Listing, inout ListingPass) async throws -> ScopeEnd
    ) async throws -> StagedScope {
        let staged = try await staging.begin(scope)
        if staged.isDone { return staged }
        if let reason = try await reasonToPassOver(scope) {
            try await staging.end(staged, .failed(reason), requests: 0, pages: 0, records: 0)
            return staged
        }
        let requests = RequestCounter()
        let listing = listing(resource, staged, client.observed(by: requests.note))
        let end: ScopeEnd
        var total = ListingPass()
        do {
            end = try await read(listing, &total)
            await breaker.answered()
        } catch let error as PartnerAPIError {
            end = try await classify(error.cause, listing, pages: total.pages)
        } catch let error as ListingError {
            end = try await classify(error, scope)
        }
        try await staging.end(staged, end, requests: requests.total, pages: total.pages, records: total.records)
        return staged
    }

    private func reasonToPassOver(_ scope: Scope) async throws -> String? {
        guard leavesFailuresAlone, let tries = try await staging.failedTries(of: scope), let pause = RetryPause(after: tries, now: now()),
            pause.until > now()
        else { return nil }
        return "not tried before \(pause.until.stamp), after \(tries.count) failures in a row: \(tries.error)"
    }

    /// - Parameter client: counts the requests of this scope.
    private func listing(_ resource: Resource, _ scope: StagedScope, _ client: PartnerClient) -> Listing {
        Listing(
            resource: resource, scope: scope, path: resource.path(for: scope.scope, in: catalog), paging: resource.paging, client: client,
            staging: staging, decoder: masking.decoder(of: resource, fields: staging.fields(of: resource)), lengths: lengths,
            report: report)
    }

    func readToEnd(_ listing: Listing, _ total: inout ListingPass) async throws -> ScopeEnd {
        let (resource, scope) = (listing.resource, listing.scope)
        if case .monthlyUsage = resource.answer { return try await UsageListing(listing: listing).read(into: &total) }
        let probe = ExistenceProbe(
            resource: resource, scope: scope, catalog: catalog, client: listing.client, staging: staging, probeable: probeable)
        let confirmation = DeletionConfirmation(resource: resource, scope: scope, staging: staging, probe: probe, bounds: bounds)
        var listing = listing
        let last = try await confirmation.settle(&total) { try await pass(through: &listing, &$0) }
        // However often the listing was read, the next run will need one pass.
        (total.pages, total.records) = (last.pages, last.records)
        return try await end(of: scope, last)
    }

    /// One pass through all of a listing. If the server doesn't understand the first of several ways to ask, another one is taken.
    private func pass(through listing: inout Listing, _ total: inout ListingPass) async throws -> ListingPass {
        do {
            return try await pass(through: listing, &total)
        } catch ListingError.notDescending {
            listing.paging = .numbered(pageSize: listing.paging.pageSize)
        } catch let error as PartnerAPIError {
            guard case .notFound = error.cause, let otherwise = listing.resource.listing.otherwise, listing.path != otherwise.path
            else { throw error }
            (listing.path, listing.paging) = (otherwise.path, otherwise.paging)
        }
        // The records that were shown before this are forgotten. When they are shown again, that must not look like a moving list.
        _ = try await staging.begin(listing.scope.scope)
        return try await pass(through: listing, &total)
    }

    /// A tree is read branch by branch. Each record is asked only once for what is below it, so that a circle ends.
    private func pass(through listing: Listing, _ total: inout ListingPass) async throws -> ListingPass {
        var whole = ListingPass()
        if case .numbered = listing.paging { whole.isNumbered = true }
        var branches: [KeyValue?] = [nil]
        var seen: Set<KeyValue> = []
        while let branch = branches.popLast() {
            var pass = ListingPass()
            do {
                try await listing.read(branch: branch, into: &pass)
            } catch {
                total.merge(pass)
                throw error
            }
            total.merge(pass)
            whole.merge(pass)
            branches += pass.branches.filter { seen.insert($0).inserted }
        }
        return whole
    }

    private func end(of scope: StagedScope, _ pass: ListingPass) async throws -> ScopeEnd {
        guard let record = pass.unusable.first else { return .complete }
        let reason = "\(pass.unusable.count) of \(pass.records) records have no usable key, or two values in one field"
        try await staging.keepDrift(Array(record.utf8), of: scope.scope, reason: reason, fetchedAt: now().stamp)
        return .drift(reason)
    }
}

/// How a scope ends whose listing could not be read to its end.
extension ScopeLister {
    private func classify(_ error: PartnerAPIError, _ listing: Listing, pages: Int) async throws -> ScopeEnd {
        switch error {
        case .cancelled: throw CancellationError()
        case .unauthorized, .unreachable, .timeout, .certificate, .proxy: try await breaker.failed(error)
        case .broken(_, let reason, let body):
            await breaker.answered()
            let kept = listing.decoder.keepable(broken: body)
            try await staging.keepDrift(kept.array, of: listing.scope.scope, reason: reason, fetchedAt: now().stamp)
            return .drift(error.description)
        case .recordingFailed: throw error
        // Every account has this listing: an address without it is no account.
        case .notFound(let path) where pages == 0 && !knowsAccount && isHeadOfAccount(listing.resource):
            throw PartnerAPIError.noAccount(host: client.base.host, path: path)
        // A listing that has shown a page exists, so a 404 after that is a failure.
        case .notFound where pages == 0:
            await breaker.answered()
            switch listing.resource.whenNotFound {
            case .fails: break
            case .failsOnceFound: return .missing(error.description)
            case .passes: return .complete
            }
        default: await breaker.answered()
        }
        return .failed(error.description)
    }

    private func classify(_ error: ListingError, _ scope: Scope) async throws -> ScopeEnd {
        await breaker.answered()
        switch error {
        case .noEvidence(let body, let reason, let fetchedAt):
            try await staging.keepDrift(body.array, of: scope, reason: reason, fetchedAt: fetchedAt)
            return .drift(reason)
        case .endless(let page): return .drift("page \(page) begins like an earlier one: the server does not turn the pages")
        case .notDescending: return .drift("the list does not descend by id")
        case .keptMoving: return .failed("the list kept moving while it was read: nothing is deleted")
        }
    }

    private func isHeadOfAccount(_ resource: Resource) -> Bool {
        resource.parent == nil && resource.whenNotFound == .fails && !catalog.listed(under: resource).isEmpty
    }
}

extension PageBytes {
    /// The text as Store keeps it.
    var array: [UInt8] { withUnsafeBytes { Array($0) } }
}
