/// The parts of a recipe's past that its record does not hold.
struct RecipePast: Sendable {
    /// Versions that were written through the API, by number. Versions of the seed are made when they are asked for.
    var versions: [Int64: JSON] = [:]
    /// The numbers of jobs that repeat another.
    var reruns: Set<Int64> = []
}

extension Workspace {
    mutating func forgetRecipe(_ id: Int64) { pasts[id] = nil }
}
