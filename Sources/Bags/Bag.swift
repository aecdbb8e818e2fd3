import Hashing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A folder of files with their digests: a bag of BagIt 1.0 (RFC 8493) whose only algorithm is SHA-256.
///
/// Every file in it stands in exactly one manifest, but for `tagmanifest-sha256.txt` and that file's signature.
public struct Bag: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    /// The file that stands for the whole bag: whoever knows its digest knows every other file's.
    public var tagManifest: String { "\(path)/\(BagName.tagManifest)" }

    static let declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

    /// The path of a file in it, for the system's calls.
    func place(_ name: BagName) -> [CChar] { (Array(path.utf8) + [UInt8(ascii: "/")] + name.bytes + [0]).map(CChar.init(bitPattern:)) }
}

/// A regular file that is read in pieces.
struct BagFile: ~Copyable {
    /// With the error's text.
    struct Failure: Error {
        let reason: String
        init(_ code: CInt = errno) { reason = String(cString: strerror(code)) }
    }

    private let descriptor: CInt

    /// - Parameter mode: what its mode is set to, if it is.
    init(_ place: [CChar], mode: mode_t? = nil) throws(Failure) {
        // A pipe that has taken the file's place since must not block.
        descriptor = open(place, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { throw Failure() }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw Failure(EINVAL) }
        if let mode, fchmod(descriptor, mode) != 0 { throw Failure() }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Calls `body` for each piece, until it returns false.
    func forEachPiece(_ body: (UnsafeRawBufferPointer) -> Bool) throws(Failure) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 * 1024, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure() }
            guard count > 0, body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return }
        }
    }

    func digest() throws(Failure) -> String {
        let hasher = SHA256Hasher()
        try forEachPiece { piece in
            hasher.update(piece)
            return true
        }
        return hasher.finish()
    }

    /// All of it, if it is not larger than a tag file can be.
    func bytes() throws(Failure) -> [UInt8] {
        var all: [UInt8] = []
        let limit = 256 << 20
        try forEachPiece { piece in
            all.append(contentsOf: piece)
            return all.count <= limit
        }
        guard all.count <= limit else { throw Failure(EFBIG) }
        return all
    }
}
