import Foundation
import Store
import Sync

/// The status for monitoring. Its form is documented in Documentation/operations.md: names are only ever added.
struct StatusJSON {
    let report: StatusReport
    private var status: MirrorStatus { report.status }

    /// One array with one object, as all JSON of this program; or the object on a line.
    func text(asArray: Bool) throws -> String {
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        let data = try JSONSerialization.data(
            withJSONObject: asArray ? [object] as Any : object, options: asArray ? options.union(.prettyPrinted) : options)
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private var object: [String: Any] {
        [
            "file": report.path, "base_url": orNull(status.baseURL), "schema_version": orNull(status.schemaVersion),
            "checked_at": report.checkedAt, "last_complete_run": orNull(status.lastComplete.map(run)),
            "last_run": orNull(status.coverage.lastRun.map(run)), "resources": status.coverage.resources.map(resource),
            "unknown_fields": orNull(status.unknownFields.map { $0.map(field) }),
            "uninterpreted_answers": status.uninterpreted.map(answers), "size": size, "next_run": orNull(report.plan.map(plan)),
        ]
    }

    private func run(_ run: RunRecord) -> [String: Any] {
        [
            "run": run.id, "state": run.state.rawValue, "started_at": run.startedAt, "finished_at": run.finishedAt,
            "age_seconds": orNull(report.age(of: run.finishedAt)), "seconds": report.seconds(of: run), "requests": run.requests,
            "records": run.records, "inserts": run.inserts, "updates": run.updates, "deletes": run.deletes, "error": orNull(run.error),
        ]
    }

    private func resource(_ coverage: Coverage) -> [String: Any] {
        [
            "resource": coverage.resource, "scopes": coverage.scopes, "never": coverage.never, "failing": coverage.failing,
            "refused": coverage.refused, "missing": coverage.missing, "error": orNull(coverage.error), "oldest": orNull(coverage.oldest),
            "newest": orNull(coverage.newest), "oldest_age_seconds": orNull(report.age(of: coverage.oldest)),
            "newest_age_seconds": orNull(report.age(of: coverage.newest)),
        ]
    }

    private func field(_ field: UnknownField) -> [String: Any] {
        let key = try? JSONSerialization.jsonObject(with: Data(field.sampleKey.utf8))
        return [
            "resource": field.resource, "field": field.field, "has_column": field.isMisfit, "first_run": field.firstRun,
            "sample_key": orNull(key),
        ]
    }

    private func answers(_ answers: MirrorStatus.Uninterpreted) -> [String: Any] {
        ["resource": answers.resource, "reason": answers.reason, "answers": answers.answers, "first_run": answers.firstRun]
    }

    private var size: [String: Any] {
        let size = status.size
        return [
            "file_bytes": size.fileBytes, "log_bytes": size.logBytes, "live_rows": size.liveRows, "history_rows": size.historyRows,
            "history_bytes": orNull(size.historyBytes),
        ]
    }

    private func plan(_ plan: RunPlan) -> [String: Any] {
        let groups = plan.loads.map { load -> [String: Any] in
            [
                "group": load.group.name, "resources": plan.lines.filter { $0.group == load.group }.map(\.resource),
                "requests": load.requests, "limit": load.limit, "seconds": load.time.components.seconds,
            ]
        }
        return [
            "requests": plan.requests, "seconds": plan.time.components.seconds, "is_rough": plan.isRough, "groups": groups,
        ]
    }

    private func orNull(_ value: Any?) -> Any { value ?? NSNull() }
}
