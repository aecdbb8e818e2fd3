/// How large the account is. Only the number of customers can be chosen: what each of them owns stays the same.
struct WorldShape: Sendable {
    var seed: UInt64 = 1
    var customers = 200

    let recipesPerCustomer = 100
    let connectionsPerCustomer = 5
    /// In the one lookup table that each customer has.
    let rowsPerTable = 500
    let months = 12

    var recipes: Int { customers * recipesPerCustomer }
    var rows: Int { customers * rowsPerTable }

    /// All records that a sync lists; a task count is one a customer and month.
    var records: Int { customers * (1 + recipesPerCustomer + connectionsPerCustomer + 1 + rowsPerTable + months) }

    /// One per cent of the recipes and of the rows: one in a hundred, spread over all customers.
    var changedRecipes: Int { recipes / 100 }
    var changedRows: Int { rows / 100 }
}

/// What the API says at one time: as the first run finds it, or after one per cent has changed.
enum Edition: Sendable {
    case first, changed
}

/// One partner account: every record of it, written from its shape and edition alone.
struct World: Sendable {
    let shape: WorldShape
    let edition: Edition

    func customerID(_ customer: Int) -> Int { 20_011 + customer * 37 }
    func connectionID(_ customer: Int, _ position: Int) -> Int { 4_100_000 + customer * 97 + position * 11 }
    func recipeID(_ customer: Int, _ position: Int) -> Int { 31_000_000 + customer * 1_009 + position * 7 }
    func tableID(_ customer: Int) -> Int { 9_000 + customer * 3 }
    func rowID(_ customer: Int, _ position: Int) -> Int { 2_500_000_000 + customer * 1_013 + position * 2 }

    func isChanged(_ customer: Int, _ position: Int) -> Bool {
        edition == .changed && (position + customer * 13) % 100 == 0
    }

    /// Task counts of the last twelve months by customer (API.md 4.13).
    var usage: JSON {
        .object(
            (0..<shape.customers).map { customer in
                var dice = Dice(shape.seed, 5, UInt64(customer))
                let months = (0..<shape.months).map { month in
                    ("\(month < 6 ? 2024 : 2025)-\(two((month + 6) % 12 + 1))", JSON.number(dice.between(0, 90_000)))
                }
                return (String(customerID(customer)), .object(months))
            })
    }
}

/// What the account's people call things.
enum Words {
    static let applications = [
        "salesforce", "netsuite", "slack", "jira", "workday", "hubspot", "snowflake", "zendesk", "rest",
    ]
    static let objects = ["Account", "Opportunity", "Invoice", "Sales order", "Employee", "Ticket", "Contact", "Journal entry"]
    static let verbs = ["Sync", "Create", "Update", "Archive", "Notify about", "Reconcile"]
    static let people = ["Ana Lima", "Jörg Weiß", "Mei Chen", "Sam O'Neil", "Priya Natarajan", "Tom Baker"]
    static let companies = ["Acme", "Globex", "Initech", "Umbrella", "Hooli", "Wayne", "Stark", "Wonka"]
}
