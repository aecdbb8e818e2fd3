/// Picklists of a connection: https://docs.workato.com/oem/oem-api/picklists.html
extension Routes {
    func addPicklists() {
        post("managed_users/:managed_user_id/connections/:connection_id/pick_list", .picklists) { call, state throws(APIFailure) in
            let connections = try state.workspace(call.customer(state)).connections
            guard let connection = connections[try call.id("connection_id")] else { throw .notFound }
            let body = try call.body()
            let name = try body.required("pick_list_name")
            if let given = body["pick_list_params"], given != .null, given.members == nil {
                throw .invalid("pick_list_params", "is invalid")
            }
            guard connection["authorization_status"] == "success" else { throw .refused("Connection is not authorized") }
            let provider = connection["provider"]?.stringValue ?? ""
            guard let values = Vocabulary.picklists[provider]?[name] else { throw .notFound }
            return .object(["result": .array(values.map { [.string($0.label), .string($0.value)] })])
        }
    }
}

extension World {
    /// The values of a connector's pick list, the same for every connection; `nil` if there is no such list.
    public func picklist(provider: String, name: String) -> [(label: String, value: String)]? {
        Vocabulary.picklists[provider]?[name]
    }
}

extension Vocabulary {
    typealias Picklist = [(label: String, value: String)]

    /// By provider and name. In the product some need parameters; here the values do not depend on them.
    static let picklists: [String: [String: Picklist]] = [
        "salesforce": [
            "sobject": [("Account", "Account"), ("Opportunity", "Opportunity"), ("Invoice (custom)", "Invoice__c")],
            "sobject_fields": [("Record ID", "Id"), ("Owner ID", "OwnerId"), ("Invoice \"Name\"", "Name"), ("Status", "Status__c")],
        ],
        "netsuite": ["record_types": [("Invoice", "invoice"), ("Sales order", "salesOrder"), ("Vendor bill", "vendorBill")]],
        "slack": ["channels": [("#general", "C024BE91L"), ("#ops, EMEA", "C024BE7LR"), ("#営業", "C0G9QF9GW")], "users": []],
        "hubspot": ["pipelines": [("Sales pipeline", "default"), ("Renewals", "8812733")]],
        "zendesk": ["ticket_forms": [("Default form", "360000123456"), ("Returns", "360000123457")]],
        "jira": [
            "projects": [("Operations", "OPS"), ("Überweisungen", "UEB")],
            "issue_types": [("Bug", "10001"), ("Story", "10002"), ("Sub-task", "10003")],
        ],
        "google_sheets": ["spreadsheets": [("Price list 2024", "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms")]],
        "shopify": ["locations": [("Warehouse", "655441491"), ("Shop\nfloor", "655441492")]],
        "quickbooks": ["accounts": [("Accounts receivable", "84"), ("Sales", "1")]],
        "snowflake": ["warehouses": [("COMPUTE_WH", "COMPUTE_WH")], "schemas": [("PUBLIC", "PUBLIC"), ("RAW", "RAW")]],
    ]
}
