extension World {
    private static let labels = ["SKU", "Description", "Unit price", "Currency"]

    /// A customer's price list (API.md 4.10); its schema is JSON in a string.
    func table(_ customer: Int) -> JSON {
        var dice = Dice(shape.seed, 4, UInt64(customer))
        let columns = Self.labels.enumerated().map { position, label -> JSON in
            ["control_type": "text", "label": .text(label), "name": .text("col\(position + 1)"), "type": "string", "optional": true]
        }
        return [
            "id": .number(tableID(customer)), "name": "Price list", "schema": JSON.list(columns).quoted,
            "created_at": .text(dice.time(in: 2023)), "updated_at": .text(dice.time(in: 2024)),
            "project_id": .text("\(520_000 + customer)"),
        ]
    }

    /// A row of it. One that has changed has a new price and `updated_at`.
    func row(_ customer: Int, _ position: Int) -> JSON {
        var dice = Dice(shape.seed, 4, UInt64(customer), UInt64(position))
        let isChanged = isChanged(customer, position)
        let price = "\(dice.between(1, 900)).\(dice.between(10, 99))"
        return [
            "id": .number(rowID(customer, position)),
            "data": [
                "SKU": .text("SKU-\(10_000 + position)"),
                "Description": .text("Part \(dice.pick(["bolt, M8", "5\" pipe", "valve", "gasket"]))"),
                "Unit price": .text(isChanged ? "1\(price)" : price), "Currency": .text(dice.pick(["EUR", "USD"])),
            ],
            "created_at": .text(dice.time(in: 2024)), "updated_at": .text(dice.time(in: isChanged ? 2025 : 2024)),
        ]
    }
}
