import Catalog
import Store
import Sync

/// The status as JSON, for monitoring. Documentation/operations.md describes its keys: keys may be added, and none may go.
struct StatusJSON: Encodable {
    let file: String
    @OrNull var baseURL: String?
    @OrNull var schemaVersion: String?
    let checkedAt: String
    @OrNull var chainHead: String?
    @OrNull var lastCompleteRun: Run?
    @OrNull var lastRun: Run?
    let resources: [Resource]
    @OrNull var unknownFields: [Field]?
    let uninterpretedAnswers: [Answers]
    let size: Size
    @OrNull var nextRun: Plan?

    init(_ report: StatusReport) {
        let status = report.status
        file = report.path
        baseURL = status.baseURL
        schemaVersion = status.schemaVersion
        checkedAt = report.checkedAt
        chainHead = status.chainHead
        lastCompleteRun = status.lastComplete.map { Run($0, in: report) }
        lastRun = status.coverage.lastRun.map { Run($0, in: report) }
        resources = status.coverage.resources.map { Resource($0, in: report) }
        unknownFields = status.unknownFields.map { $0.map(Field.init) }
        uninterpretedAnswers = status.uninterpreted.map(Answers.init)
        size = Size(status.size)
        nextRun = report.plan.map(Plan.init)
    }

    struct Run: Encodable {
        let run: Int64
        let state, startedAt, finishedAt: String
        @OrNull var ageSeconds: Int?
        let seconds, requests, records, inserts, updates, deletes: Int
        @OrNull var error: String?

        init(_ run: RunRecord, in report: StatusReport) {
            self.run = run.id
            (state, startedAt, finishedAt) = (run.state.rawValue, run.startedAt, run.finishedAt)
            seconds = report.seconds(of: run)
            (requests, records) = (run.requests, run.records)
            (inserts, updates, deletes) = (run.inserts, run.updates, run.deletes)
            error = run.error
            ageSeconds = report.age(of: run.finishedAt)
        }
    }

    struct Resource: Encodable {
        let resource: String
        let scopes, never, failing, refused, missing: Int
        @OrNull var error: String?
        @OrNull var oldest: String?
        @OrNull var newest: String?
        @OrNull var oldestAgeSeconds: Int?
        @OrNull var newestAgeSeconds: Int?

        init(_ coverage: Coverage, in report: StatusReport) {
            (resource, scopes, never) = (coverage.resource, coverage.scopes, coverage.never)
            (failing, refused, missing) = (coverage.failing, coverage.refused, coverage.missing)
            error = coverage.error
            oldest = coverage.oldest
            newest = coverage.newest
            oldestAgeSeconds = report.age(of: coverage.oldest)
            newestAgeSeconds = report.age(of: coverage.newest)
        }
    }

    struct Field: Encodable {
        let resource, field: String
        let hasColumn: Bool
        let firstRun: Int64
        @OrNull var sampleKey: [String: KeyPart?]?

        init(_ field: UnknownField) {
            (resource, self.field, hasColumn, firstRun) = (field.resource, field.field, field.isMisfit, field.firstRun)
            // The mirror stores the key as a JSON object. If somebody has put something else there, the key is null.
            sampleKey = if case .named(let columns) = ObjectKey(field.sampleKey) { columns.mapValues { $0.map(KeyPart.init) } } else { nil }
        }
    }

    /// One column of a key: a number or a text.
    struct KeyPart: Encodable {
        let value: KeyValue

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch value {
            case .integer(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            }
        }
    }

    struct Answers: Encodable {
        let resource, reason: String
        let answers: Int
        let firstRun: Int64

        init(_ answers: MirrorStatus.Uninterpreted) {
            (resource, reason, self.answers, firstRun) = (answers.resource, answers.reason, answers.answers, answers.firstRun)
        }
    }

    struct Size: Encodable {
        let fileBytes, logBytes, liveRows, historyRows: Int
        @OrNull var historyBytes: Int?

        init(_ size: MirrorStatus.Size) {
            (fileBytes, logBytes, liveRows, historyRows) = (size.fileBytes, size.logBytes, size.liveRows, size.historyRows)
            historyBytes = size.historyBytes
        }
    }

    struct Plan: Encodable {
        struct Group: Encodable {
            let group: String
            let resources: [String]
            let requests, limit: Int
            let seconds: Int64
        }

        let requests: Int
        let seconds: Int64
        let isRough: Bool
        let groups: [Group]

        init(_ plan: RunPlan) {
            (requests, seconds, isRough) = (plan.requests, plan.time.components.seconds, plan.isRough)
            groups = plan.loads.map { load in
                Group(
                    group: load.group.name, resources: plan.lines.filter { $0.group == load.group }.map(\.resource),
                    requests: load.requests, limit: load.limit, seconds: load.time.components.seconds)
            }
        }
    }
}
