import GRDB

/// Refuses a price list that names what the mirror does not know: a typing error there would bill a customer by another price.
struct PriceListCheck {
    let list: PriceList
    let path: String

    func run(in db: Database) throws {
        for plan in list.plans where try !isKnown(plan: plan.id, in: db) {
            throw BillingError.prices(path: path, line: plan.line, reason: "the mirror knows no customer with plan \(plan.id.shown)")
        }
        for customer in list.customers where try !isKnown(customer: customer.id, in: db) {
            throw BillingError.prices(path: path, line: customer.line, reason: "the mirror knows no customer \(customer.id)")
        }
    }

    private func isKnown(plan: String, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM managed_users WHERE plan_id = :plan)
                    OR EXISTS (SELECT 1 FROM managed_users_history WHERE plan_id = :plan)
                """, arguments: ["plan": plan]) == true
    }

    private func isKnown(customer: Int64, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM managed_users WHERE id = :id)
                    OR EXISTS (SELECT 1 FROM managed_users_history WHERE id = :id)
                    OR EXISTS (SELECT 1 FROM task_usage WHERE managed_user_id = :id)
                """, arguments: ["id": customer]) == true
    }
}
