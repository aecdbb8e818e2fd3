import Hummingbird

/// The simulator's own routes, outside the API. They need no credentials, have no budget, and are not logged.
extension Routes {
    func addControls(_ log: RequestLog) {
        let (world, budgets) = (world, budgets)
        router.post("simulator/advance") { request, _ in
            let days = Query(request.uri.query ?? "")["days"].map { Int($0) } ?? 1
            guard let days, 0...3660 ~= days else { throw APIFailure.invalid("days", "must be a number from 0 to 3660") }
            world.advance(days: days)
            return Response(json: ["success": true, "now": .string(world.now.pacific)])
        }
        router.post("simulator/retry") { request, _ in
            let retry = try Retry(Query(request.uri.query ?? ""), now: world.now.pacificMonth)
            let figure = world.withState { $0.retry(retry.tasks, of: retry.customer, in: retry.month) }
            guard let figure else { throw APIFailure.invalid("managed_user", "must be the id of a customer") }
            return Response(json: ["success": true, "now": .string(world.now.pacific), "task_count": .integer(figure)])
        }
        router.get("simulator/requests") { _, _ in
            let counts = log.counts.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .integer($0.value)) }
            return Response(json: [
                "count": .integer(log.count), "by_path": .object(counts), "by_status": log.json, "by_group": budgets.json,
            ])
        }
    }
}

/// What `POST /simulator/retry` is asked for: jobs of a customer's month that are run again late, or cancelled.
private struct Retry {
    let customer: Int64
    let month: Month
    let tasks: Int64

    /// - Parameter now: the world's month.
    init(_ query: Query, now: Month) throws(APIFailure) {
        guard let customer = query.integer("managed_user") else { throw .invalid("managed_user", "must be the id of a customer") }
        guard let month = query["month"].flatMap(Month.init), month <= now else {
            throw .invalid("month", "must be a month such as \(now.adding(-1)), and not lie ahead")
        }
        guard let tasks = query.integer("tasks"), 1...1_000_000_000 ~= tasks.magnitude else {
            throw .invalid("tasks", "must be a number from -1000000000 to 1000000000, and not 0")
        }
        (self.customer, self.month, self.tasks) = (customer, month, tasks)
    }
}

extension RequestLog {
    fileprivate var json: JSON {
        .object(statuses.sorted { $0.key < $1.key }.map { JSON.Member(String($0.key), .integer($0.value)) })
    }
}

extension Budgets {
    // Answers of faults never reach a budget. So by_status counts all answers with 429, and this only those of the limits.
    fileprivate var json: JSON {
        .object(
            counts.map { group, count in
                JSON.Member(
                    group.rawValue,
                    ["requests": .integer(count.requests), "refused": .integer(count.refused), "limit": .integer(limit(of: group))])
            })
    }
}

/// `GET /simulator/faults` shows the faults, `POST` replaces them by the lines of its body.
extension Routes {
    func addFaultControls(_ faults: FaultPlan) {
        router.get("simulator/faults") { _, _ in
            let counts = faults.counts.map { count in
                ["fault": .string(count.fault), "requests": .integer(count.requests), "struck": .integer(count.struck)] as JSON
            }
            return Response(json: ["seed": .integer(faults.seed), "faults": .array(counts)])
        }
        router.post("simulator/faults") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            do throws(SimulatorError) {
                faults.set(try Fault.list(String(buffer: body)))
            } catch {
                throw APIFailure.refused(error.description)
            }
            return Response(json: ["success": true, "faults": .integer(faults.counts.count)])
        }
    }
}
