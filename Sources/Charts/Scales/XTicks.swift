/// One tick of the x axis: a text, and a second line where something begins, such as a year.
struct XTick: Sendable {
    let value: Double
    var text: String
    var below: String?
    /// The whole text, if `text` is cut.
    var whole: String?
}

/// Chooses the ticks of the x axis: as many as have room.
struct XTicks {
    let scale: Scale
    /// The width of the picture, which no text may leave.
    let width: Double
    static let fontSize = 11.0
    private static let distance = 7.0

    /// The finest of several proposals whose texts do not touch.
    func finest(_ proposals: some Sequence<[XTick]>) -> [XTick]? {
        proposals.first { !$0.isEmpty && fits($0) }
    }

    private func fits(_ ticks: [XTick]) -> Bool {
        let most = Int(width / 12)
        guard ticks.count <= most else { return false }
        return isFree(ticks.map { box($0.text, $0.value) }) && isFree(ticks.compactMap { tick in tick.below.map { box($0, tick.value) } })
    }

    private func isFree(_ boxes: [ClosedRange<Double>]) -> Bool {
        zip(boxes, boxes.dropFirst()).allSatisfy { $0.upperBound + Self.distance <= $1.lowerBound }
    }

    private func box(_ text: String, _ value: Double) -> ClosedRange<Double> {
        let half = TextWidth.width(text, size: Self.fontSize) / 2
        let center = self.center(text, value)
        return center - half...center + half
    }

    /// The middle of a text: at its value, unless it would leave the picture there.
    func center(_ text: String, _ value: Double) -> Double {
        let half = TextWidth.width(text, size: Self.fontSize) / 2
        return max(half, min(width - half, scale(value)))
    }

    /// The ticks of a line of categories, each with its text cut to the room.
    func named(_ names: [(value: Double, name: String)]) -> [XTick] {
        guard names.count > 1 else { return names.map { cut($0, to: width * 0.8) } }
        let distance = (scale.end - scale.start) / Double(names.count - 1)
        let widest = names.prefix(400).map { TextWidth.width($0.name, size: Self.fontSize) }.max() ?? 0
        let needed = min(widest, max(60, width / 9)) + Self.distance
        let step = max(1, Int((needed / distance).rounded(.up)))
        let room = distance * Double(step) - Self.distance
        let ticks = stride(from: 0, to: names.count, by: step).map { cut(names[$0], to: room) }
        // Texts at the edges are moved inwards, and may then touch others.
        return fits(ticks) ? ticks : stride(from: 0, to: names.count, by: step).map { cut(names[$0], to: room / 2) }
    }

    private func cut(_ place: (value: Double, name: String), to room: Double) -> XTick {
        let name = DisplayText.visible(place.name)
        return XTick(value: place.value, text: TextWidth.cut(name, to: room, size: Self.fontSize), below: nil, whole: name)
    }

    /// Round numbers within the axis.
    func numbers(from low: Double, to high: Double, isWhole: Bool) -> [XTick] {
        let proposals = (2...9).reversed().lazy.map { most -> [XTick] in
            let ticks = Ticks(from: low, to: high, most: most, isWhole: isWhole, isTight: true)
            let isGrouped = max(ticks.lower.magnitude, ticks.upper.magnitude) >= 10_000
            let texts = ticks.texts(isGrouped: isGrouped, isInUnit: false)
            return zip(ticks.values, texts).map { XTick(value: $0, text: $1) }.filter { low...high ~= $0.value }
        }
        if high > low, let ticks = finest(proposals) { return ticks }
        return [XTick(value: low, text: TextWidth.cut(NumberText.plain(low), to: width * 0.9, size: Self.fontSize))]
    }
}
