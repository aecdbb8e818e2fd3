extension LiveTable {
    /// What one row of the table is called: `recipe` for `recipes`, `property` for `properties`.
    ///
    /// Names of tables are English plurals; those that have none (`task_usage`, `recipe_activity`) stay as they are.
    public var noun: String {
        let words = name.replacing("_", with: " ")
        if words.hasSuffix("ies") { return words.dropLast(3) + "y" }
        return words.hasSuffix("s") ? String(words.dropLast()) : words
    }
}
