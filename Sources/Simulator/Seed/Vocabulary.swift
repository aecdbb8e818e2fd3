/// The words of the seeded world.
enum Vocabulary {
    static let firstWords = [
        "Nordic", "Blue Harbor", "Alpine", "Sakura", "Red Rock", "Vantage", "Copperfield", "Lumen", "Delta", "Orchid", "Meridian",
        "Juniper",
        "Atlas", "Cobalt", "Evergreen", "Falcon", "Granite", "Høyland", "Müller & Söhne", "São Bento", "東海", "Old Mill", "Pioneer",
        "Quartz",
    ]
    static let lastWords = [
        "Foods", "Logistics", "Health", "Robotics", "Insurance", "Textiles", "Energy", "Media", "Travel", "Bank", "Labs", "Retail",
        "Motors",
        "Pharma", "Software", "Steel",
    ]
    static let people = [
        ("Ana", "Silva"), ("Bram", "de Vries"), ("Chen", "Wei"), ("Dana", "Okafor"), ("Emil", "Larsen"), ("Fatima", "Haddad"),
        ("Grace", "O'Neill"), ("Hiro", "Tanaka"), ("Ines", "Moreau"), ("Jakob", "Weiß"),
    ]
    static let zones = [
        "Pacific Time (US & Canada)", "Central Time (US & Canada)", "Eastern Time (US & Canada)", "London", "Berlin", "Tokyo", "Sydney",
    ]
    static let plans = ["oem_plan", "oem_plan", "oem_plan", "business_yearly", "oem_growth_plan"]
    static let verbs = ["Sync", "Create", "Update", "Import", "Mirror", "Archive", "Notify about"]
    static let stopCauses = ["trigger_errors_limit", "action_quota_limit", "txn_quota_limit"]
    static let connectionErrors = [
        "Authentication failed: the refresh token has expired", "401 Unauthorized: {\"error\":\"invalid_grant\"}",
        "Could not reach host\nconnect timed out after 30 s",
    ]

    /// Tasks in an ordinary month, by size of the customer.
    static let monthlyTasks = [120, 450, 900, 2_400, 5_200, 11_000, 26_000, 70_000, 180_000]

    /// A retailer's year, in per mille of an ordinary month.
    static let season = [900, 850, 1000, 980, 1000, 950, 800, 780, 1100, 1150, 1500, 1650]

    static let countries = [
        ("AT", "Austria", "EUR"), ("AU", "Australia", "AUD"), ("BE", "Belgium", "EUR"), ("BR", "Brazil", "BRL"), ("CA", "Canada", "CAD"),
        ("CH", "Switzerland", "CHF"), ("CI", "Côte d'Ivoire", "XOF"), ("CN", "China", "CNY"), ("DE", "Germany", "EUR"),
        ("DK", "Denmark", "DKK"),
        ("ES", "Spain", "EUR"), ("FI", "Finland", "EUR"), ("FR", "France", "EUR"), ("GB", "United Kingdom", "GBP"),
        ("IE", "Ireland", "EUR"),
        ("IN", "India", "INR"), ("IT", "Italy", "EUR"), ("JP", "Japan", "JPY"), ("KR", "Korea, Republic of", "KRW"),
        ("MX", "Mexico", "MXN"),
        ("NA", "Namibia", "NAD"), ("NL", "Netherlands", "EUR"), ("NO", "Norway", "NOK"), ("NZ", "New Zealand", "NZD"),
        ("PL", "Poland", "PLN"),
        ("PT", "Portugal", "EUR"), ("SE", "Sweden", "SEK"), ("SG", "Singapore", "SGD"), ("US", "United States", "USD"),
        ("ZA", "South Africa", "ZAR"),
    ]
}
