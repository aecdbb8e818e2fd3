/// Requests of one endpoint group that a program sent shortly before it ended: the server may still count them.
public struct SpentRequests: Sendable, Hashable {
    /// The endpoint group's name.
    public let group: String
    /// When the last of them was answered, in milliseconds since 1970.
    public let answeredAt: Int64
    public let requests: Int

    public init(group: String, answeredAt: Int64, requests: Int) {
        self.group = group
        self.answeredAt = answeredAt
        self.requests = requests
    }
}
