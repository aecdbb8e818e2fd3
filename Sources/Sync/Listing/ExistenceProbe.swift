import Catalog
import JSONPages
import PartnerAPI
import Store

/// Asks for the missing records of one scope one by one: a 404 says that a record is gone. `DeletionConfirmation` uses it where this costs
/// less than reading the listing again, or where only this is proof enough.
struct ExistenceProbe {
    let resource: Resource
    let scope: StagedScope
    let catalog: Catalog
    let client: PartnerClient
    let staging: Staging
    let probeable: ProbeableResources

    /// - Parameters:
    ///   - missing: how many records the listing hasn't shown.
    ///   - pass: the pass that hasn't shown them; another one would cost as many pages.
    /// - Returns: true if every missing record was asked for; those that exist are kept. False if another pass has to tell.
    /// - Throws: what failed. A 404 isn't thrown; any other failure says nothing about the record.
    func accounts(for missing: Int, after pass: ListingPass) async throws -> Bool {
        guard resource.item?.group.isGenerous == true, let shown = pass.lastKey else { return false }
        let known = await probeable[resource.name]
        guard known != false, missing + (known == nil ? 1 : 0) < pass.pages else { return false }
        guard try await isProbeable(by: shown) else { return false }
        try await keepExistingRecords()
        return true
    }

    /// Asks for each missing record whatever it costs; those that exist are kept. If the server doesn't answer for a record that it lists,
    /// the listing alone decides.
    func confirm(after pass: ListingPass) async throws {
        guard let shown = pass.lastKey, try await isProbeable(by: shown) else { return }
        try await keepExistingRecords()
    }

    private func keepExistingRecords() async throws {
        for key in try await staging.missingKeys(in: scope) {
            if try await ask(for: key) != .notFound { try await staging.keep(key, in: scope) }
        }
    }

    private func isProbeable(by shown: KeyValue) async throws -> Bool {
        if let known = await probeable[resource.name] { return known }
        let isProbeable = try await isFound(shown)
        await probeable.note(isProbeable, of: resource.name)
        return isProbeable
    }

    /// Whether the server answers for a record that it has just listed. A server that lacks the endpoint, or doesn't let this client use
    /// it, would call every record not found.
    private func isFound(_ key: KeyValue) async throws -> Bool {
        do {
            return try await ask(for: key) == .exists
        } catch let error as PartnerAPIError {
            switch error.cause {
            case .unauthorized, .forbidden, .badRequest: return false
            default: throw error
            }
        }
    }

    private enum Existence { case exists, notFound, unclear }

    /// Only a 404 says that a record is gone. An answer that isn't the record says nothing.
    private func ask(for key: KeyValue) async throws -> Existence {
        guard let item = resource.item, let path = resource.itemPath(of: key, in: scope.scope, in: catalog) else { return .unclear }
        do {
            let answer = try await client.get(path, group: item.group) { try JSONTree(reading: $0.mended() ?? $0) }
            return answer.value.isRecord(key, named: resource.key[0]) ? .exists : .unclear
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

/// Which resources can be asked for record by record: what this run has learned so far. All probes of a run share one.
actor ProbeableResources {
    private var known: [String: Bool] = [:]

    subscript(resource: String) -> Bool? { known[resource] }

    func note(_ isProbeable: Bool, of resource: String) { known[resource] = isProbeable }
}
