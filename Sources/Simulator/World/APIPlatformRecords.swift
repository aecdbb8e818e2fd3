/// The API platform of one workspace.
struct APIPlatform: Sendable {
    var collections = Records()
    var endpoints = Records()
    var clients = Records()
    var accessProfiles = Records()
}

extension WorldState {
    /// The partner's own workspace. It is not a customer, and nothing removes it.
    static let partner: Int64 = 0
    /// The id of its Home folder, and the owner of its recipes.
    static let partnerHome: Int64 = 902_101
    static let partnerUser: Int64 = 90_210
}
