/// A connector, and what recipes do with it.
struct Connector: Sendable {
    let provider: String
    let title: String
    let objects: [String]
    let triggers: [String]
    let actions: [String]

    /// The connectors customers connect to.
    static let all: [Connector] = [
        Connector(
            provider: "salesforce", title: "Salesforce", objects: ["Account", "Opportunity", "Lead", "Contact"],
            triggers: ["updated_object", "new_custom_object", "new_outbound_message"],
            actions: ["search_sobjects", "upsert_sobject", "update_custom_object"]),
        Connector(
            provider: "netsuite", title: "NetSuite", objects: ["Invoice", "Sales order", "Customer", "Vendor bill"],
            triggers: ["new_or_updated_object", "new_saved_search_result"], actions: ["add_object", "update_object", "search_object_v2"]),
        Connector(
            provider: "slack", title: "Slack", objects: ["Message", "Channel"], triggers: ["new_event", "new_dialog_event"],
            actions: ["post_message_to_channel", "create_channel"]),
        Connector(
            provider: "hubspot", title: "HubSpot", objects: ["Deal", "Contact", "Company"],
            triggers: ["new_updated_object", "new_form_submission"], actions: ["create_object", "update_object", "get_object"]),
        Connector(
            provider: "zendesk", title: "Zendesk", objects: ["Ticket", "User"], triggers: ["new_updated_ticket", "new_event"],
            actions: ["create_ticket", "update_ticket", "search_tickets"]),
        Connector(
            provider: "jira", title: "Jira", objects: ["Issue", "Comment"], triggers: ["new_updated_issue"],
            actions: ["create_issue", "update_issue", "add_comment"]),
        Connector(
            provider: "google_sheets", title: "Google Sheets", objects: ["Row", "Sheet"],
            triggers: ["new_updated_spreadsheet_row_v4"], actions: ["add_spreadsheet_row_v4", "search_spreadsheet_rows_v4"]),
        Connector(
            provider: "shopify", title: "Shopify", objects: ["Order", "Product", "Customer"], triggers: ["new_order", "updated_product"],
            actions: ["get_order", "update_inventory_level"]),
        Connector(
            provider: "stripe", title: "Stripe", objects: ["Charge", "Subscription", "Invoice"], triggers: ["new_event"],
            actions: ["create_customer", "search_charges"]),
        Connector(
            provider: "quickbooks", title: "QuickBooks", objects: ["Invoice", "Payment"], triggers: ["new_updated_invoice"],
            actions: ["create_invoice", "create_payment", "search_customers"]),
        Connector(
            provider: "workday", title: "Workday", objects: ["Worker", "Position"], triggers: ["new_updated_worker"],
            actions: ["get_worker", "call_operation"]),
        Connector(
            provider: "snowflake", title: "Snowflake", objects: ["Row", "Table"], triggers: ["scheduled_query"],
            actions: ["insert_row", "bulk_load", "run_custom_sql"]),
        Connector(
            provider: "service_now", title: "ServiceNow", objects: ["Incident", "Change"], triggers: ["new_updated_record"],
            actions: ["create_record", "search_records"]),
        Connector(
            provider: "acme_erp_connector_4711_1583912048", title: "ACME ERP", objects: ["Item", "Delivery"],
            triggers: ["new_delivery"], actions: ["create_item", "get_stock"]),
    ]

    /// Built-in connectors, which need no connection.
    static let clock = Connector(
        provider: "clock", title: "Scheduler", objects: ["Run"], triggers: ["scheduled_event"], actions: ["wait_for_interval"])
    static let logger = Connector(
        provider: "logger", title: "Logger", objects: ["Line"], triggers: [], actions: ["log_message"])
}
