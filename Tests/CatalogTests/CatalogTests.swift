import Catalog
import Testing

@Suite struct CatalogTests {
    let catalog = Catalog.standard

    @Test("every parent and predecessor stands before what needs it")
    func order() {
        for (index, resource) in catalog.resources.enumerated() {
            let before = catalog.resources.prefix(index).map(\.name)
            for needed in [resource.parent?.resource, resource.after].compactMap({ $0 }) { #expect(before.contains(needed)) }
        }
    }

    @Test("no table is filled by two resources")
    func tables() {
        let names = catalog.tables.map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test("what can be deleted is known by one column within its scope")
    func keys() {
        for resource in catalog.resources where resource.retention == .live { #expect(resource.key.count == 1, "\(resource.name)") }
    }

    @Test("a path names every column of its scope, and they are percent-encoded")
    func paths() {
        for resource in catalog.resources {
            let values = catalog.scopeColumns(of: resource).map { _ in KeyValue.text("a/b c") }
            let path = resource.path(for: Scope(resource, in: catalog, values: values), in: catalog)
            #expect(!path.contains("{") && !path.contains(" "), "\(path)")
            let choices = resource.parent?.selection.choice == nil ? 0 : 1
            #expect(path.split(separator: "a%2Fb%20c", omittingEmptySubsequences: false).count == values.count + 1 - choices)
        }
    }
}
