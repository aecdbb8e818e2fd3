/// Moves labels apart, so that they do not overlap: as little as possible, and in their order.
enum LabelPlacement {
    /// - Parameters:
    ///   - wanted: The middles of the labels, in any order.
    ///   - height: How far apart two middles must be at least.
    ///   - range: Where the middles may be. It has room for all of them.
    /// - Returns: For each label its middle.
    static func places(_ wanted: [Double], height: Double, in range: ClosedRange<Double>) -> [Double] {
        let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
        var blocks: [Block] = []
        for index in order {
            var block = Block(members: [index], sum: wanted[index])
            block.settle(height, range)
            // Labels that touch move as one from then on.
            while let last = blocks.last, last.bottom(height) + height > block.top {
                blocks.removeLast()
                let moved = block.sum - Double(last.members.count * block.members.count) * height
                block = Block(members: last.members + block.members, sum: last.sum + moved)
                block.settle(height, range)
            }
            blocks.append(block)
        }
        var places = wanted
        for block in blocks {
            for (place, index) in block.members.enumerated() { places[index] = block.top + Double(place) * height }
        }
        return places
    }

    /// Labels without space between them.
    private struct Block {
        let members: [Int]
        /// The sum of the places that the first label would have for each member.
        let sum: Double
        var top = 0.0

        init(members: [Int], sum: Double) { (self.members, self.sum) = (members, sum) }

        mutating func settle(_ height: Double, _ range: ClosedRange<Double>) {
            let most = range.upperBound - Double(members.count - 1) * height
            top = max(range.lowerBound, min(most, sum / Double(members.count)))
        }

        func bottom(_ height: Double) -> Double { top + Double(members.count - 1) * height }
    }
}
