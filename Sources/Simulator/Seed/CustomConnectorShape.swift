/// One of the partner's own connectors, which it may share with its customers.
struct CustomConnectorShape {
    let id: Int64
    let name: String
    let title: String
    let releases: Int
    /// The release that customers see.
    var shared: Int?

    /// All releases, the newest first. The answer shows no more than ten.
    func record(now: Moment) -> JSON {
        let versions = (0..<releases).map { release(releases - $0, now) }
        return [
            "id": .integer(id), "name": .string(name), "title": .string(title),
            "latest_released_version": .integer(releases > 0 ? releases : nil),
            "latest_released_version_note": versions.first?["version_note"] ?? .null, "oem_shared_version": .integer(shared),
            "oem_shared_at": .text(shared.map { time(of: $0, now).adding(days: 1).pacific }), "released_versions": .array(versions),
            "static_webhook_url": .text(shared == nil ? nil : "https://www.workato.com/webhooks/notify/\(name)"),
        ]
    }

    private func release(_ version: Int, _ now: Moment) -> JSON {
        [
            "version": .integer(version), "version_note": .text(version % 3 == 0 ? nil : "Release \(version)"),
            "created_at": .string(time(of: version, now).adding(minutes: -90).pacific),
            "released_at": .string(time(of: version, now).pacific),
        ]
    }

    private func time(of version: Int, _ now: Moment) -> Moment { now.adding(days: Int64(20 * (version - releases) - 10)) }

    static let all = [
        CustomConnectorShape(
            id: 3066, name: "acme_erp_connector_4711_1583912048", title: "ACME ERP", releases: 12, shared: 11),
        CustomConnectorShape(id: 3067, name: "new_connector_1_connector_4711_1626869205", title: "Foobar", releases: 0),
        CustomConnectorShape(id: 3102, name: "example_vendor_connector_4711_1655000000", title: "Example Vendor", releases: 4, shared: 4),
        CustomConnectorShape(id: 3480, name: "acme_wms_connector_4711_1690000000", title: "ACME WMS", releases: 1),
    ]
}
