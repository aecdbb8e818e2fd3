#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A folder for files that are needed for a while. Only its owner can read it (0700).
public struct TemporaryFolder: Sendable {
    public let path: String

    /// Calls `body` with a new folder, and removes it with the files in it, whatever happens.
    ///
    /// - Parameter parent: the system's folder for such things.
    /// - Throws: `SpoolError` if it cannot be made, or what `body` throws.
    public static func with<Value>(in parent: String, _ body: (TemporaryFolder) throws -> Value) throws -> Value {
        var template = Array("\(parent)/workato-mirror.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SpoolError(folder: parent, code: errno) }
        let folder = TemporaryFolder(path: String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
        defer { folder.remove() }
        return try body(folder)
    }

    /// Opens a file of the folder, and calls `body` with its bytes in pieces.
    public func read(_ name: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SpoolError(folder: path, code: errno) }
        defer { close(descriptor) }
        try FileBytes.read(descriptor, of: path, body)
    }

    private func remove() {
        if let names = opendir(path) {
            while let entry = readdir(names) {
                let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                if name != ".", name != ".." { unlink("\(path)/\(name)") }
            }
            closedir(names)
        }
        rmdir(path)
    }
}
