/// "Did you mean": the known name that is fewest edits away.
public enum Suggestion {
    /// The nearest of `known`, if it is near enough to be meant; the first in order wins a tie.
    public static func nearest(to name: String, in known: some Sequence<String>) -> String? {
        let best = known.sorted()
            .map { (name: $0, distance: distance(name.lowercased(), $0.lowercased())) }
            .min { $0.distance < $1.distance }
        guard let best, best.distance <= max(2, name.count / 3) else { return nil }
        return best.name
    }

    /// Levenshtein's distance in characters, one row of the matrix at a time.
    public static func distance(_ left: String, _ right: String) -> Int {
        let target = Array(right)
        var row = Array(0...target.count)
        for (i, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for j in target.indices {
                let substituted = diagonal + (character == target[j] ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
            }
        }
        return row[target.count]
    }
}
