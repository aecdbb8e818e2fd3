import Catalog
import Simulator

/// A list of a world that moves while it is read.
enum MovingList: Sendable {
    case place(Place)
    /// Connectors have names and no ids.
    case connectors

    func count(in world: World) -> Int {
        switch self {
        case .place(let place): world.records(place).count
        case .connectors: world.connectors.count
        }
    }

    func remove(at index: Int, from world: World) {
        switch self {
        case .place(let place):
            if let id = world.records(place)[index]["id"]?.integerValue { world.delete(id, from: place) }
        case .connectors:
            if let name = world.connectors[index]["name"]?.stringValue { world.removeConnector(named: name) }
        }
    }

    /// A record that never existed before.
    ///
    /// - Parameter number: the id of a record; records are in the order of their ids.
    func add(_ number: Int64, inFront: Bool, to world: World) {
        switch self {
        case .place(let place): world.add(Self.record(number), to: place)
        case .connectors:
            let others = world.connectors
            let fresh: JSON = ["name": .string("c\(number)"), "title": "Fresh"]
            let order = inFront ? [fresh] + others : others + [fresh]
            for name in others.compactMap({ $0["name"]?.stringValue }) { world.removeConnector(named: name) }
            for connector in order { world.setConnector(connector) }
        }
    }

    /// A record with the fields of every place. A listing also shows fields that it doesn't usually have.
    static func record(_ id: Int64) -> JSON {
        [
            "id": .integer(id), "name": "x", "version_no": 1, "data": ["Code": "x"], "api_collection_id": .integer(LongLists.parent),
            "api_client_id": .integer(LongLists.parent),
        ]
    }
}

/// An account in which every listing with pages has more than four of them.
enum LongLists {
    static let pageSize = 5
    static let customer: Int64 = 7
    /// The last of them: what is under it stays longest when lists lose their first records.
    static let parent: Int64 = 1_000_023

    struct Path: Sendable {
        let resource: String
        let list: MovingList
    }

    /// The lists by their paths, without `managed_users`: if a customer vanished, the requests under it would fail.
    static let lists: [String: Path] = {
        let own: [(String, String, Place)] = [
            ("roles", "roles", .roles(of: 7)), ("projects", "projects", .projects(of: 7)), ("folders", "folders", .folders(of: 7)),
            ("recipes", "recipes", .recipes(of: 7)), ("lookup_tables", "lookup_tables", .lookupTables(of: 7)),
            ("lookup_table_rows", "lookup_tables/\(parent)/rows", .rows(of: 7, table: parent)),
        ]
        var lists = Dictionary(
            uniqueKeysWithValues: own.map { ("/api/managed_users/7/\($0.1)", Path(resource: $0.0, list: .place($0.2))) })
        for (owner, root) in [(Int64(0), "/api"), (7, "/api/managed_users/7")] {
            lists["\(root)/api_collections"] = Path(resource: "api_collections", list: .place(.apiCollections(of: owner)))
            lists["\(root)/api_endpoints"] = Path(resource: "api_endpoints", list: .place(.apiEndpoints(of: owner)))
            lists["\(root)/api_clients"] = Path(resource: "api_clients", list: .place(.apiClients(of: owner)))
            lists["\(root)/api_access_profiles"] = Path(resource: "api_access_profiles", list: .place(.apiAccessProfiles(of: owner)))
        }
        lists["/api/integrations/all"] = Path(resource: "connectors", list: .connectors)
        return lists
    }()

    /// Where a resource is listed in this account.
    static func path(of resource: String) -> String? {
        resource == "managed_users" ? "/api/managed_users" : lists.filter { $0.value.resource == resource }.keys.max()
    }

    static let resources = Catalog.standard.resources.filter { $0.paging != .none }.map(\.name)

    /// - Parameter customers: how many there are. All but the first are empty.
    static func world(customers: Int64 = 1) -> World {
        let world = World(WorldOptions(customers: 0))
        for id in 1...customers { world.add(["id": .integer(id == 1 ? customer : 1_000_000 + id), "name": "c"], to: .customers) }
        // Parents come before their children.
        for path in lists.keys.sorted(by: { ($0.count, $0) < ($1.count, $1) }) {
            guard case .place(let place)? = lists[path]?.list else { continue }
            for id in 1_000_001...parent { world.add(MovingList.record(id), to: place) }
        }
        for id in 1_000_001...parent { MovingList.connectors.add(id, inFront: false, to: world) }
        return world
    }
}

extension Catalog {
    /// The standard catalog with pages so small that a small world has many of them.
    ///
    /// - Parameter numbered: a resource that is read by page number, however it is read otherwise.
    static func withPages(of size: Int, numbered: String? = nil) -> Catalog {
        Catalog(
            standard.resources.map { resource in
                switch resource.paging {
                case .none: resource
                case .numbered: resource.paged(.numbered(pageSize: size))
                case .sinceID: resource.paged(resource.name == numbered ? .numbered(pageSize: size) : .sinceID(pageSize: size))
                }
            })
    }
}

extension Resource {
    fileprivate func paged(_ paging: Paging) -> Resource {
        Resource(
            name: name, listing: listing, item: item, parent: parent, group: group, after: after, paging: paging, key: key,
            renames: renames, answer: answer, retention: retention, deletion: deletion, isOptIn: isOptIn, whenNotFound: whenNotFound,
            secrets: secrets,
            inboundReferences: inboundReferences, owner: owner, measures: measures, versions: versions, children: children)
    }
}
