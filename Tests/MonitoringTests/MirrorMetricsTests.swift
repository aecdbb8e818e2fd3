import Foundation
import Monitoring
import Testing

@Suite("The metrics")
struct MirrorMetricsTests {
    @Test("are exactly this text, whatever the order they came in") func text() {
        let metrics = MirrorMetrics(now: { moment })
        metrics.noteRequest(group: "recipes", status: 429)
        metrics.noteRequest(group: "recipes", status: 200)
        metrics.noteRequest(group: "customers", status: nil)
        metrics.noteRequest(group: "recipes", status: 200)
        metrics.noteBudget(group: "recipes", share: 0.25)
        metrics.noteRun(resource: "roles", records: 3, changes: 0)
        metrics.noteRun(resource: "recipes", records: 120, changes: 4)
        metrics.noteRun(resource: "recipes", records: 121, changes: 1)
        metrics.noteListed(resource: "recipes", at: moment - 90.5)
        metrics.noteListed(resource: "roles", at: moment + 5)
        metrics.noteRun(.failed, took: .milliseconds(500), endedAt: moment - 3600)
        metrics.noteRun(.complete, took: .milliseconds(12_345), endedAt: moment)
        metrics.noteChainHead("0000")
        metrics.noteChainHead("5f0c")
        #expect(metrics.text() == Self.expected)
    }

    @Test("before the first run are none") func empty() {
        #expect(MirrorMetrics().text() == "")
    }

    @Test("are those that the documentation names") func documented() throws {
        let page = URL(filePath: #filePath).appending(path: "../../../Documentation/operations.md").standardizedFileURL
        let named = try String(contentsOf: page, encoding: .utf8).matches(of: /workato_mirror_\w+/).map { String($0.0) }
        let served = Self.expected.matches(of: /# TYPE (\w+)/).map { String($0.1) }
        #expect(Set(named) == Set(served))
    }

    @Test("escape what a label's value must not hold") func escapes() {
        let metrics = MirrorMetrics()
        metrics.noteRequest(group: "a\\b\"c\nd,é}", status: 200)
        #expect(metrics.text().hasSuffix("\n" + #"workato_mirror_requests_total{group="a\\b\"c\nd,é}",status="200"} 1"# + "\n"))
    }

    @Test("write numbers as Prometheus reads them") func numbers() {
        for (share, text) in [(1.0, "1"), (0.1, "0.1"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (1e30, "1e+30")] {
            let metrics = MirrorMetrics()
            metrics.noteBudget(group: "g", share: share)
            #expect(metrics.text().hasSuffix("{group=\"g\"} \(text)\n"))
        }
    }

    @Test("lose no count to tasks that count at the same time") func concurrent() async {
        let metrics = MirrorMetrics()
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<1000 { metrics.noteRequest(group: "g", status: 200) } }
            }
        }
        #expect(metrics.text().hasSuffix("} 8000\n"))
    }

    private static let expected = """
        # HELP workato_mirror_requests_total Requests sent, every try one, by group of endpoints and status; status none: no answer came.
        # TYPE workato_mirror_requests_total counter
        workato_mirror_requests_total{group="customers",status="none"} 1
        workato_mirror_requests_total{group="recipes",status="200"} 2
        workato_mirror_requests_total{group="recipes",status="429"} 1
        # HELP workato_mirror_budget_used_ratio Share of the requests allowed to the last run in its time that it made.
        # TYPE workato_mirror_budget_used_ratio gauge
        workato_mirror_budget_used_ratio{group="recipes"} 0.25
        # HELP workato_mirror_records_total Records listed.
        # TYPE workato_mirror_records_total counter
        workato_mirror_records_total{resource="recipes"} 241
        workato_mirror_records_total{resource="roles"} 3
        # HELP workato_mirror_changes_total Rows inserted, updated or deleted.
        # TYPE workato_mirror_changes_total counter
        workato_mirror_changes_total{resource="recipes"} 5
        workato_mirror_changes_total{resource="roles"} 0
        # HELP workato_mirror_resource_age_seconds Time since the resource was last listed to its end and published.
        # TYPE workato_mirror_resource_age_seconds gauge
        workato_mirror_resource_age_seconds{resource="recipes"} 90.5
        workato_mirror_resource_age_seconds{resource="roles"} 0
        # HELP workato_mirror_runs_total Runs that have ended, by state.
        # TYPE workato_mirror_runs_total counter
        workato_mirror_runs_total{state="complete"} 1
        workato_mirror_runs_total{state="failed"} 1
        # HELP workato_mirror_last_run_state 1 for the state in which the last run ended, else 0.
        # TYPE workato_mirror_last_run_state gauge
        workato_mirror_last_run_state{state="complete"} 1
        workato_mirror_last_run_state{state="failed"} 0
        workato_mirror_last_run_state{state="partial"} 0
        workato_mirror_last_run_state{state="refused"} 0
        # HELP workato_mirror_last_run_duration_seconds How long the last run took.
        # TYPE workato_mirror_last_run_duration_seconds gauge
        workato_mirror_last_run_duration_seconds 12.345
        # HELP workato_mirror_last_run_end_timestamp_seconds When the last run ended, in seconds since 1970.
        # TYPE workato_mirror_last_run_end_timestamp_seconds gauge
        workato_mirror_last_run_end_timestamp_seconds 1767323045
        # HELP workato_mirror_chain_head_info 1 for the digest of the newest link of the mirror's chain.
        # TYPE workato_mirror_chain_head_info gauge
        workato_mirror_chain_head_info{sha256="5f0c"} 1

        """
}

@Suite("A health report")
struct HealthReportTests {
    @Test("is fresh as long as the last good run is not too old") func fresh() {
        #expect(HealthReport(lastSuccess: moment - 7200, now: moment, allowed: .seconds(7200)) == .fresh)
        #expect(HealthReport(lastSuccess: moment + 60, now: moment, allowed: .zero) == .fresh)
    }

    @Test("says how old the last good run is, or that there was none") func stale() {
        #expect(
            HealthReport(lastSuccess: moment - 7201, now: moment, allowed: .seconds(7200))
                == .stale(reason: "the last successful run ended 7201 s ago; 7200 s are allowed"))
        #expect(HealthReport(lastSuccess: nil, now: moment, allowed: .seconds(7200)) == .stale(reason: "no run has succeeded yet"))
    }
}
