import Foundation

/// A time in the mirror's form: UTC with milliseconds, such as `2019-09-11T01:20:08.854Z`.
extension Date {
    private static let stampStyle = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// - Returns: nil if the text is not in the mirror's form.
    public init?(stamp: String) {
        guard let date = try? Date(stamp, strategy: Self.stampStyle) else { return nil }
        self = date
    }

    public var stamp: String { formatted(Self.stampStyle) }
}
