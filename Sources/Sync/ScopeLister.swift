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
    let outages: Outages
    let requests: RequestLog
    let withholding: Withholding
    /// What fails again and again is not tried in every run.
    let leavesFailuresAlone: Bool
    let now: @Sendable () -> Date
    let report: @Sendable (ListedPage) -> Void

    /// A listing that had more rows than this and comes back empty is asked once more.
    private static let suspiciouslyEmpty = 5

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
        var total = Walk()
        do {
            end = try await readToEnd(resource, staged, &total)
            await outages.answered()
        } catch let error as PartnerAPIError {
            end = try await judge(error.cause, resource, scope, pages: total.pages)
        } catch let error as ListingError {
            end = try await judge(error, scope)
        }
        let paths = [resource.path(for: scope, in: catalog)] + [resource.listing.otherwise?.path].compactMap { $0 }
        let asked = paths.map(requests.take).reduce(0, +)
        try await staging.end(staged, end, requests: asked, pages: total.pages, records: total.records)
        return staged
    }

    private func reasonToPassOver(_ scope: Scope) async throws -> String? {
        guard leavesFailuresAlone, let tries = try await staging.failedTries(of: scope), let pause = RetryPause(after: tries),
            pause.until > now()
        else { return nil }
        return "not tried before \(stamp(pause.until)), after \(tries.count) failures in a row: \(tries.error)"
    }

    private func readToEnd(_ resource: Resource, _ scope: StagedScope, _ total: inout Walk) async throws -> ScopeEnd {
        let listing = listing(resource, scope, path: resource.path(for: scope.scope, in: catalog))
        if case .monthlyUsage = resource.answer {
            return try await UsageListing(listing: listing).read(into: &total)
        }
        let first = try await walk(listing, &total)
        let looked = try await needsSecondLook(first, resource, scope) ? walk(listing, &total) : first
        return try await end(of: scope, looked)
    }

    private func listing(_ resource: Resource, _ scope: StagedScope, path: String) -> Listing {
        Listing(
            resource: resource, scope: scope, path: path, client: client, staging: staging, reading: reading(of: resource),
            lengths: lengths, report: report)
    }

    private func reading(of resource: Resource) -> AnswerReading {
        withholding.reading(of: resource, fields: staging.fields(of: resource))
    }

    /// One walk through all of a listing, in the one way of several that this server understands.
    private func walk(_ listing: Listing, _ total: inout Walk) async throws -> Walk {
        do {
            return try await walk(listing, listing.resource.paging, &total)
        } catch ListingError.notDescending {
            return try await walk(listing, .numbered(pageSize: listing.resource.paging.pageSize), &total)
        } catch let error as PartnerAPIError {
            guard case .notFound = error.cause, let otherwise = listing.resource.listing.otherwise else { throw error }
            let there = self.listing(listing.resource, listing.scope, path: otherwise.path)
            return try await walk(there, otherwise.paging, &total)
        }
    }

    /// A tree is walked branch by branch: each record that shows up is asked once for what is below it, so that a circle ends.
    private func walk(_ listing: Listing, _ paging: Paging, _ total: inout Walk) async throws -> Walk {
        var all = Walk()
        var branches: [KeyValue?] = [nil]
        var seen: Set<KeyValue> = []
        while let branch = branches.popLast() {
            var walk = Walk()
            do {
                try await listing.read(paging, branch: branch, into: &walk)
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

    /// Paging by number over a list that moves hides rows and shows others twice; and an empty answer may be a slip.
    private func needsSecondLook(_ walk: Walk, _ resource: Resource, _ scope: StagedScope) async throws -> Bool {
        if walk.records == 0 { return try await staging.missing(in: scope).known > Self.suspiciouslyEmpty }
        // A branch of a tree that slips into an empty answer takes all that is below it along.
        let pages = resource.listing.branch == nil ? walk.filledPages : walk.pages
        guard case .numbered = resource.paging, pages > 1 else { return false }
        if walk.repeated > 0 || walk.countMoved { return true }
        return try await staging.missing(in: scope).missing > 0
    }

    private func end(of scope: StagedScope, _ walk: Walk) async throws -> ScopeEnd {
        guard let record = walk.keyless.first else { return .complete }
        let reason = "\(walk.keyless.count) of \(walk.records) records have no usable key"
        try await staging.keepDrift(Array(record.utf8), of: scope.scope, reason: reason, fetchedAt: stamp(now()))
        return .drift(reason)
    }

    private func judge(_ error: PartnerAPIError, _ resource: Resource, _ scope: Scope, pages: Int) async throws -> ScopeEnd {
        switch error {
        case .cancelled: throw CancellationError()
        case .unauthorized, .unreachable, .timeout: try await outages.failed(error)
        case .broken(_, let reason, let body):
            await outages.answered()
            let kept = reading(of: resource).keepable(broken: body)
            try await staging.keepDrift(bytes(kept), of: scope, reason: reason, fetchedAt: stamp(now()))
            return .drift(error.description)
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

    private func judge(_ error: ListingError, _ scope: Scope) async throws -> ScopeEnd {
        await outages.answered()
        switch error {
        case .unknownEnvelope(let body, let fetchedAt):
            let reason = "no list of records in the answer"
            try await staging.keepDrift(bytes(body), of: scope, reason: reason, fetchedAt: fetchedAt)
            return .drift(reason)
        case .endless(let page): return .drift("page \(page) begins like an earlier one: the server does not turn the pages")
        case .notDescending: return .drift("the list does not descend by id")
        }
    }

    private func bytes(_ body: PageBytes) -> [UInt8] { body.withUnsafeBytes { Array($0) } }
}
