/// Plans and environments of customers: https://docs.workato.com/oem/oem-api/managed-users.html
extension Routes {
    func addCustomerPlans() {
        put("managed_users/:managed_user_id/upgrade", .customers) { call, state throws(APIFailure) in
            let plan = try call.body().optional("plan_id") ?? "oem_plan"
            return .object(try state.setPlan(plan, of: call.customer(state)))
        }
        put("managed_users/:managed_user_id/downgrade", .customers) { call, state throws(APIFailure) in
            .object(try state.setPlan("free", of: call.customer(state)))
        }
        post("managed_users/:managed_user_id/environments", .environments) { call, state throws(APIFailure) in
            .object(try state.addEnvironments(to: call.customer(state), call.body()))
        }
    }
}

extension WorldState {
    fileprivate mutating func setPlan(_ plan: String, of customer: Int64) throws(APIFailure) -> JSON {
        let updated = tick()
        customers.update(customer) { record in
            record["plan_id"] = .string(plan)
            record["trial"] = false
            record["in_trial"] = false
            record["updated_at"] = .string(updated)
        }
        return ["id": .integer(customer), "plan_id": .string(plan), "trial": false]
    }

    /// Adds environments that the customer does not have yet. The answer is the whole customer.
    fileprivate mutating func addEnvironments(to customer: Int64, _ body: JSON) throws(APIFailure) -> JSON {
        guard let asked = body["environments"] else { throw .invalid("environments", "can't be blank") }
        guard let asked = asked.elements, !asked.isEmpty, asked.allSatisfy({ $0.members != nil }) else {
            throw .invalid("environments", "is invalid")
        }
        var environments = customers[customer]?["environments"]?.elements ?? []
        for environment in asked {
            let type = try environment.required("type")
            guard ["dev", "test", "prod"].contains(type) else { throw .invalid("environments", "is not included in the list") }
            guard !environments.contains(where: { $0["type"] == .string(type) }) else {
                throw .invalid("environments", "has already been taken")
            }
            environments.append(environment)
        }
        let updated = tick()
        customers.update(customer) { record in
            record["environments"] = .array(environments)
            record["updated_at"] = .string(updated)
        }
        return customers[customer] ?? .null
    }
}
