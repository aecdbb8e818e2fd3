import Catalog
import Store
import Values

/// What a check against the API has found, in counts and in the objects that are not the same.
public struct SampleReport: Sendable {
    /// An object that is not the same.
    public struct Finding: Sendable {
        public let resource: String
        /// A JSON object.
        public let key: String
        public let outcome: SampleOutcome
    }

    public let seed: UInt64
    /// How many objects there are to draw from.
    public let population: Int
    /// How many requests were sent, retries included.
    public let requests: Int
    /// By the order of the catalog, then by key.
    public internal(set) var findings: [Finding] = []
    public internal(set) var same = 0
    /// The listings that were read to their end.
    public internal(set) var listings = 0
    /// Listings that could not be read.
    public internal(set) var unread = 0
    /// The records that they show; of these the mirror lacks `missing`, `new` and `undated`.
    public internal(set) var listed = 0
    public internal(set) var missing = 0
    public internal(set) var new = 0
    public internal(set) var undatedNew = 0
    /// The first records that are missing, or may be.
    public internal(set) var missingRecords: [(resource: String, key: String, isDated: Bool)] = []

    init(seed: UInt64, population: Int, requests: Int) {
        self.seed = seed
        self.population = population
        self.requests = requests
    }

    public var sampled: Int { same + findings.count }
    public var differing: Int { count { if case .differs = $0 { true } else { false } } }
    /// Objects that differ, and have no time that could tell an error from a change.
    public var undated: Int { count { if case .undated = $0 { true } else { false } } }
    public var changedSince: Int { count { if case .changedSince = $0 { true } else { false } } }
    public var notFound: Int { count { $0 == .notFound } }
    public var notComparable: Int { count { if case .notComparable = $0 { true } else { false } } }

    /// Whether the mirror has, or may have, something else than the API.
    public var hasDifferences: Bool { differing + undated + missing + undatedNew > 0 }

    private func count(_ matches: (SampleOutcome) -> Bool) -> Int { findings.count { matches($0.outcome) } }

    mutating func add(_ outcome: SampleOutcome, of object: SampledObject, in catalog: Catalog) {
        guard outcome != .same else {
            same += 1
            return
        }
        findings.append(Finding(resource: object.resource, key: object.keyText(in: catalog), outcome: outcome))
    }

    mutating func add(_ records: ListedRecords) {
        listings += 1
        listed += records.listed
        missing += records.missing
        new += records.new
        undatedNew += records.undated
        let resource = records.scope.resource
        missingRecords += records.missingKeys.map { (resource, $0, true) } + records.undatedKeys.map { (resource, $0, false) }
    }

    mutating func sort(by catalog: Catalog) {
        let names = catalog.resources.map(\.name)
        let places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
        findings.sort { (places[$0.resource] ?? 0, $0.key) < (places[$1.resource] ?? 0, $1.key) }
        missingRecords.sort { (places[$0.resource] ?? 0, $0.key) < (places[$1.resource] ?? 0, $1.key) }
    }
}
