import CZlib

/// zlib with the gzip wrapper. Bodies are ours, so an error here is a mistake in the benchmark and stops it.
enum Gzip {
    private static let gzipWindow: Int32 = 15 + 16

    static func compress(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
        var stream = z_stream()
        let opened = deflateInit2_(
            &stream, level, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(opened == Z_OK, "zlib: deflateInit2 \(opened)")
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let count = run(&stream, bytes, into: &output) { deflate($0, Z_FINISH) }
        return Array(output.prefix(count))
    }

    /// Inflates into a buffer that is used again and again, and must be large enough.
    /// - Returns: the size of the text in bytes.
    static func inflate(_ bytes: [UInt8], into output: inout [UInt8]) -> Int {
        var stream = z_stream()
        let opened = inflateInit2_(&stream, gzipWindow, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(opened == Z_OK, "zlib: inflateInit2 \(opened)")
        defer { inflateEnd(&stream) }
        return run(&stream, bytes, into: &output) { CZlib.inflate($0, Z_FINISH) }
    }

    private static func run(
        _ stream: inout z_stream, _ input: [UInt8], into output: inout [UInt8], _ step: (UnsafeMutablePointer<z_stream>) -> Int32
    ) -> Int {
        input.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                let result = step(&stream)
                precondition(result == Z_STREAM_END, "zlib: \(result)")
                return output.count - Int(stream.avail_out)
            }
        }
    }
}
