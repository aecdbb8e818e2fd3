import GRDB
import Reports
import Store

/// What can go wrong with billing. Months, keys, plans and places in a price list are named; never a customer's value.
public enum BillingError: Error, Sendable {
    case badMonth(String)
    case unknownZone(String)
    case badGrace(String)
    case badPercent(String)
    /// The mirror knows no figure for the month, and no run began in it.
    case unknownMonth(BillingMonth)
    case closedAlready(BillingMonth)
    case beforeFirst(BillingMonth, first: BillingMonth)
    /// `ends` is by the clock of `zone`.
    case notOver(BillingMonth, ends: String, zone: String)
    case inGrace(BillingMonth, ends: String, zone: String)
    /// No run that began after the grace period has read the usage to its end.
    case noRunSince(BillingMonth, since: String, zone: String)
    case earlierOpen(BillingMonth, earlier: BillingMonth)
    case unexplained(BillingMonth, percent: String, allowed: String, zone: String)
    /// The sum of the figures has more than 64 bits.
    case tooManyTasks(BillingMonth)
    /// `line` counts from the file's header, which is line 1.
    case prices(path: String, line: Int?, reason: String)
    case notClosed(BillingMonth)
    /// The folder is there, and is not this month's export.
    case different(path: String, reason: String)
    case output(path: String, reason: String)
    /// A sync is publishing, or another close is at work.
    case busy(path: String)
    /// Rows of a closed month are not what was closed.
    case changed(BillingMonth)
    /// The frozen files do not have the sums that were frozen with them.
    case damaged(BillingMonth, file: String)
    case mirror(StoreError)
    case report(ReportsError)

    /// The status that the program ends with.
    public var exitCode: Int32 {
        switch self {
        case .badMonth, .unknownZone, .badGrace, .badPercent, .unknownMonth, .closedAlready, .beforeFirst, .prices: 64
        case .different, .output, .damaged, .changed, .tooManyTasks: 74
        case .notOver, .inGrace, .noRunSince, .earlierOpen, .unexplained, .notClosed, .busy: 75
        case .mirror(let error): error.exitCode
        case .report(let error): error.exitCode
        }
    }
}

extension BillingError: CustomStringConvertible {
    /// What happened, in one line that begins with its subject.
    public var description: String {
        switch self {
        case .badMonth(let text): "'\(text)' is no month"
        case .unknownZone(let name): "unknown time zone '\(name)'"
        case .badGrace(let text): "the grace period '\(text)' is no duration"
        case .badPercent(let text): "'\(text)' is no percentage"
        case .unknownMonth(let month): "\(month): the mirror has no figure for this month, and no run began in it"
        case .closedAlready(let month): "\(month) is closed already, and a closed month never changes"
        case .beforeFirst(let month, let first): "\(month) is before \(first), the first month that was closed: it can never be closed"
        case .notOver(let month, let ends, let zone): "\(month) is not over: it ends on \(ends) (\(zone))"
        case .inGrace(let month, let ends, let zone): "\(month) is over, but its grace period ends on \(ends) (\(zone))"
        case .noRunSince(let month, let since, let zone):
            "\(month): no run that began after its grace period (\(since), \(zone)) has read task_usage to its end"
        case .earlierOpen(let month, let earlier): "\(month): months close in order, and \(earlier) is still open"
        case .tooManyTasks(let month): "\(month): the sum of its tasks is larger than any number that the file can hold"
        case .unexplained(let month, let percent, let allowed, _):
            "\(month): \(percent) % of its tasks are not explained by the recipes' counters, and \(allowed) % are allowed"
        case .prices(let path, let line?, let reason): "\(path):\(line): \(reason)"
        case .prices(let path, nil, let reason): "\(path): \(reason)"
        case .notClosed(let month): "\(month) is not closed"
        case .different(let path, let reason): "\(path) is there already, and is no export of this month: \(reason)"
        case .output(let path, let reason): "cannot write \(path): \(reason)"
        case .busy(let path): "\(path): another program is writing it"
        case .changed(let month): "\(month): somebody has changed the closed month in the file: it does not have the digest of its close"
        case .damaged(let month, let file): "\(month): the frozen file \(file) is not what was frozen"
        case .mirror(let error): error.description
        case .report(let error): error.description
        }
    }

    /// What to do about it.
    public var hint: String? {
        switch self {
        case .badMonth: "write it as YYYY-MM, or 'last month'"
        case .unknownZone: "name the zone of the partner's workspace, such as America/Los_Angeles, UTC or +02:00"
        case .badGrace: "write a number and s, m, h or d, such as 3d; at most 366d"
        case .badPercent: "write a number from 0 to 100, such as 5 or 0.5"
        case .unknownMonth: "`workato-mirror billing` lists the months that the mirror knows"
        case .closedAlready(let month):
            "`workato-mirror billing show \(month)` shows it; what is learned later becomes a correction of the next close"
        case .beforeFirst: "what is learned about it is not billed; `workato-mirror query task-usage-by-month` shows its figures"
        case .notOver(let month, _, _), .inGrace(let month, _, _):
            "close it then, or see what it would be: workato-mirror billing preview \(month)"
        case .noRunSince: "run `workato-mirror sync`, then the same command again"
        case .earlierOpen(_, let earlier): "run `workato-mirror billing close \(earlier)` first"
        case .tooManyTasks(let month): "see whose they are: workato-mirror query task-usage-by-month -p from=\(month) -p to=\(month)"
        case .unexplained(let month, _, _, let zone):
            "see of whom: workato-mirror query usage-reconciliation -p from=\(month) -p to=\(month) -p zone=\(zone); "
                + "or allow more by --max-unexplained"
        case .prices(_, nil, _): "put the list right, or check its path; nothing was written"
        case .prices: "nothing was written; put the list right and run the same command again"
        case .notClosed(let month): "close it first: workato-mirror billing close \(month)"
        case .different: "name another folder, or move this one away"
        case .output: "see that the folder above it is there and may be written, and that there is room"
        case .busy: "run the same command again: a sync writes for a moment only"
        case .damaged, .changed: "restore a copy of the mirror from before the change"
        case .mirror(let error): error.hint
        case .report(let error): error.hint
        }
    }
}

/// Runs `body`, and gives every error the form of this module's errors.
func billing<Value>(of path: String, _ body: () throws -> Value) throws(BillingError) -> Value {
    do {
        return try body()
    } catch let error as BillingError {
        throw error
    } catch let error as ReportsError {
        throw .report(error)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        throw .busy(path: path)
    } catch {
        throw .mirror(StoreError(error, path: path))
    }
}
