import Store

/// The lines about several objects, under the customers that they belong to.
struct CustomerGroups {
    private var groups: [Int64?: (name: String?, lines: [String])] = [:]
    private let writer: ChangeLines

    init(_ style: TextStyle) { writer = ChangeLines(style: style) }

    mutating func add(_ object: ChangedObject) {
        groups[object.customer, default: (nil, [])].lines += writer.lines(object, indent: 4)
        groups[object.customer]?.name = object.customerName
    }

    /// By the customers' ids; what belongs to no customer is last.
    var lines: [String] {
        groups.sorted { ($0.key ?? .max) < ($1.key ?? .max) }
            .flatMap { ["  " + Self.heading($0.key, $0.value.name)] + $0.value.lines }
    }

    static func heading(_ customer: Int64?, _ name: String?) -> String {
        switch (customer, name) {
        case (nil, _): "all customers"
        case (0, _): "own workspace (0)"
        case (let id?, nil): "customer \(id)"
        case (let id?, let name?): "\(VisibleText.escaped(name)) (\(id))"
        }
    }
}
