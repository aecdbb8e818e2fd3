/// A dialect: how the API's answers looked in a certain year (API.md 3 to 5). All differences are
/// in the tables of this folder, and none in the routes.
public enum Dialect: Int, Sendable, CaseIterable, Comparable {
    case year2020 = 2020
    case year2022 = 2022
    case year2024 = 2024
    case year2025 = 2025

    public static func < (left: Dialect, right: Dialect) -> Bool { left.rawValue < right.rawValue }
}

/// A value that changed over the years. Each entry holds from its dialect until the next entry.
struct Eras<Value: Sendable>: Sendable, ExpressibleByDictionaryLiteral {
    private let steps: [(first: Dialect, value: Value)]

    init(dictionaryLiteral elements: (Dialect, Value)...) { steps = elements.map { (first: $0.0, value: $0.1) } }

    /// The value in a dialect; `nil` before the first entry.
    subscript(dialect: Dialect) -> Value? { steps.last { $0.first <= dialect }?.value }
}

// The truth for tests: what an answer of this dialect shows of the world.
extension Dialect {
    /// What a listing shows of a record of the world, with the fields in the record's order.
    /// - Parameters:
    ///   - alone: asked for by its id, not in a listing.
    ///   - included: what `includes[]` asks for, such as `tags`.
    public func shown(_ record: JSON, of listing: Listing, alone: Bool = false, including included: [String] = []) -> JSON {
        show(record, by: rules(of: listing), alone, included)
    }

    /// The whole body that a page of a listing has; `nil` if this dialect has no such listing; its path is then not found.
    /// - Parameters:
    ///   - size: `per_page`, by default the listing's own.
    ///   - total: the records of all pages, by default those of this one.
    ///   - owner: whose records these are.
    public func page(
        of listing: Listing, showing records: [JSON], number: Int64 = 1, size: Int64? = nil, total: Int64? = nil,
        in owner: WorkspaceOwner = .customer
    ) -> JSON? {
        var page = Page(all: records)
        page.number = number
        page.size = size ?? pageSizes(of: listing).standard
        page.total = total ?? page.total
        return wrap(page, of: listing, in: owner, including: [])
    }

    /// Whether this dialect has the listing. If not, its path is not found.
    public func has(_ listing: Listing) -> Bool { Self.listForms[listing]?[self] != nil }

    /// A page as its listing shows it, with its envelope; `nil` if this dialect has no such listing.
    func wrap(_ page: Page, of listing: Listing, in owner: WorkspaceOwner, including included: [String]) -> JSON? {
        let own = owner == .partner ? Self.ownListForms[listing] : nil
        guard let form = (own ?? Self.listForms[listing])?[self] else { return nil }
        let rules = rules(of: listing)
        var page = page
        if !rules.isEmpty { page.records = page.records.map { show($0, by: rules, false, included) } }
        return form.wrap(page)
    }

    /// A record that is shown alone: it was asked for by its id, or it is the answer to a write.
    func wrap(_ record: JSON, of listing: Listing, in owner: WorkspaceOwner, including included: [String]) -> JSON {
        let form = Self.recordForms[owner]?[listing]?[self] ?? .bare
        return form.wrap(shown(record, of: listing, alone: true, including: included))
    }

    func pageSizes(of listing: Listing) -> PageSizes {
        Self.pageSizes[listing]?[self] ?? PageSizes(standard: 100, maximum: 100)
    }

    /// Whether this dialect knows a path.
    func knows(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        return Self.laterPaths.allSatisfy { $0.first <= self || !parts.contains(Substring($0.part)) }
    }

    /// The operation type of an import that failed.
    var failedImport: String { Self.failedImports[self] ?? "import" }

    var usageForm: UsageForm { Self.usageForms[self] ?? .byCustomer }

    private func rules(of listing: Listing) -> [FieldRule] {
        (FieldRule.all[listing] ?? []).filter { $0.eras.contains(self) }
    }

    private func show(_ record: JSON, by rules: [FieldRule], _ alone: Bool, _ included: [String]) -> JSON {
        var shown = record
        for rule in rules {
            for field in rule.fields { shown.show(field, as: rule.form, alone, included) }
        }
        return shown
    }
}

extension JSON {
    fileprivate mutating func show(_ field: String, as form: FieldForm, _ alone: Bool, _ included: [String]) {
        guard let value = self[field] else {
            if form == .onRequest, included.contains(field) { self[field] = [] }
            return
        }
        switch form {
        case .absent: self[field] = nil
        case .onRequest: if !included.contains(field) { self[field] = nil }
        case .absentAlone: if alone { self[field] = nil }
        case .namedAlone(let name): if alone { rename(field, to: name) }
        case .utc: self[field] = value.stringValue.flatMap { Moment($0) }.map { .string($0.utc) } ?? value
        case .texts: self[field] = value.elements.map { .array($0.map(\.asText)) } ?? value
        case .number: self[field] = value.stringValue.map { .integer($0.number) } ?? value
        case .first(let count): self[field] = value.elements.map { .array(Array($0.prefix(count))) } ?? value
        }
    }

    private mutating func rename(_ field: String, to name: String) {
        guard let members else { return }
        self = .object(members.map { $0.name == field ? Member(name, $0.value) : $0 })
    }

    private var asText: JSON { integerValue.map { .string(String($0)) } ?? self }
}

extension String {
    /// FNV-1a, 32 bits: the same number for the same id on every machine.
    fileprivate var number: UInt32 { utf8.reduce(0x811c_9dc5) { ($0 ^ UInt32($1)) &* 0x0100_0193 } }
}
