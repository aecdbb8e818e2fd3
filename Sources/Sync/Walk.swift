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
    /// Pages that held any records; of several walks, the most that one of them had.
    var filledPages = 0
    var records = 0
    var repeated = 0
    var keyless: [String] = []
    var firstKeys: Set<KeyValue> = []
    /// Records of a listing that is a tree: what is below them is to be asked for.
    var branches: [KeyValue] = []
    /// The server's count moved while the listing was read: rows came or went meanwhile.
    var countMoved = false
    /// A page's count went beyond its own length, so the server counts more than the page.
    private var countsBeyondPage = false
    private var branchesSeen: Set<KeyValue> = []
    private var firstTotal: Int?

    mutating func add(_ page: RecordPage, _ staged: StagedPage) {
        pages += 1
        filledPages += staged.records > 0 ? 1 : 0
        records += staged.records
        keyless += staged.keyless
        repeated += staged.branches.isEmpty ? staged.repeated : take(staged.branches)
        if let total = page.total {
            countMoved = countMoved || total != firstTotal ?? total
            firstTotal = firstTotal ?? total
            countsBeyondPage = countsBeyondPage || total > staged.records
        }
    }

    /// A tree may show a record under more than one of its branches; only twice in one walk is once too often.
    private mutating func take(_ keys: [KeyValue]) -> Int {
        let new = keys.filter { branchesSeen.insert($0).inserted }
        branches += new
        return keys.count - new.count
    }

    /// Adds another walk through the same listing, or through another branch of it.
    mutating func merge(_ other: Walk) {
        pages += other.pages
        filledPages = max(filledPages, other.filledPages)
        records += other.records
        repeated += other.repeated
        keyless += other.keyless
        countMoved = countMoved || other.countMoved
    }

    /// Below a `since_id` the count may be that of the rest, so the first answer's count is the one to reach. A full page
    /// whose count is its own length may count itself only, and proves nothing, unless a page before it counted more than itself.
    func hasReachedCount(_ page: RecordPage, _ staged: StagedPage, pageSize: Int) -> Bool {
        guard let first = firstTotal, let total = page.total else { return false }
        if !countsBeyondPage, total == staged.records, staged.records >= pageSize { return false }
        return records >= first || staged.records >= total
    }
}
