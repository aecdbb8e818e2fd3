import Catalog
import JSONPages
import Store

/// Where a walk stands.
enum Cursor {
    case first
    case page(Int)
    case below(Int64)

    var number: Int {
        if case .page(let number) = self { number } else { 1 }
    }
}

/// What a walk has seen.
struct Walk {
    var pages = 0
    /// Pages that held any records.
    var filledPages = 0
    var records = 0
    var repeated = 0
    var keyless: [String] = []
    var firstKeys: Set<KeyValue> = []
    private var totals: [Int] = []

    /// The server's count moved while the listing was read: rows came or went meanwhile.
    var countMoved: Bool { Set(totals).count > 1 }

    mutating func add(_ page: RecordPage, _ staged: StagedPage) {
        pages += 1
        filledPages += staged.records > 0 ? 1 : 0
        records += staged.records
        repeated += staged.repeated
        keyless += staged.keyless
        if let total = page.total { totals.append(total) }
    }

    /// Adds up several walks through one listing.
    mutating func add(_ other: Walk) {
        pages += other.pages
        records += other.records
    }

    /// Below a `since_id` the count may be that of the rest, so the first answer's count is the one to reach. A full page
    /// whose count is its own length may count itself only, and proves nothing.
    func hasReachedCount(_ page: RecordPage, _ staged: StagedPage, pageSize: Int) -> Bool {
        guard let first = totals.first, let total = page.total else { return false }
        if total == staged.records, staged.records >= pageSize { return false }
        return records >= first || staged.records >= total
    }
}
