/// One thing that is wrong with a bag.
public struct BagProblem: Hashable, Sendable {
    /// What was found where a file should be.
    public enum Kind: String, Hashable, Sendable {
        case folder = "a folder"
        case link = "a symbolic link"
        case special = "a pipe, a socket or a device"
    }

    public enum Finding: Hashable, Sendable {
        case missing
        /// The digests of SHA-256 in hexadecimal digits.
        case changed(recorded: String, found: String)
        /// A file that stands in no manifest.
        case unlisted
        /// A folder in which no file of the bag lies.
        case extraFolder
        case notAFile(Kind)
        case listedTwice
        case wrongManifest(String)
        /// A name that may lead out of the bag.
        case unsafeName(manifest: String)
        /// The numbers of the first lines, and how many there are.
        case malformedLines([Int], count: Int)
        /// A manifest that says what it says in other bytes than a writer's.
        case rewritten
        case wrongDeclaration
        case otherAlgorithm
        case fetch
        /// `stated` is nil where `bag-info.txt` has none. Both are bytes, a full stop and files.
        case wrongOxum(stated: String?, found: String)
        case unreadable(String)
    }

    /// As `BagName` describes it.
    public let file: String
    public let finding: Finding

    init(_ name: BagName, _ finding: Finding) {
        file = name.description
        self.finding = finding
    }
}

extension BagProblem: Comparable, CustomStringConvertible {
    public static func < (one: BagProblem, other: BagProblem) -> Bool { one.description < other.description }

    /// The file and what happened to it, in one line.
    public var description: String { "\(file): \(finding.text)" }
}

extension BagProblem.Finding {
    fileprivate var text: String {
        switch self {
        case .missing: "is missing"
        case .changed(let recorded, let found): "was changed: its SHA-256 is \(found), and \(recorded) was recorded"
        case .unlisted: "stands in no manifest: it was added, or its line was removed"
        case .extraFolder: "is a folder that does not belong to the bag"
        case .notAFile(let kind): "is \(kind.rawValue), not a file"
        case .listedTwice: "is listed twice"
        case .wrongManifest(let manifest): "is listed in \(manifest), where it does not belong"
        case .unsafeName(let manifest): "is listed in \(manifest), and may lead out of the bag"
        case .malformedLines(let lines, let count): malformed(lines, count)
        case .rewritten: "was edited: its lines are not in the form and order in which they are written"
        case .wrongDeclaration: "is not the declaration of a bag of BagIt 1.0 in UTF-8"
        case .otherAlgorithm: "is a manifest of another algorithm; only SHA-256 belongs to the bag"
        case .fetch: "names files to fetch; all files must be in the bag"
        case .wrongOxum(nil, let found): "has no Payload-Oxum; the files in data/ have \(found) (bytes.files)"
        case .wrongOxum(let stated?, let found): "its Payload-Oxum is \(stated), but the files in data/ have \(found) (bytes.files)"
        case .unreadable(let reason): "cannot be read: \(reason)"
        }
    }

    private func malformed(_ lines: [Int], _ count: Int) -> String {
        let numbers = lines.map(String.init).joined(separator: ", ")
        return "\(count == 1 ? "line" : "\(count) lines, among them") \(numbers): malformed"
    }
}
