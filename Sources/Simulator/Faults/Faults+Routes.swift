import Hummingbird

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
