import Catalog
import Simulator
import Synchronization

/// What happens to a list between two of its pages.
enum ListMovement: String, CaseIterable {
    case firstGoes, oneComesInFront, both, oneComesLast, aPageGoes

    func happen(to list: MovingList, in world: World, _ fresh: Int64) {
        let wanted = self == .aPageGoes ? LongLists.pageSize - 1 : [.firstGoes, .both].contains(self) ? 1 : 0
        for _ in 0..<min(wanted, list.count(in: world)) { list.remove(at: 0, from: world) }
        if [.oneComesInFront, .both].contains(self) { list.add(1_000_000 - fresh, inFront: true, to: world) }
        if self == .oneComesLast { list.add(9_000_000_000 + fresh, inFront: false, to: world) }
    }
}

/// Moves lists just before their pages are answered.
final class ListMover: Sendable {
    /// A page that is being asked for.
    struct Turn {
        let path: String
        let list: MovingList
        /// Counted from 1. For a list that is read by `since_id`, 2 stands for all pages but the first.
        let page: Int
        /// How often the list of this path has moved so far.
        let moves: Int
        /// A number that no record has had yet.
        let fresh: Int64
    }

    private struct State {
        var isArmed = false
        var moves: [String: Int] = [:]
        var fresh: Int64 = 0
    }

    private let state = Mutex(State())
    private let lists: [String: MovingList]
    private let move: @Sendable (Turn) -> Bool

    /// - Parameter move: may move the list, and says whether it did.
    init(_ lists: [String: MovingList], move: @escaping @Sendable (Turn) -> Bool) {
        self.lists = lists
        self.move = move
    }

    /// Moves a list before every page but the first, or only once.
    convenience init(_ movement: ListMovement, once: Bool, in world: World, _ lists: [String: MovingList]) {
        self.init(lists) { turn in
            guard turn.page > 1, !(once && turn.moves > 0) else { return false }
            movement.happen(to: turn.list, in: world, turn.fresh)
            return true
        }
    }

    /// Starts again.
    func arm() {
        state.withLock { state in
            state.isArmed = true
            state.moves = [:]
        }
    }

    func disarm() { state.withLock { $0.isArmed = false } }

    /// The paths whose lists have moved.
    var moved: Set<String> { state.withLock { Set($0.moves.keys) } }

    @Sendable func respond(_ request: SimulatorRequest) async -> PlayedAnswer? {
        guard let list = lists[request.path], !request.query.contains("parent_id=") else { return nil }
        let parameters = request.query.split(separator: "&")
        let number = parameters.first { $0.hasPrefix("page=") }.flatMap { Int($0.dropFirst(5)) } ?? 1
        let page = parameters.contains { $0.hasPrefix("since_id=") } ? 2 : number
        let turn: Turn? = state.withLock { state in
            guard state.isArmed else { return nil }
            state.fresh += 1
            return Turn(path: request.path, list: list, page: page, moves: state.moves[request.path] ?? 0, fresh: state.fresh)
        }
        if let turn, move(turn) { state.withLock { $0.moves[request.path, default: 0] += 1 } }
        return nil
    }
}

extension Harness {
    /// The keys of every resource's rows.
    func liveKeys() throws -> [String: Set<[String?]>] { Self.keys(try liveTables()) }

    /// The keys that the rows would have if the mirror equalled the world.
    func trueKeys(in world: World, _ dialect: Dialect) throws -> [String: Set<[String?]>] {
        Self.keys(Truth(world: world, dialect: dialect, columns: try columns()).tables())
    }

    private static func keys(_ tables: [String: Set<Truth.Cells>]) -> [String: Set<[String?]>] {
        Catalog.standard.resources.reduce(into: [:]) { keys, resource in
            let columns = Catalog.standard.tableKey(of: resource)
            keys[resource.name] = Set((tables[resource.name] ?? []).map { row in columns.map { row[$0] ?? nil } })
        }
    }

    /// What differs from the world. Usage and versions stay when the world forgets them.
    func liveDifferences(from world: World, in dialect: Dialect = .year2024) throws -> [String] {
        try differences(from: world, in: dialect).filter { !HistoryPropertyTests.neverShrinks($0) }
    }

    /// The scopes of the last run that were not listed to their end, with the reason.
    func unlisted() throws -> [(resource: String, error: String)] {
        try rows("SELECT resource, error FROM sync_scopes WHERE run = (SELECT max(id) FROM sync_runs) AND state <> 'complete'")
            .map { row in ((row["resource"] ?? nil) ?? "", (row["error"] ?? nil) ?? "") }
    }
}
