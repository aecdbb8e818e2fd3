import Catalog
import Foundation
import JSONPages
import PartnerAPI
import Store

/// How a scope ends whose listing could not be read to its end.
extension ScopeLister {
    func judge(_ error: PartnerAPIError, _ resource: Resource, _ scope: Scope, pages: Int) async throws -> ScopeEnd {
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

    func judge(_ error: ListingError, _ scope: Scope) async throws -> ScopeEnd {
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
