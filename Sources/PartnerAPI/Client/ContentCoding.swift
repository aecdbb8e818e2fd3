import NIOHTTP1

/// Undoes the codings of an answer's body while it streams in. `HTTPTransport` makes one for each answer.
///
/// The client asks for gzip. Everything else in HTTP that zlib can read is read too, also several codings on top of each other, because not
/// every proxy respects what was asked for.
struct ContentCoding {
    private static let deepest = 4

    /// The outermost coding first.
    private let layers: [Inflate]
    /// The server's name for the first coding that can't be read. If there is one, the body is left as it is.
    let unknown: String?

    /// - Parameter limit: how many bytes may come out of each coding.
    init(_ headers: HTTPHeaders, limit: Int) {
        // Transfer codings are around content codings. `chunked` has been removed already.
        let names = Self.names(headers["Content-Encoding"]) + Self.names(headers["Transfer-Encoding"]).filter { $0 != "chunked" }
        let formats = names.reversed().map { (name: $0, format: Self.format($0)) }
        unknown = formats.first { $0.format == nil }?.name ?? (formats.count > Self.deepest ? "\(names.joined(separator: ", "))" : nil)
        layers = unknown == nil ? formats.compactMap { $0.format.map { Inflate($0, limit: limit) } } : []
    }

    /// Decodes the next piece of the body and hands out the result.
    func take(_ piece: UnsafeRawBufferPointer, _ hand: (UnsafeRawBufferPointer) throws -> Void) throws {
        try Self.pass(piece, through: layers[...], hand)
    }

    /// - Throws: `Inflate.Trouble.cutOff` if the body isn't complete.
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
