/// The places of columns: equal steps along x, each with the position that is drawn there.
struct Slots: Sendable {
    /// One place, and the index of its position.
    struct Slot: Sendable {
        let value: Double
        let position: Int
    }

    let step: Double
    let low: Double
    let high: Double
    private(set) var list: [Slot] = []
    /// How many positions share the fullest slot.
    private(set) var crowd = 1

    /// - Parameter most: More columns than this are not drawn. Of neighbours that share a slot, the highest is.
    init(_ table: Table, most: Int) {
        let values = Self.hasPlaces(table) ? table.positions.map(\.value) : table.positions.indices.map(Double.init)
        (low, high) = (values.first ?? 0, values.last ?? 0)
        let full = Self.hasPlaces(table) ? Grid(table).step ?? Grid.divisor(values) ?? 1 : 1
        let isSparse = (high - low) / full > Double(values.count) * 4
        let limit = max(1, isSparse ? min(most, 120) : most)
        step = (high - low) / full < Double(limit) ? full : (high - low) / Double(limit - 1)
        fill(values, table, isFull: step == full)
    }

    /// Whether the axis is true to the distances. Numbers that are not whole are only put in order.
    static func hasPlaces(_ table: Table) -> Bool {
        table.axis.isTime || (table.axis == .numbers && (table.positions.count == 1 || Grid.divisor(table.positions.map(\.value)) != nil))
    }

    /// - Parameter isFull: Whether each position has a slot of its own, so that its column stands exactly there.
    private mutating func fill(_ values: [Double], _ table: Table, isFull: Bool) {
        var members: [Int: [Int]] = [:]
        for (position, value) in values.enumerated() { members[Int(((value - low) / step).rounded(.down)), default: []].append(position) }
        crowd = members.values.map(\.count).max() ?? 1
        for (slot, positions) in members.sorted(by: { $0.key < $1.key }) {
            let sizes = positions.map { position in table.series.reduce(0) { $0 + ($1.cells[position].amount?.value.magnitude ?? 0) } }
            let highest = sizes.indices.max { sizes[$0] < sizes[$1] } ?? 0
            list.append(Slot(value: isFull ? values[positions[highest]] : low + Double(slot) * step, position: positions[highest]))
        }
    }

    var note: String? {
        crowd > 1 ? "Where columns have no room, the highest of up to \(crowd.grouped) neighbours is drawn." : nil
    }
}
