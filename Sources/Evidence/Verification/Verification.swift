import Foundation
import GRDB
import Store
import Values

/// Verifies a mirror against its own chain: reads everything, writes nothing, asks nobody.
///
/// Memory does not grow with the file: SQLite sorts the rows' hashes, in temporary files if need be.
public struct Verification: Sendable {
    /// The mirror's file, as the user named it.
    public let path: String
    /// A head that somebody has kept, in lower-case hexadecimal; nil if none is asked for.
    public let head: String?

    /// Whether the file is a copy that nobody writes: then nothing is made beside it.
    let isAtRest: Bool

    public init(path: String, head: String? = nil) { self.init(path: path, head: head, isAtRest: false) }

    init(path: String, head: String?, isAtRest: Bool) { (self.path, self.head, self.isAtRest) = (path, head, isAtRest) }

    /// What a verification has found out.
    public struct Outcome: Sendable, Hashable {
        public let findings: Int
        /// The newest link's digest; nil without a chain.
        public let head: String?
        /// Since which run the chain speaks; 0 if it is gone, nil for a file that is older than the chain.
        public let beginsAtRun: Int64?
    }

    /// - Parameters:
    ///   - found: called for every place that does not fit, before the check that found it has ended.
    ///   - checked: called when a check has ended.
    /// - Throws: `.mirror` if the file cannot be opened as a mirror, or cannot be read.
    public func run(
        found: @escaping (Finding) throws -> Void, checked: @escaping (CheckResult) throws -> Void
    ) throws(EvidenceError) -> Outcome {
        try evidence(of: path) {
            let report = VerificationReport(found: found, checked: checked)
            guard let queue = try open(report) else { return Outcome(findings: report.findings, head: nil, beginsAtRun: 0) }
            return try verify(queue, report)
        }
    }

    private func verify(_ queue: DatabaseQueue, _ report: VerificationReport) throws -> Outcome {
        var outcome: Outcome?
        do {
            try queue.read { outcome = try verify($0, report) }
        } catch let error as DatabaseError where error.isDamage {
            // SQLite lets no transaction end well in which it has met damage: then all has been told already.
            if outcome == nil {
                try report.check(.file) { report in
                    try report.add(Finding(.file, "the file is damaged: what the checks begin with cannot be read"))
                    return "the chain"
                }
            }
        }
        return outcome ?? Outcome(findings: report.findings, head: nil, beginsAtRun: 0)
    }

    private func verify(_ db: Database, _ report: VerificationReport) throws -> Outcome {
        try FileCheck(db: db).run(report)
        guard try db.tableExists("chain_links"), let state = try ChainState(db) else { return try withoutChain(report, db) }
        try RunCheck(db: db, state: state).run(report)
        try LinkCheck(db: db, state: state).run(report)
        try RowCheck(db: db, state: state).run(report)
        try MonthCheck(db: db).run(report)
        if let head { try HeadCheck(db: db, state: state, head: head).run(report) }
        return Outcome(findings: report.findings, head: try Chain(db).head, beginsAtRun: state.beginsAtRun)
    }

    /// - Returns: nil if the file is damaged where SQLite begins to read.
    private func open(_ report: VerificationReport) throws -> DatabaseQueue? {
        do {
            return try MirrorFile.openForReading(path, isAtRest: isAtRest)
        } catch StoreError.damaged {
            try report.check(.file) { report in
                try report.add(Finding(.file, "the file is damaged: not even its schema can be read"))
                return "the schema"
            }
            return nil
        }
    }

    private func withoutChain(_ report: VerificationReport, _ db: Database) throws -> Outcome {
        // A version that knows the chain links the whole state as soon as it opens a file that has runs.
        let isRemoved =
            try db.tableExists("chain_links") && Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM main.sync_runs)") == true
        let older = "the file has no chain yet: an older version of the program has written it"
        let reason = isRemoved ? "somebody has removed the chain: this version of the file had one" : older
        try report.check(.links) { report in
            try report.add(Finding(.links, reason))
            return "no chain"
        }
        if let head {
            try report.check(.head) { report in
                try report.add(Finding(.head, "\(head) is not in the chain: there is none"))
                return "no chain"
            }
        }
        return Outcome(findings: report.findings, head: nil, beginsAtRun: isRemoved ? 0 : nil)
    }
}

/// Passes findings on, and counts them.
final class VerificationReport {
    private let found: (Finding) throws -> Void
    private let checked: (CheckResult) throws -> Void
    private(set) var findings = 0

    init(found: @escaping (Finding) throws -> Void, checked: @escaping (CheckResult) throws -> Void) {
        (self.found, self.checked) = (found, checked)
    }

    func add(_ finding: Finding) throws {
        findings += 1
        try found(finding)
    }

    /// Passes on how a check ended that counts its findings itself.
    func pass(_ result: CheckResult) throws { try checked(result) }

    /// Runs one check.
    ///
    /// - Parameter body: returns what was looked at.
    func check(_ check: VerificationCheck, _ body: (VerificationReport) throws -> String) throws {
        let before = findings
        let message = try body(self)
        try checked(CheckResult(check: check, findings: findings - before, message: message))
    }

    /// Runs `body`. Damage that keeps it from reading is a finding, and the rest goes on.
    func surviving(_ check: VerificationCheck, table: String? = nil, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as DatabaseError where error.isDamage {
            try add(Finding(check, table: table, "cannot be read: \(error.message ?? "SQLite error \(error.resultCode.rawValue)")"))
        }
    }
}

extension DatabaseError {
    /// Whether the reason is what the file holds: a page that is broken, or a table or column that is gone. A disk that fails is none.
    var isDamage: Bool {
        StoreError.isDamage(self) || [.SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_TOOBIG].contains(resultCode)
    }
}
