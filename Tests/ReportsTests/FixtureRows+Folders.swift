extension FixtureRows {
    /// Customer 7 has home 70, a folder of an unknown parent, and a circle with a folder below it; at customer 8 home has no number.
    static let folders: [String] = [
        live(
            "folders", "managed_user_id, id, name, parent_id, project_id", "7, 71, 'Sales', 70, '700'", "7, 72, 'Orders', 71, NULL",
            "7, 73, 'Lost', 99, NULL", "7, 74, 'Below', 73, NULL", "7, 75, 'A', 76, NULL", "7, 76, 'B', 75, NULL", "7, 77, 'C', 75, NULL",
            "7, 78, 'Orders', 71, NULL", "8, 81, 'Leads', NULL, NULL", "8, 82, 'Sub', 81, NULL", "8, 83, 'Adrift', 5, NULL"),
        // The one is named by its folder, the other names it.
        live("projects", "managed_user_id, id, name, folder_id", "7, 700, 'Selling', 71", "8, 700, 'Leading', 81"),
    ].flatMap { $0 }
}
