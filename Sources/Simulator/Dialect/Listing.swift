/// The listing that an answer belongs to. Dialects wrap and fill listings differently (API.md 3.2).
public enum Listing: String, Sendable, CaseIterable {
    case customers, members, connections, recipes, recipeVersions, jobs, folders, projects, roles, lookupTables, lookupRows
    case apiCollections, apiEndpoints, apiClients, apiClientsV2, apiAccessProfiles
    case integrations, allIntegrations, customConnectors, customerManagers
}

/// Whose workspace an answer is about. Records of the partner's own workspace are wrapped as in the Developer API.
public enum WorkspaceOwner: Sendable, CaseIterable {
    case customer, partner
}

/// How a listing wraps the records of a page.
enum ListForm: Sendable, Equatable {
    case bare
    /// `{"result":[…]}`, under that name or another.
    case under(String)
    /// The same with `count`, `page` and `per_page` beside it; `count` is the number of records in all pages.
    case counted(String)
    /// `{"result":{"items":[…]}}`.
    case resultItems

    func wrap(_ page: Page) -> JSON {
        let records = JSON.array(page.records)
        return switch self {
        case .bare: records
        case .under(let name): [name: records]
        case .counted(let name):
            [name: records, "count": .integer(page.total), "page": .integer(page.number), "per_page": .integer(page.size)]
        case .resultItems: ["result": ["items": records]]
        }
    }
}

/// How a record is wrapped that is shown alone.
enum RecordForm: Sendable, Equatable {
    case bare
    /// `{"result":[record]}`.
    case resultList

    func wrap(_ record: JSON) -> JSON {
        switch self {
        case .bare: record
        case .resultList: ["result": [record]]
        }
    }
}

/// The default of `per_page`, and its maximum.
struct PageSizes: Sendable, Equatable {
    let standard: Int64
    let maximum: Int64
}
