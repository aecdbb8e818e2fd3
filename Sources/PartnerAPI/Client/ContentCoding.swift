import NIOHTTP1

/// What an answer's body was wrapped in on its way: its codings, the outermost first.
///
/// gzip is asked for. What else HTTP has and zlib can read is read too, also several on top of each other, for not every proxy
/// looks at what was asked for.
struct ContentCoding {
    private static let deepest = 4

    private let layers: [Inflate]
    /// The first coding that cannot be read, as the server calls it. Then the body is left as it is.
    let unknown: String?

    /// - Parameter limit: how many bytes may come out of each coding.
    init(_ headers: HTTPHeaders, limit: Int) {
        // Transfer codings lie around content codings. `chunked` is taken off before anybody sees the body.
        let names = Self.names(headers["Content-Encoding"]) + Self.names(headers["Transfer-Encoding"]).filter { $0 != "chunked" }
        let formats = names.reversed().map { (name: $0, format: Self.format($0)) }
        unknown = formats.first { $0.format == nil }?.name ?? (formats.count > Self.deepest ? "\(names.joined(separator: ", "))" : nil)
        layers = unknown == nil ? formats.compactMap { $0.format.map { Inflate($0, limit: limit) } } : []
    }

    /// Hands out what the next piece of the body holds.
    func take(_ piece: UnsafeRawBufferPointer, _ hand: (UnsafeRawBufferPointer) throws -> Void) throws {
        try Self.pass(piece, through: layers[...], hand)
    }

    /// - Throws: `Inflate.Trouble.cutOff` if something is still to come.
    func end() throws {
        for layer in layers { try layer.end() }
    }

    private static func pass(
        _ piece: UnsafeRawBufferPointer, through layers: ArraySlice<Inflate>, _ hand: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        guard let layer = layers.first else { return try hand(piece) }
        try layer.take(piece) { try pass($0, through: layers.dropFirst(), hand) }
    }

    private static func names(_ values: [String]) -> [String] {
        values.flatMap { $0.split(separator: ",") }.map { $0.filter { !$0.isWhitespace }.lowercased() }
            .filter { !$0.isEmpty && $0 != "identity" }
    }

    private static func format(_ name: String) -> Inflate.Format? {
        switch name {
        case "gzip", "x-gzip": .gzip
        case "deflate": .deflate
        default: nil
        }
    }
}

extension Inflate.Trouble: CustomStringConvertible {
    var description: String {
        switch self {
        case .damaged(let format): "what should be \(format.name) is not, or is damaged"
        case .cutOff(let format): "its \(format.name) ends too early"
        case .tooLarge: "it is too large"
        }
    }
}

extension Inflate.Format {
    fileprivate var name: String {
        switch self {
        case .gzip: "gzip"
        case .deflate: "deflate"
        }
    }
}
