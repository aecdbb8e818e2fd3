/// The API platform of one workspace.
struct APIPlatform: Sendable {
    var collections = Records()
    var endpoints = Records()
    var clients = Records()
    var accessProfiles = Records()
}

extension WorldState {
    /// The partner's own workspace: it is no customer, and nothing takes it away.
    static let partner: Int64 = 0
    /// Its Home, and whoever its recipes belong to.
    static let partnerHome: Int64 = 902_101
    static let partnerUser: Int64 = 90_210
}
