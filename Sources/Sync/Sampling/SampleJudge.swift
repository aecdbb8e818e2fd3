import Catalog
import Foundation
import Store

/// What became of a sampled object.
public enum SampleOutcome: Sendable, Hashable {
    /// Every cell is the same, counters apart.
    case same
    /// The mirror is not what the API had already when the listing was last read. Columns are named, never values.
    case differs([String])
    /// It differs, and the API's record has no time: it may have changed since.
    case undated([String])
    /// It differs, and the API says that something happened to it after the listing was last read.
    case changedSince([String])
    /// The listing was read to its end and no longer shows it.
    case notFound
    /// Why nothing can be said.
    case notComparable(String)
}

/// Tells errors from changes, for the objects of one listing.
///
/// An object that differs has changed since if its record has a time that is later than the mirror's row has it, and than the run that last
/// read the listing. If its times are those that the mirror has, nothing has happened to it that the API tells of: then it is an error.
struct SampleJudge {
    /// What happened before this is in the mirror, or should be; a time in the mirror's form.
    let since: String
    /// Why the listing could not be read; nil if it was read to its end.
    let failure: String?
    private let resource: Resource?
    private let until: String

    /// The clocks of the API and of whoever ran the sync may differ by so much.
    private static let clockError: TimeInterval = 300

    init(_ scope: Scope, mirror: MirrorDatabase, answers: MirrorDatabase, now: Date) throws {
        let start = try mirror.lastListing(of: scope).flatMap { Date(stamp: $0.startedAt) }
        since = start.map { ($0 - Self.clockError).stamp } ?? ""
        until = (now + Self.clockError).stamp
        failure = try answers.failure(of: scope)
        resource = mirror.catalog[scope.resource]
    }

    func outcome(of object: SampledObject, _ found: ObjectDifference) -> SampleOutcome {
        guard found.isInMirror else { return .notComparable("a sync has ended it meanwhile") }
        guard found.isInAnswers else { return absent(found) }
        guard !found.columns.isEmpty, !isMoving(object) else { return .same }
        // A time that lies ahead, such as the end of a billing period, says nothing about when it was set.
        if found.laterTimes.contains(where: { $0 > since && $0 <= until }) { return .changedSince(found.columns) }
        return found.isDated ? .differs(found.columns) : .undated(found.columns)
    }

    private func absent(_ found: ObjectDifference) -> SampleOutcome {
        if let failure { return .notComparable(failure) }
        if !found.wasReceived { return .differs([Self.wholeRow]) }
        return resource?.retention == .forever ? .notComparable("the API shows it no longer; the mirror keeps it") : .notFound
    }

    /// What is named for a row that no answer has ever had.
    private static let wholeRow = "(the whole row)"

    /// The figure of a month that was not over when it was last asked for: it grows.
    private func isMoving(_ object: SampledObject) -> Bool {
        guard resource?.answer == .monthlyUsage, case .text(let month)? = object.key.last else { return false }
        return month >= since.prefix(month.utf8.count)
    }
}
