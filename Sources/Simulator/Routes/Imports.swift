/// Imports of packages: https://docs.workato.com/oem/oem-api/recipe-lifecycle-management.html
extension Routes {
    private static let imports = "managed_users/:managed_user_id/imports"

    func addImports() {
        post(Self.imports, .imports) { call, state throws(APIFailure) in
            let customer = try call.customer(state)
            guard let folder = call.query.integer("folder_id") else { throw .invalid("folder_id", "can't be blank") }
            guard !call.bytes.isEmpty else { throw .badRequest }
            let result: JSON? =
                if call.bytes.starts(with: Self.zip) {
                    .array(state.recipeStatus(of: customer, in: folder, restarts: call.query["restart_recipes"] == "true"))
                } else { nil }
            return .object(state.importPackage(of: customer, result))
        }
        get(Self.imports + "/:package_id", .imports) { call, state throws(APIFailure) in
            var package = try state.askForPackage(call, "import")
            if package["status"] == "failed" { package["operation_type"] = .string(call.dialect.failedImport) }
            return .object(package)
        }
    }

    // Every archive begins with this. The rest of it is not read.
    private static let zip = Array("PK".utf8)
}

extension WorldState {
    /// Imports a package. Without a result, the import will fail, because the file is not a package.
    fileprivate mutating func importPackage(of customer: Int64, _ result: JSON?) -> JSON {
        _ = tick()
        let id = identities.next(.package, at: now)
        func package(_ status: String, _ error: JSON = .null, _ recipes: JSON = []) -> JSON {
            ["id": .integer(id), "operation_type": "import", "status": .string(status), "error": error, "recipe_status": recipes]
        }
        let last = result.map { package("completed", .null, $0) } ?? package("failed", "The file is not a package")
        workspaces[customer]?.lifecycle.add(id, saying: [package("in_progress"), package("processing"), last])
        return ["id": .integer(id), "operation_type": "import", "status": "in_progress"]
    }

    /// What happens to the recipes in the folder: nothing, because the package is not opened.
    fileprivate func recipeStatus(of customer: Int64, in folder: Int64, restarts: Bool) -> [JSON] {
        self[.recipes(of: customer)].entries.filter { $0.record["folder_id"] == .integer(folder) }.map { recipe in
            let isRestarted = restarts && recipe.record["running"] == true
            let result: JSON = isRestarted ? "restarted" : "no_update_or_updated_without_restart"
            return ["id": .integer(recipe.id), "import_result": result]
        }
    }
}
