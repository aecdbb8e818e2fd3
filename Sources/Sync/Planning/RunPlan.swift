import Catalog
import Foundation
import PartnerAPI
import Store

/// How many requests the next run will send, and how long it will take, worked out from the last runs. `sync --plan` and the progress
/// line show it. It reads the mirror and sends nothing.
public struct RunPlan: Sendable {
    public struct Line: Sendable {
        public let resource: String
        public let group: EndpointGroup
        public let scopes: Int
        public let requests: Int
    }

    /// What the run needs of one budget.
    public struct Load: Sendable {
        public let group: EndpointGroup
        public let requests: Int
        /// How many requests a window allows, without the reserve.
        public let limit: Int
        /// A full budget is spent at once; after that, each further window takes its time.
        public let time: Duration
    }

    public let lines: [Line]
    /// The longest first. The groups run side by side, so the first says how long the run takes.
    public let loads: [Load]
    /// The plan counts listings that the mirror has never read.
    public let isRough: Bool

    public var requests: Int { lines.map(\.requests).reduce(0, +) }
    public var time: Duration { loads.first?.time ?? .zero }

    /// Plans from what the mirror knows.
    ///
    /// - Parameter customers: how many customers there are, if the mirror doesn't know.
    public init(
        of mirror: MirrorDatabase, _ options: SyncRun.Options, rateLimiter: RateLimiter, now: Date, customers: Int? = nil
    ) throws(StoreError) {
        let selection = Selection(options, of: mirror.catalog) { (now - Double($0.components.seconds)).stamp }
        var lines: [Line] = []
        var isRough = false
        for resource in selection.resources {
            let known = try mirror.knownListings(of: resource, since: selection.dueSince[resource.name])
            let unlisted = try max(0, Self.expected(resource, selection, mirror, customers) - known.scopes)
            let asksAll = resource.parent?.selection.asksAll ?? true
            lines.append(
                Line(
                    resource: resource.name, group: resource.group, scopes: (asksAll ? known.due : known.never) + unlisted,
                    requests: (asksAll ? known.requests : known.never) + unlisted))
            isRough = isRough || unlisted > 0
        }
        self.lines = lines
        self.isRough = isRough
        loads = Self.loads(lines, rateLimiter)
    }

    /// How many scopes there should be.
    private static func expected(
        _ resource: Resource, _ selection: Selection, _ mirror: MirrorDatabase, _ customers: Int?
    ) throws(StoreError) -> Int {
        let own = resource.listing.ownPath == nil ? 0 : 1
        guard let parent = resource.parent, let above = mirror.catalog[parent.resource] else { return 1 }
        guard case .chosen(let column, _, let conditions) = parent.selection else {
            if above.parent == nil, let customers { return own + customers }
            return own + (try mirror.count(of: above))
        }
        var scopes = 0
        for choice in selection.pickLists {
            scopes += try mirror.count(of: above, where: conditions.merging([column: choice.provider]) { $1 })
        }
        return scopes
    }

    private static func loads(_ lines: [Line], _ rateLimiter: RateLimiter) -> [Load] {
        Dictionary(grouping: lines, by: \.group).map { group, lines in
            let requests = lines.map(\.requests).reduce(0, +)
            let limit = rateLimiter.limit(of: group)
            return Load(
                group: group, requests: requests, limit: limit, time: rateLimiter.window * Double(max(0, requests - 1) / limit))
        }.sorted { ($0.time, $0.requests, $1.group.name) > ($1.time, $1.requests, $0.group.name) }
    }
}

extension Parent.Selection {
    /// Whether every run reads every listing, also if its parent hasn't changed.
    fileprivate var asksAll: Bool {
        if case .changed = self { false } else { true }
    }
}

extension PartnerClient {
    /// Asks for one page of customers and says how many there are. If the server doesn't count and the page is full, there are at least so
    /// many.
    public func countCustomers() async throws(PartnerAPIError) -> Int {
        let resource = Resource.managedUsers
        let size = resource.paging.pageSize
        let decoder = PageDecoder(form: resource.answer, fields: ["id"], redaction: nil, keepsShapeOnly: false)
        let request = PartnerRequest.get(
            resource.listing.path, query: [("page", "1"), ("per_page", "\(size)")], group: resource.group)
        switch try await send(request, read: decoder.decode).value {
        case .page(let page): return max(page.count, page.total ?? 0)
        case .unknown: return 0
        }
    }
}
