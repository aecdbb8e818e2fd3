extension WorkspaceSeeder {
    mutating func seedLookupTables() {
        for position in 0..<count(around: options.lookupTablesPerCustomer) {
            let created = someTime()
            let id = identities.next(.lookupTable, at: created)
            let kind = LookupTableKind.all[(profile.index + position) % LookupTableKind.all.count]
            let table: JSON = [
                "id": .integer(id), "name": .string(kind.name), "schema": .string(kind.schema.text), "created_at": .string(created.pacific),
                "updated_at": .string(between(created, options.now).pacific),
                "project_id": random.chance(50) ? .text(result.folders.last.map { String($0) }) : .null,
            ]
            result.lookupTables.insert(table, id: id)
            result.rows[id] = rows(kind, created)
        }
    }

    private mutating func rows(_ kind: LookupTableKind, _ created: Moment) -> Records {
        var records = Records()
        var time = created
        for number in 0..<count(around: options.rowsPerTable) {
            guard let cells = kind.cells(number, &random) else { break }
            time = min(options.now, time.adding(minutes: Int64(random.between(1, 5))))
            let id = identities.next(.row, at: time)
            records.insert(
                [
                    "id": .integer(id), "data": .object(zip(kind.labels, cells).compactMap { member($0, $1) }),
                    "created_at": .string(time.pacific), "updated_at": .string(between(time, options.now).pacific),
                ], id: id)
        }
        return records
    }

    // An unset cell is null, empty or missing.
    private mutating func member(_ label: String, _ cell: String) -> JSON.Member? {
        switch random.below(40) {
        case 0: JSON.Member(label, .null)
        case 1: JSON.Member(label, "")
        case 2: nil
        default: JSON.Member(label, .string(cell))
        }
    }
}

/// A kind of lookup table that customers have.
struct LookupTableKind: Sendable {
    let name: String
    let labels: [String]
    /// The cells of a row; `nil` when there are no more.
    let cells: @Sendable (Int, inout SplitMix64) -> [String]?

    var schema: JSON {
        .array(
            labels.enumerated().map { index, label in
                ["control_type": "text", "label": .string(label), "name": .string("col\(index + 1)"), "type": "string", "optional": true]
            })
    }

    static let all: [LookupTableKind] = [
        LookupTableKind(name: "Country codes", labels: ["Code", "Country", "Currency"]) { number, _ in
            guard number < Vocabulary.countries.count else { return nil }
            let country = Vocabulary.countries[number]
            return [country.0, country.1, country.2]
        },
        LookupTableKind(name: "Price list", labels: ["SKU", "Description", "Unit price", "Currency", "Valid from"]) { number, random in
            [
                "SKU-\(padded(number, 5))", "Part \(random.pick(["bolt, M8", "5\" pipe", "valve", "gasket"]))",
                "\(random.below(900)).\(padded(random.below(100)))", random.pick(["EUR", "USD"]), "2024-0\(random.between(1, 6))-01",
            ]
        },
        LookupTableKind(name: "GL account mapping", labels: ["Department", "GL account", "Cost center"]) { number, random in
            ["D\(padded(number, 3))", "0\(random.between(4000, 8999))", "CC-\(random.below(90))"]
        },
        LookupTableKind(name: "User mapping", labels: ["Email", "Slack ID", "Owner?"]) { number, random in
            ["user\(number)@example.com", "U0\(random.hex(6).uppercased())", random.pick(["true", "false"])]
        },
    ]
}
