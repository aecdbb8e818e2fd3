import Catalog
import JSONPages
import PartnerAPI
import Store

/// Asks for missing records one by one, where that costs less than to read their listing again: a 404 says that one is gone.
struct SingleGets {
    let catalog: Catalog
    let client: PartnerClient
    let staging: Staging
    let answering: AnsweringSingles

    /// - Parameters:
    ///   - missing: how many records the listing has not shown.
    ///   - walk: what another look would cost.
    ///   - paths: is given the paths that are asked for.
    /// - Returns: true if every missing record was asked for: those that are there are kept. False if another walk is to tell.
    /// - Throws: what failed, 404 aside: it says nothing of the record.
    func account(
        for missing: Int, in scope: StagedScope, of resource: Resource, after walk: Walk, _ paths: inout [String]
    ) async throws -> Bool {
        guard resource.single?.group.isGenerous == true, let shown = walk.lastKey else { return false }
        let known = await answering[resource.name]
        guard known != false, missing + (known == nil ? 1 : 0) < walk.pages else { return false }
        if known == nil {
            let answers = try await isShown(shown, in: scope, of: resource, &paths)
            await answering.note(answers, of: resource.name)
            if !answers { return false }
        }
        for key in try await staging.missingKeys(in: scope) {
            if try await isThere(key, in: scope, of: resource, &paths) { try await staging.keep(key, in: scope) }
        }
        return true
    }

    /// Whether the server answers for a record that it has just listed. One that lacks the endpoint, or does not let this
    /// client use it, would call every record not found.
    private func isShown(_ key: KeyValue, in scope: StagedScope, of resource: Resource, _ paths: inout [String]) async throws -> Bool {
        do {
            return try await isThere(key, in: scope, of: resource, &paths)
        } catch let error as PartnerAPIError {
            switch error.cause {
            case .unauthorized, .forbidden, .badRequest: return false
            default: throw error
            }
        }
    }

    private func isThere(_ key: KeyValue, in scope: StagedScope, of resource: Resource, _ paths: inout [String]) async throws -> Bool {
        guard let single = resource.single, let path = resource.singlePath(of: key, in: scope.scope, in: catalog) else { return true }
        paths.append(path)
        do {
            _ = try await client.get(path, group: single.group) { bytes in
                guard bytes.withUnsafeBytes(isJSON) else { throw PageError.broken("not JSON") }
            }
            return true
        } catch .notFound {
            return false
        }
    }
}

/// Which resources' single GETs have answered in this run, and which have not.
actor AnsweringSingles {
    private var answers: [String: Bool] = [:]

    subscript(resource: String) -> Bool? { answers[resource] }

    func note(_ answer: Bool, of resource: String) { answers[resource] = answer }
}
