/// Who sends the statement, as the settings say at the close. It is frozen with it.
public struct BillingLetterhead: Sendable {
    /// Nil if the settings do not say.
    public var issuer: String?
    public var address: [String]
    public var note: String?

    public init(issuer: String? = nil, address: [String] = [], note: String? = nil) {
        (self.issuer, self.address, self.note) = (issuer, address, note)
    }

    /// FOCUS wants a name in every row.
    var issuerName: String { issuer ?? "unnamed issuer" }
}
