extension WorkspaceSeeder {
    /// Three to twelve folders, at most four deep; the first ones are projects.
    mutating func seedFolders() {
        // Everything that the seed has made so far belongs to the last of the first folders, which is the first project.
        let given = Array(result.folders.dropFirst().reversed())
        let projects = max(hasProject ? 1 : 0, random.below(4))
        var tree = [PlacedFolder(id: result.folders.first ?? 0, depth: 0, created: profile.created, project: nil)]
        for position in 0..<max(given.count, projects, random.between(3, 12)) {
            let isProject = position < projects
            let parent = isProject || random.chance(25) ? tree[0] : random.pick(tree.filter { $0.depth < 4 })
            let created = between(parent.created, options.now)
            let id = position < given.count ? given[position] : identities.next(.folder, at: created)
            let project = isProject ? seedProject(position == 0 ? given.first : nil, folder: id, created) : parent.project
            tree.append(PlacedFolder(id: id, depth: parent.depth + 1, created: created, project: project))
            let shape = FolderShape(
                id: id, name: isProject ? Vocabulary.projects[position] : random.pick(Vocabulary.folders), parent: parent.id,
                created: created, updated: between(created, options.now), isProject: isProject, project: project)
            result.folderTree.insert(shape.record, id: id)
        }
    }

    private var hasProject: Bool {
        (result.recipes.values + result.lookupTables.values).contains { $0["project_id"] != .null }
    }

    private mutating func seedProject(_ given: Int64?, folder: Int64, _ created: Moment) -> Int64 {
        let id = given ?? identities.next(.project, at: created)
        let name = Vocabulary.projects[result.projects.entries.count]
        let description = random.chance(50) ? "All of \(name), since \(created.pacificMonth.year)" : nil
        result.projects.insert(
            ["id": .integer(id), "description": .text(description), "folder_id": .integer(folder), "name": .string(name)], id: id)
        return id
    }
}

/// A folder that others can be put in.
private struct PlacedFolder {
    let id: Int64
    /// 0 is Home.
    let depth: Int
    let created: Moment
    let project: Int64?
}

/// The fields of a folder, in the order in which the API shows them.
struct FolderShape {
    var id: Int64
    var name: String
    var parent: Int64?
    var created: Moment
    var updated: Moment
    var isProject = false
    var project: Int64?

    var record: JSON {
        [
            "id": .integer(id), "name": .string(name), "parent_id": .integer(parent), "created_at": .string(created.pacific),
            "updated_at": .string(updated.pacific), "is_project": .bool(isProject), "project_id": .integer(project),
        ]
    }
}

extension Vocabulary {
    static let projects = ["Quote to cash", "Procurement", "People ops"]
}
