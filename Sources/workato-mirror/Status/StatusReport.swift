import Foundation
import Store
import Sync

/// Everything that `status` shows, as text or as JSON, with the moment that ages are counted to.
struct StatusReport {
    let path: String
    let status: MirrorStatus
    /// Nil if the mirror knows no customer to plan for.
    let plan: RunPlan?
    let now: Date

    /// Whole seconds since a time in the mirror's form. It is never negative, even if the clock was set back.
    func age(of stamp: String?) -> Int? {
        stamp.flatMap(Date.init(stamp:)).map { max(0, Int(now.timeIntervalSince($0))) }
    }

    /// How long a run took, in whole seconds.
    func seconds(of run: RunRecord) -> Int {
        guard let start = age(of: run.startedAt), let end = age(of: run.finishedAt) else { return 0 }
        return max(0, start - end)
    }

    var checkedAt: String { now.stamp }
}
