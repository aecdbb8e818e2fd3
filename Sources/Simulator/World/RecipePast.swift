/// What a recipe's record does not tell of its past.
struct RecipePast: Sendable {
    /// Versions that were written through the API, by number; those of the seed are made up when asked for.
    var versions: [Int64: JSON] = [:]
    /// The numbers of jobs that repeat another.
    var reruns: Set<Int64> = []
}

extension Workspace {
    mutating func forgetRecipe(_ id: Int64) { pasts[id] = nil }
}
