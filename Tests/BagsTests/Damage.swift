import Foundation

/// What can happen to a file.
enum Damage: CaseIterable {
    case flipped, truncated, grown, sameSize, removed, renamed, emptied, linked, piped, added, folderAdded

    /// - Returns: the files that a check must name.
    func apply(to file: String, in bag: TemporaryBag, with numbers: inout some RandomNumberGenerator) throws -> Set<String> {
        let place = bag.place(file)
        let other = "\(file).\(UInt32.random(in: .min ... .max, using: &numbers))"
        var bytes = try bag.get(file)
        switch self {
        // There is nothing in it to change.
        case .flipped where bytes.isEmpty, .truncated where bytes.isEmpty, .sameSize where bytes.isEmpty, .emptied where bytes.isEmpty,
            .grown:
            try bag.put(file, bytes + [UInt8.random(in: .min ... .max, using: &numbers)])
        case .flipped:
            bytes[Int.random(in: bytes.indices, using: &numbers)] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
            try bag.put(file, bytes)
        case .truncated: try bag.put(file, bytes.prefix(Int.random(in: 0..<bytes.count, using: &numbers)))
        case .sameSize: try bag.put(file, Data(bytes.map { ~$0 }))
        case .emptied: try bag.put(file, Data())
        case .removed: try bag.remove(file)
        case .renamed:
            try FileManager.default.moveItem(atPath: place, toPath: bag.place(other))
            return [file, other]
        case .linked:
            try FileManager.default.moveItem(atPath: place, toPath: "\(bag.path)-\(other.replacing("/", with: "-"))")
            try FileManager.default.createSymbolicLink(
                atPath: place, withDestinationPath: "\(bag.path)-\(other.replacing("/", with: "-"))")
        case .piped:
            try bag.remove(file)
            mkfifo(place, 0o600)
        case .added:
            try bag.put(other, bytes)
            return [other]
        case .folderAdded:
            mkdir(bag.place(other), 0o700)
            return [other]
        }
        return [file]
    }
}
