import Catalog
import JSONPages
import PartnerAPI
import Store

/// Asks for missing records one by one, where that costs less than to read their listing again or where nothing less is evidence: a 404
/// says that one is gone.
struct ExistenceProbe {
    let catalog: Catalog
    let client: PartnerClient
    let staging: Staging
    let answering: ProbeableResources

    /// - Parameters:
    ///   - missing: how many records the listing has not shown.
    ///   - walk: what another look would cost.
    ///   - paths: is given the paths that are asked for.
    /// - Returns: true if every missing record was asked for: those that are there are kept. False if another walk is to tell.
    /// - Throws: what failed, 404 aside: it says nothing of the record.
    func account(
        for missing: Int, in scope: StagedScope, of resource: Resource, after walk: ListingPass, _ paths: inout [String]
    ) async throws -> Bool {
        guard resource.item?.group.isGenerous == true, let shown = walk.lastKey else { return false }
        let known = await answering[resource.name]
        guard known != false, missing + (known == nil ? 1 : 0) < walk.pages else { return false }
        guard try await answers(for: shown, in: scope, of: resource, &paths) else { return false }
        try await keepThoseThatAreThere(in: scope, of: resource, &paths)
        return true
    }

    /// Asks for each missing record of a resource that is not deleted without, whatever it costs; those that are there are kept. Where
    /// the server does not answer for what it lists, the listing has to do.
    func confirm(in scope: StagedScope, of resource: Resource, after walk: ListingPass, _ paths: inout [String]) async throws {
        guard let shown = walk.lastKey, try await answers(for: shown, in: scope, of: resource, &paths) else { return }
        try await keepThoseThatAreThere(in: scope, of: resource, &paths)
    }

    private func keepThoseThatAreThere(in scope: StagedScope, of resource: Resource, _ paths: inout [String]) async throws {
        for key in try await staging.missingKeys(in: scope) {
            if try await ask(key, in: scope, of: resource, &paths) != .notFound { try await staging.keep(key, in: scope) }
        }
    }

    private func answers(
        for shown: KeyValue, in scope: StagedScope, of resource: Resource, _ paths: inout [String]
    ) async throws -> Bool {
        if let known = await answering[resource.name] { return known }
        let answers = try await isShown(shown, in: scope, of: resource, &paths)
        await answering.note(answers, of: resource.name)
        return answers
    }

    /// Whether the server answers for a record that it has just listed. One that lacks the endpoint, or does not let this
    /// client use it, would call every record not found.
    private func isShown(_ key: KeyValue, in scope: StagedScope, of resource: Resource, _ paths: inout [String]) async throws -> Bool {
        do {
            return try await ask(key, in: scope, of: resource, &paths) == .there
        } catch let error as PartnerAPIError {
            switch error.cause {
            case .unauthorized, .forbidden, .badRequest: return false
            default: throw error
            }
        }
    }

    private enum Existence { case there, notFound, unclear }

    /// Only a 404 says that a record is gone: an answer that is not the record says nothing.
    private func ask(
        _ key: KeyValue, in scope: StagedScope, of resource: Resource, _ paths: inout [String]
    ) async throws -> Existence {
        guard let item = resource.item, let path = resource.itemPath(of: key, in: scope.scope, in: catalog) else { return .unclear }
        paths.append(path)
        do {
            let answer = try await client.get(path, group: item.group) { try JSONTree(reading: $0.mended() ?? $0) }
            return answer.value.isRecord(key, named: resource.key[0]) ? .there : .unclear
        } catch .notFound {
            return .notFound
        }
    }
}

extension JSONTree {
    /// The record with that key, bare or in the envelopes that single records come in (API.md 3.2).
    fileprivate func isRecord(_ key: KeyValue, named name: String) -> Bool {
        switch self {
        case .array(let elements): return elements.count == 1 && elements[0].isRecord(key, named: name)
        case .object(let members):
            if let value = members.first(where: { $0.name == name })?.value, value.is(key) { return true }
            return members.contains { ["result", "data", "items"].contains($0.name) && $0.value.isRecord(key, named: name) }
        default: return false
        }
    }

    private func `is`(_ key: KeyValue) -> Bool {
        switch (self, key) {
        case (.number(let digits), .integer(let number)): Int64(jsonNumber: digits) == number
        case (.text(let text), _): KeyValue.text(text) == .text(key.description)
        default: false
        }
    }
}

/// Which resources' single GETs have answered in this run, and which have not.
actor ProbeableResources {
    private var answers: [String: Bool] = [:]

    subscript(resource: String) -> Bool? { answers[resource] }

    func note(_ answer: Bool, of resource: String) { answers[resource] = answer }
}
