extension FixtureRows {
    /// `Rates` is alike at customers 7 and 10, and another at 8; `Codes` is alike everywhere.
    static let lookupTables: [String] = [
        live(
            "lookup_tables", "managed_user_id, id, name", "7, 30, 'Rates'", "8, 31, 'Rates'", "10, 30, 'Rates'", "7, 32, 'Codes'",
            "8, 30, 'Codes'"),
        live(
            "lookup_table_columns", "managed_user_id, lookup_table_id, position, label, name, type", "7, 30, 1, 'Code', 'col1', 'string'",
            "7, 30, 2, 'Rate', 'col2', 'number'", "8, 31, 1, 'Rate', 'col1', 'number'", "8, 31, 2, 'Code', 'col2', 'string'",
            "10, 30, 1, 'Code', 'col1', 'string'", "10, 30, 2, 'Rate', 'col2', 'number'", "7, 32, 1, 'Code', 'col1', 'string'",
            "8, 30, 1, 'Code', 'col1', 'string'"),
        live(
            "lookup_table_rows", "managed_user_id, lookup_table_id, id, data", #"7, 30, 1, '{"Code":"EUR","Rate":1.10000000000000000001}'"#,
            #"7, 30, 2, '{"col1":"USD","Old \"name\"":true}'"#),
    ].flatMap { $0 }

    static let usage = live(
        "task_usage", "managed_user_id, month, task_count", "7, '2024-01', 100", "7, '2024-02', 150", "8, '2023-12', 30",
        "8, '2024-02', 20",
        "9, '2024-01', 700")
}
