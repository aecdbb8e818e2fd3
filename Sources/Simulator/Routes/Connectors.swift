/// Connectors, the same for all customers: https://docs.workato.com/oem/oem-api/connectors.html
extension Routes {
    func addConnectors() {
        get("integrations", .connectors) { call, state throws(APIFailure) in
            let names = try call.applications
            let found = state.catalog.connectors.filter { connector in
                names.isEmpty || connector["name"]?.stringValue.map(names.contains) == true
            }
            return .list(Page(all: found), of: .integrations)
        }
        get("integrations/all", .connectors) { call, state in
            .list(Paging(call, of: .allIntegrations).page(of: state.catalog.connectors), of: .allIntegrations)
        }
        get("customer_managers", .customerManagers) { _, state in
            .list(Page(all: state.catalog.customerManagers.values), of: .customerManagers)
        }
    }
}

extension Call {
    /// The names in a list with commas, in the query or, as in the documentation of 2020, in the body. No names means all.
    fileprivate var applications: [String] {
        get throws(APIFailure) {
            let inBody = try body().optional("applications")
            return (query["applications"] ?? inBody ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
        }
    }
}
