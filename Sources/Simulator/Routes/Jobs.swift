/// Jobs of recipes: https://docs.workato.com/en/oem/oem-api/jobs.html; they are made from the recipe's counters.
extension Routes {
    private static let recipe = "managed_users/:managed_user_id/recipes/:recipe_id"

    func addJobs() {
        get(Self.recipe + "/jobs", .jobs) { call, state throws(APIFailure) in
            let (id, recipe) = try call.recipe(state)
            let history = try state.history(call, id, recipe)
            let count = { (name: String) in recipe[name]?.integerValue ?? 0 }
            let (succeeded, failed) = (count("job_succeeded_count"), count("job_failed_count"))
            return .object([
                "job_succeeded_count": .integer(succeeded), "job_failed_count": .integer(failed),
                "job_count": .integer(succeeded.addingReportingOverflow(failed).partialValue),
                "items": .array(try history.page(JobFilter(call.query, history)).map(history.job)),
            ])
        }
        get(Self.recipe + "/jobs/:job_id", .jobs) { call, state throws(APIFailure) in
            let (id, recipe) = try call.recipe(state)
            let history = try state.history(call, id, recipe)
            guard let number = history.number(of: call.parameter("job_id")) else { throw .notFound }
            return .object(history.job(number))
        }
        post(Self.recipe + "/repeat_jobs", .repeatJobs) { call, state throws(APIFailure) in
            let (id, recipe) = try call.recipe(state)
            let history = try state.history(call, id, recipe)
            guard let asked = try call.body()["job_ids"]?.elements else { throw .invalid("job_ids", "can't be blank") }
            guard 1...25 ~= asked.count else { throw .invalid("job_ids", "must be 1 to 25") }
            let known = asked.map { $0.stringValue.flatMap(history.number) != nil }
            try state.repeatJobs(known.count { $0 }, of: id, call.customer(state), after: history.count)
            return .object(["results": .array(zip(asked, known).map { .repeated($0, $1) })])
        }
    }
}

extension WorldState {
    fileprivate func history(_ call: Call, _ id: Int64, _ recipe: JSON) throws(APIFailure) -> JobHistory {
        JobHistory(recipe, id: id, reruns: try workspace(call.customer(self)).pasts[id]?.reruns ?? [])
    }

    fileprivate mutating func repeatJobs(_ count: Int, of recipe: Int64, _ customer: Int64, after last: Int64) {
        guard count > 0 else { return }
        run(recipe, of: customer, jobs: Int64(count))
        workspaces[customer]?.pasts[recipe, default: RecipePast()].reruns.formUnion(last + 1...last + Int64(count))
    }
}

extension JSON {
    fileprivate static func repeated(_ job: JSON, _ isKnown: Bool) -> JSON {
        isKnown ? ["job_id": job, "status": "enqueued"] : ["job_id": job, "status": "failed", "error": "Not found"]
    }
}

/// Which jobs a listing shows.
struct JobFilter: Sendable {
    /// Jobs are numbered from 1, the oldest.
    let offset: Int64?
    /// Whether it shows jobs newer than the offset instead of older ones.
    let isNewer: Bool
    let status: String?
    let rerunsOnly: Bool

    init(_ query: Query, _ history: JobHistory) throws(APIFailure) {
        let handle = query["offset_job_id"]
        offset = handle.flatMap(history.number)
        if handle != nil, offset == nil { throw .invalid("offset_job_id", "is invalid") }
        isNewer = query["prev"] == "true"
        status = query["failed"] == "true" ? "failed" : query["status"]
        rerunsOnly = query["rerun_only"] == "true" || query["rerun_jobs"] == "true"
        guard [nil, "succeeded", "failed", "pending"].contains(status) else {
            throw .invalid("status", "is not included in the list")
        }
    }
}
