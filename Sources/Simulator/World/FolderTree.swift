/// The folders of a workspace below Home, which is an id without a record.
extension Workspace {
    var home: Int64? { folders.first }

    func hasFolder(_ id: Int64) -> Bool { id == home || folderTree[id] != nil }

    /// Whether a folder is directly in another one. A folder without a parent is in Home.
    func isFolder(_ folder: JSON, in parent: Int64) -> Bool {
        guard let holder = folder["parent_id"]?.integerValue else { return parent == home }
        return holder == parent
    }

    /// A folder and everything below it. A planted cycle is followed only once.
    func subtree(of root: Int64) -> Set<Int64> {
        var found: Set<Int64> = [root]
        var open = [root]
        while let parent = open.popLast() {
            for folder in folderTree.entries where isFolder(folder.record, in: parent) && found.insert(folder.id).inserted {
                open.append(folder.id)
            }
        }
        return found
    }

    func isEmptyFolder(_ id: Int64) -> Bool {
        !folderTree.entries.contains { isFolder($0.record, in: id) }
            && [recipes, connections].allSatisfy { $0.count("folder_id", .integer(id)) == 0 }
    }

    /// The project a folder belongs to; Home belongs to none.
    func project(of folder: Int64) -> JSON { folderTree[folder]?["project_id"] ?? .null }
}
