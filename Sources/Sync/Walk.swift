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
    var records = 0
    var repeated = 0
    var keyless: [String] = []
    var firstKeys: Set<KeyValue> = []
    /// Records of a listing that is a tree: what is below them is to be asked for.
    var branches: [KeyValue] = []
    /// The server's count moved while the listing was read: rows came or went meanwhile.
    var countMoved = false
    /// Its pages were asked for by number.
    var isNumbered = false
    /// The last answer held no records.
    var endsEmpty = false
    /// The last record that was shown.
    var lastKey: KeyValue?
    /// Paths of single records that were asked for beside the walk.
    var singles: [String] = []
    private var fingerprint = 0
    private var branchesSeen: Set<KeyValue> = []
    private var firstTotal: Int?
    /// Every count so far was of its own page alone, so that it says nothing about the list.
    private var countsPages = true

    /// Rows came or went while the listing was read.
    var showsMovement: Bool { repeated > 0 || countMoved }

    mutating func add(_ page: RecordPage, _ staged: StagedPage) {
        pages += 1
        records += staged.records
        endsEmpty = staged.records == 0
        lastKey = staged.lastKey ?? lastKey
        fingerprint &+= staged.fingerprint
        keyless += staged.keyless
        repeated += staged.branches.isEmpty ? staged.repeated : take(staged.branches)
        if let total = page.total {
            countsPages = countsPages && total == staged.records
            countMoved = countMoved || (!countsPages && total != firstTotal ?? total)
            firstTotal = firstTotal ?? total
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
        records += other.records
        endsEmpty = other.endsEmpty
        lastKey = other.lastKey ?? lastKey
        fingerprint &+= other.fingerprint
        repeated += other.repeated
        keyless += other.keyless
        countMoved = countMoved || other.countMoved
    }

    /// The same records, each as often.
    func shows(theSameAs other: Walk) -> Bool { records == other.records && fingerprint == other.fingerprint }

    /// Below a `since_id` the count may be that of the rest, so the first answer's count is the one to reach. A full page
    /// whose count is its own length may count itself only, and proves nothing, unless a page before it counted more than itself.
    func hasReachedCount(_ page: RecordPage, _ staged: StagedPage, pageSize: Int) -> Bool {
        guard let first = firstTotal, let total = page.total else { return false }
        if countsPages, total == staged.records, staged.records >= pageSize { return false }
        return records >= first || staged.records >= total
    }
}
