import Catalog
import JSONPages
import Store

/// What one pass through a listing has seen, and what that says about the list. `Listing` fills it; `DeletionConfirmation` compares two.
///
/// A pass reads a listing from its first page to its last.
struct ListingPass {
    var pages = 0
    var records = 0
    var repeated = 0
    var unusable: [String] = []
    var firstKeys: Set<KeyValue> = []
    /// The records of a listing that is a tree: each is to be asked for what is below it.
    var branches: [KeyValue] = []
    /// The server's count changed while the listing was read: rows came or went meanwhile.
    var countMoved = false
    /// The pages were asked for by number.
    var isNumbered = false
    /// The last answer held no records.
    var endsEmpty = false
    /// The last record that was shown.
    var lastKey: KeyValue?
    /// The last answer with a count, if the server counts more records than the pass has seen so far.
    var shortfall: Shortfall?
    private var fingerprint = 0
    private var branchesSeen: Set<KeyValue> = []
    private var firstTotal: Int?
    /// Every count so far was that of its own page, so it says nothing about the list.
    private var countsPages = true

    /// Set if the server counts records that it doesn't show.
    var contradiction: ListingError? {
        shortfall.map { shortfall in
            .noEvidence(
                shortfall.answer, reason: "the server counts \(shortfall.counted) records and has shown \(records)",
                fetchedAt: shortfall.fetchedAt)
        }
    }

    /// Rows came or went while the listing was read.
    var showsMovement: Bool { repeated > 0 || countMoved }

    /// A count that is higher than the number of records.
    struct Shortfall {
        let counted: Int
        let answer: PageBytes
        let fetchedAt: String
    }

    mutating func add(_ page: RecordPage, _ staged: StagedPage, fetchedAt: String) {
        pages += 1
        records += staged.records
        endsEmpty = staged.records == 0
        lastKey = staged.lastKey ?? lastKey
        fingerprint &+= staged.fingerprint
        unusable += staged.unusable
        repeated += staged.branches.isEmpty ? staged.repeated : take(staged.branches)
        if let total = page.total {
            countsPages = countsPages && total == staged.records
            countMoved = countMoved || (!countsPages && total != firstTotal ?? total)
            firstTotal = firstTotal ?? total
        }
        let counted = countsPages ? page.total ?? 0 : max(page.total ?? 0, firstTotal ?? 0)
        if counted <= records {
            shortfall = nil
        } else if page.total != nil || shortfall == nil {
            shortfall = Shortfall(counted: counted, answer: page.bytes, fetchedAt: fetchedAt)
        }
    }

    /// A tree may show a record under more than one of its branches. Only a second time within one branch is a repetition.
    private mutating func take(_ keys: [KeyValue]) -> Int {
        let new = keys.filter { branchesSeen.insert($0).inserted }
        branches += new
        return keys.count - new.count
    }

    /// Adds another pass through the same listing, or through another branch of it.
    mutating func merge(_ other: ListingPass) {
        pages += other.pages
        records += other.records
        endsEmpty = other.endsEmpty
        lastKey = other.lastKey ?? lastKey
        fingerprint &+= other.fingerprint
        repeated += other.repeated
        unusable += other.unusable
        shortfall = other.shortfall ?? shortfall
        countMoved = countMoved || other.countMoved
    }

    /// Whether both show the same records, each as often.
    func shows(theSameAs other: ListingPass) -> Bool { records == other.records && fingerprint == other.fingerprint }

    /// Whether the listing has shown as many records as the server counts.
    ///
    /// Below a `since_id` the count may be that of the rest, so the first answer's count is the one to reach. The count of a full page may
    /// be just the page's own length; then it proves nothing, unless an earlier page counted more than itself.
    func hasReachedCount(_ page: RecordPage, _ staged: StagedPage, pageSize: Int) -> Bool {
        guard let first = firstTotal, let total = page.total else { return false }
        if countsPages, total == staged.records, staged.records >= pageSize { return false }
        return records >= first || staged.records >= total
    }
}
