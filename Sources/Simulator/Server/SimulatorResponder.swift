import Hummingbird

/// Answers a request as the API does: it first lets a test interfere, then checks the credentials, then follows the routes.
struct SimulatorResponder: HTTPResponder {
    let routes: RouterResponder<BasicRequestContext>
    let credentials: Credentials
    let override: (@Sendable (SimulatorRequest) async -> PlayedAnswer?)?

    init(_ world: World, _ options: SimulatorOptions, _ log: RequestLog, _ faults: FaultPlan) {
        let routes = Routes(world: world, budgets: Budgets(options), dialect: options.dialect)
        routes.addCustomers()
        routes.addUsage(options.usageForm ?? options.dialect.usageForm)
        routes.addCustomerPlans()
        routes.addUsageStatistics()
        routes.addMembers()
        routes.addFolders()
        routes.addProjects()
        routes.addRoles()
        routes.addProperties()
        routes.addRecipes()
        routes.addRecipeVersions()
        routes.addRecipeActions()
        routes.addRecipeSearch()
        routes.addJobs()
        routes.addRecipeWrites()
        routes.addConnections()
        routes.addPicklists()
        routes.addLookupTables()
        routes.addLookupTableWrites()
        routes.addLookupRows()
        routes.addCallingWorkspace(email: options.email)
        routes.addAPIPlatform()
        routes.addConnectors()
        routes.addCustomConnectors()
        routes.addImports()
        routes.addExports()
        routes.addExportManifests()
        routes.addControls(log)
        routes.addFaultControls(faults)
        self.routes = routes.router.buildResponder()
        credentials = Credentials(token: options.token, email: options.email)
        override = options.respond
    }

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        do {
            return try await answer(request, context)
        } catch let failure as APIFailure {
            return Response(failure)
        } catch {
            return Response(.serverError)
        }
    }

    private func answer(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let seen = SimulatorRequest(request)
        guard !seen.isControl else { return try await route(request, context) }
        if let override, let played = await override(seen) { return Response(played) }
        try credentials.check(seen)
        return try await route(request, context)
    }

    // The router itself answers unknown paths and bodies that are too large, but not in the API's words.
    private func route(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let response = try await routes.respond(to: request, context: context)
        switch response.status {
        case .ok: return response
        case .notFound: return Response(.notFound)
        default: return Response(.badRequest)
        }
    }
}

extension SimulatorRequest {
    /// Whether the request is for the simulator itself, outside the API.
    var isControl: Bool { path.hasPrefix("/simulator/") }

    init(_ request: Request) {
        self.init(
            method: request.method.rawValue, path: request.uri.path, query: request.uri.query ?? "",
            headers: request.headers.map { ($0.name.canonicalName, $0.value) })
    }
}
