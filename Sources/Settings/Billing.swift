extension Settings {
    /// What `billing` holds: how months are closed, and who sends the statements.
    public struct Billing: Sendable {
        /// Whether the poller closes a month by itself, after the first complete run beyond the grace period.
        public let closesMonths: Bool
        /// As `--grace` takes it; nil for the default.
        public let grace: String?
        /// As `--time-zone` takes it.
        public let timeZone: String?
        /// The path of the price list. A relative one starts in the working directory.
        public let prices: String?
        /// As `--max-unexplained` takes it.
        public let maxUnexplained: String?
        /// Who sends the statements. Without it they have no letterhead.
        public let issuer: String?
        /// The lines below the issuer.
        public let address: [String]
        public let note: String?
    }

    /// The keys under `billing`.
    enum BillingKey: String, CaseIterable {
        case close, grace, prices, issuer, address, note
        case timeZone = "time_zone"
        case maxUnexplained = "max_unexplained"
    }
}

extension Settings.Billing {
    init(_ reader: inout SettingsReader) throws(SettingsError) {
        closesMonths = try reader.value(.billing(.close), .closing) ?? false
        grace = try reader.value(.billing(.grace), .grace)
        timeZone = try reader.value(.billing(.timeZone), .words)
        prices = try reader.value(.billing(.prices), .path)
        maxUnexplained = try reader.value(.billing(.maxUnexplained), .percent)
        issuer = try reader.value(.billing(.issuer), .words)
        address = try reader.list(.billing(.address), .words)
        note = try reader.value(.billing(.note), .words)
    }
}

extension ValueParser where Value == Bool {
    /// YAML reads the bare word `off` as a boolean.
    fileprivate static let closing = ValueParser(expected: "auto or off") { text in
        switch text.lowercased() {
        case "auto": true
        case "off", "false", "no": false
        default: nil
        }
    }
}
