import Catalog
import Foundation
import JSONPages
import PartnerAPI
import Store

/// Lists one scope: walks it, walks it again where once is no evidence, and says how it ended.
struct ScopeLister {
    let catalog: Catalog
    let client: PartnerClient
    let staging: Staging
    let lengths: PageLengths
    let outages: CircuitBreaker
    let requests: RequestCounter
    let withholding: ColumnMasking
    let singles: ExistenceProbe
    let bounds: DeletionGuard
    /// Whether the address has been right once.
    let knowsAccount: Bool
    /// What fails again and again is not tried in every run.
    let leavesFailuresAlone: Bool
    let now: @Sendable () -> Date
    let report: @Sendable (ListedPage) -> Void

    /// - Returns: the scope as it is staged now, listed to its end or not.
    /// - Throws: only what ends the whole run: cancellation, an API that is out of reach, a file that cannot be written.
    func list(_ resource: Resource, _ scope: Scope) async throws -> StagedScope {
        let staged = try await staging.begin(scope)
        if staged.isDone { return staged }
        if let reason = try await reasonToPassOver(scope) {
            try await staging.end(staged, .failed(reason), requests: 0, pages: 0, records: 0)
            return staged
        }
        let end: ScopeEnd
        var total = ListingPass()
        do {
            end = try await readToEnd(resource, staged, &total)
            await outages.answered()
        } catch let error as PartnerAPIError {
            end = try await classify(error.cause, resource, scope, pages: total.pages)
        } catch let error as ListingError {
            end = try await classify(error, scope)
        }
        let paths = [resource.path(for: scope, in: catalog)] + [resource.listing.otherwise?.path].compactMap { $0 } + total.singles
        let asked = paths.map(requests.take).reduce(0, +)
        try await staging.end(staged, end, requests: asked, pages: total.pages, records: total.records)
        return staged
    }

    private func reasonToPassOver(_ scope: Scope) async throws -> String? {
        guard leavesFailuresAlone, let tries = try await staging.failedTries(of: scope), let pause = RetryPause(after: tries, now: now()),
            pause.until > now()
        else { return nil }
        return "not tried before \(pause.until.stamp), after \(tries.count) failures in a row: \(tries.error)"
    }

    private func readToEnd(_ resource: Resource, _ scope: StagedScope, _ total: inout ListingPass) async throws -> ScopeEnd {
        var listing = listing(resource, scope)
        if case .monthlyUsage = resource.answer {
            return try await UsageListing(listing: listing).read(into: &total)
        }
        let evidence = DeletionConfirmation(resource: resource, scope: scope, staging: staging, singles: singles, bounds: bounds)
        let last = try await evidence.settle(&total) { try await walk(&listing, &$0) }
        // However often it was read: what the next run will cost is one walk.
        (total.pages, total.records) = (last.pages, last.records)
        return try await end(of: scope, last)
    }

    private func listing(_ resource: Resource, _ scope: StagedScope) -> Listing {
        Listing(
            resource: resource, scope: scope, path: resource.path(for: scope.scope, in: catalog), paging: resource.paging, client: client,
            staging: staging, reading: reading(of: resource), lengths: lengths, report: report)
    }

    func reading(of resource: Resource) -> PageDecoder {
        withholding.reading(of: resource, fields: staging.fields(of: resource))
    }

    /// One walk through all of a listing, in the one way of several that this server understands.
    private func walk(_ listing: inout Listing, _ total: inout ListingPass) async throws -> ListingPass {
        do {
            return try await walk(listing, &total)
        } catch ListingError.notDescending {
            listing.paging = .numbered(pageSize: listing.paging.pageSize)
        } catch let error as PartnerAPIError {
            guard case .notFound = error.cause, let otherwise = listing.resource.listing.otherwise, listing.path != otherwise.path
            else { throw error }
            (listing.path, listing.paging) = (otherwise.path, otherwise.paging)
        }
        // What was shown on the way that led nowhere is no sign of a moving list when it is shown again.
        _ = try await staging.begin(listing.scope.scope)
        return try await walk(listing, &total)
    }

    /// A tree is walked branch by branch: each record that shows up is asked once for what is below it, so that a circle ends.
    private func walk(_ listing: Listing, _ total: inout ListingPass) async throws -> ListingPass {
        var all = ListingPass()
        if case .numbered = listing.paging { all.isNumbered = true }
        var branches: [KeyValue?] = [nil]
        var seen: Set<KeyValue> = []
        while let branch = branches.popLast() {
            var walk = ListingPass()
            do {
                try await listing.read(branch: branch, into: &walk)
            } catch {
                total.merge(walk)
                throw error
            }
            total.merge(walk)
            all.merge(walk)
            branches += walk.branches.filter { seen.insert($0).inserted }
        }
        return all
    }

    private func end(of scope: StagedScope, _ walk: ListingPass) async throws -> ScopeEnd {
        guard let record = walk.unusable.first else { return .complete }
        let reason = "\(walk.unusable.count) of \(walk.records) records have no usable key, or two values in one field"
        try await staging.keepDrift(Array(record.utf8), of: scope.scope, reason: reason, fetchedAt: now().stamp)
        return .drift(reason)
    }
}

/// How a scope ends whose listing could not be read to its end.
extension ScopeLister {
    func classify(_ error: PartnerAPIError, _ resource: Resource, _ scope: Scope, pages: Int) async throws -> ScopeEnd {
        switch error {
        case .cancelled: throw CancellationError()
        case .unauthorized, .unreachable, .timeout, .certificate, .proxy: try await outages.failed(error)
        case .broken(_, let reason, let body):
            await outages.answered()
            let kept = reading(of: resource).keepable(broken: body)
            try await staging.keepDrift(bytes(kept), of: scope, reason: reason, fetchedAt: now().stamp)
            return .drift(error.description)
        case .recordingFailed: throw error
        // All else is listed under this one: where it is not, no account can be mirrored.
        case .notFound(let path) where pages == 0 && !knowsAccount && isHeadOfAccount(resource):
            throw PartnerAPIError.noAccount(host: client.base.host, path: path)
        // A listing that has shown a page is there.
        case .notFound where pages == 0:
            await outages.answered()
            switch resource.whenNotFound {
            case .fails: break
            case .failsOnceFound: return .missing(error.description)
            case .passes: return .complete
            }
        default: await outages.answered()
        }
        return .failed(error.description)
    }

    func classify(_ error: ListingError, _ scope: Scope) async throws -> ScopeEnd {
        await outages.answered()
        switch error {
        case .noEvidence(let body, let reason, let fetchedAt):
            try await staging.keepDrift(bytes(body), of: scope, reason: reason, fetchedAt: fetchedAt)
            return .drift(reason)
        case .endless(let page): return .drift("page \(page) begins like an earlier one: the server does not turn the pages")
        case .notDescending: return .drift("the list does not descend by id")
        case .keptMoving: return .failed("the list kept moving while it was read: nothing is deleted")
        }
    }

    private func isHeadOfAccount(_ resource: Resource) -> Bool {
        resource.parent == nil && resource.whenNotFound == .fails && !catalog.listed(under: resource).isEmpty
    }

    private func bytes(_ body: PageBytes) -> [UInt8] { body.withUnsafeBytes { Array($0) } }
}
