import ArgumentParser
import Reports
import Store

/// `snapshot diff`: shows what is different between two snapshots or mirrors.
struct SnapshotDiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show the differences between two snapshots, or mirrors: counts first, then the objects.",
        discussion: """
            It compares what the two hold now, as `workato-mirror diff` compares two runs of one mirror, and writes the same. Each is \
            the folder of a snapshot, or the file of a mirror.

            They may be of different versions: a column that only one of them has is not compared, and stderr says which. It only \
            reads, and leaves nothing in a snapshot.

            Examples:
              workato-mirror snapshot diff may june
              workato-mirror snapshot diff may mirror.db --resource recipes
              workato-mirror snapshot diff may june --counts --format csv
            """)

    @Argument(help: "A snapshot's folder, or a mirror's file.")
    var first: String

    @Argument(help: "The snapshot or mirror to compare with.")
    var second: String

    @OptionGroup var shown: DiffOptions

    func run() async throws {
        let isCancelled = Signals.interruption()
        let files = try compared()
        let selection = try shown.selection(in: files)
        tellAccounts(files)
        for gap in files.gaps(in: selection) { Terminal.warn(Self.text(gap)) }
        try shown.write(files, of: selection, isCancelled: isCancelled)
    }

    private func compared() throws -> FileComparison {
        do {
            return try FileComparison(MirrorPlace(first), MirrorPlace(second))
        } catch let error as StoreError {
            switch error {
            // Their hints are about --db, which names neither of the two.
            case .missing, .unreadable, .notADatabase, .notOurs:
                throw Failure(error.description, hint: "name the folder of a snapshot, or the file of a mirror", code: .file)
            default: throw error
            }
        }
    }

    /// Not an error: whoever has two accounts may ask how they differ.
    private func tellAccounts(_ files: FileComparison) {
        guard let one = files.accounts.first, let other = files.accounts.last, one != other else { return }
        Terminal.warn("they mirror two accounts: \(first) mirrors \(one), and \(second) mirrors \(other)")
    }

    private static func text(_ gap: SchemaGap) -> String {
        let columns = gap.columns.joined(separator: ", ")
        switch gap.columns.count {
        case 0: return "\(gap.file) has no table \(gap.table): it counts as empty there"
        case 1: return "\(gap.file) has no column \(columns) in \(gap.table): it is not compared"
        default: return "\(gap.file) has no columns \(columns) in \(gap.table): they are not compared"
        }
    }
}
