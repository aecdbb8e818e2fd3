/// The table of how dialects show listings. Each entry holds from its dialect on (API.md 3.1, 3.2, 4).
extension Dialect {
    /// A listing without an entry for a dialect does not exist in it.
    static let listForms: [Listing: Eras<ListForm>] = [
        .customers: [.year2020: .under("result"), .year2025: .counted("result")],
        .members: [.year2020: .bare],
        .connections: [.year2020: .under("result")],
        .recipes: [.year2020: .under("items"), .year2022: .under("result"), .year2025: .counted("result")],
        .recipeVersions: [.year2024: .under("data")],
        .jobs: [.year2020: .under("items")],
        .folders: [.year2020: .under("result"), .year2025: .counted("result")],
        .projects: [.year2022: .under("result"), .year2025: .counted("result")],
        .roles: [.year2020: .bare, .year2022: .under("result"), .year2025: .counted("result")],
        .lookupTables: [.year2020: .under("result"), .year2025: .counted("result")],
        .lookupRows: [.year2020: .under("result")],
        .apiCollections: [.year2020: .under("result")],
        .apiEndpoints: [.year2020: .under("result")],
        .apiClients: [.year2020: .under("result")],
        .apiClientsV2: [.year2024: .counted("data")],
        .apiAccessProfiles: [.year2020: .bare, .year2025: .under("result")],
        .integrations: [.year2020: .bare, .year2024: .under("items")],
        .allIntegrations: [.year2024: .counted("items")],
        .customConnectors: [.year2020: .under("result")],
        .customerManagers: [.year2020: .resultItems],
    ]

    /// What the partner's own workspace wraps differently in every dialect. Clients of different makers agree on these forms.
    static let ownListForms: [Listing: Eras<ListForm>] = [
        .recipes: [.year2020: .under("items")],
        .connections: [.year2020: .bare],
        .folders: [.year2020: .bare],
        .projects: [.year2022: .bare],
        .roles: [.year2020: .bare],
        .apiCollections: [.year2020: .bare],
        .apiEndpoints: [.year2020: .bare],
        .apiClients: [.year2020: .bare],
        .apiAccessProfiles: [.year2020: .bare],
    ]

    /// Without an entry, a record is bare.
    static let recordForms: [WorkspaceOwner: [Listing: Eras<RecordForm>]] = [.customer: [.recipes: [.year2025: .resultList]]]

    /// Without an entry, a page has at most a hundred records.
    static let pageSizes: [Listing: Eras<PageSizes>] = [
        .recipes: [.year2020: PageSizes(standard: 10, maximum: 100), .year2024: PageSizes(standard: 100, maximum: 100)],
        .lookupRows: [.year2020: PageSizes(standard: 500, maximum: 1000)],
        .allIntegrations: [.year2020: PageSizes(standard: 1, maximum: 100)],
    ]

    /// Parts of paths that came later. In earlier dialects, a path with such a part is not found.
    static let laterPaths: [(part: String, first: Dialect)] = [
        ("projects", .year2022), ("export_manifests", .year2022), ("versions", .year2024), ("all", .year2024), ("v2", .year2024),
    ]

    /// The usage report has never been documented in public. Each possible form is played by some dialect.
    static let usageForms: Eras<UsageForm> = [
        .year2020: .byCustomer, .year2022: .byMonth, .year2024: .byCustomer, .year2025: .rows,
    ]

    // The documentation's example of a failed import calls it an export.
    static let failedImports: Eras<String> = [.year2020: "export", .year2024: "import"]

    // The flat form is the Developer API's. The dialect of 2025 plays it, so that every form is played.
    static let propertyForms: [WorkspaceOwner: Eras<PropertyForm>] = [
        .customer: [.year2020: .array, .year2022: .result, .year2025: .flat], .partner: [.year2020: .flat],
    ]
}
