/// Task counts of all customers, by calendar month, for the last twelve.
extension Routes {
    func addUsage(_ form: UsageForm) {
        get("managed_users/usage", .usage) { _, state in
            .object(["result": state.usageReport(form)])
        }
    }
}

extension WorldState {
    func usageReport(_ form: UsageForm) -> JSON {
        switch form {
        case .byCustomer: usageByCustomer()
        case .byMonth: usageByMonth()
        case .rows: usageRows()
        }
    }

    private func usage(of customer: Int64) -> [(month: Month, tasks: Int64)] {
        usageMonths.compactMap { month in workspaces[customer]?.usage[month].map { (month, $0) } }
    }

    private func usageByCustomer() -> JSON {
        .object(
            customers.entries.map { customer in
                let months = usage(of: customer.id).map { JSON.Member($0.month.description, .integer($0.tasks)) }
                return JSON.Member(String(customer.id), .object(months))
            })
    }

    private func usageByMonth() -> JSON {
        .object(
            usageMonths.map { month in
                let counts = customers.entries.compactMap { customer in
                    workspaces[customer.id]?.usage[month].map { JSON.Member(String(customer.id), .integer($0)) }
                }
                return JSON.Member(month.description, .object(counts))
            })
    }

    private func usageRows() -> JSON {
        .array(
            customers.entries.map { customer in
                let months = usage(of: customer.id).map {
                    ["month": .string($0.month.description), "task_count": .integer($0.tasks)] as JSON
                }
                return [
                    "id": .integer(customer.id), "external_id": customer.record["external_id"] ?? .null,
                    "name": customer.record["name"] ?? .null, "usage": .array(months),
                ]
            })
    }
}
