import CZlib

/// Removes one layer of gzip or deflate from a body that comes in pieces. `ContentCoding` has one for each coding.
///
/// In gzip, several members may follow each other (RFC 1952, 2.2). HTTP's deflate is zlib's format (RFC 9110, 8.4.1.2), but some servers
/// leave out its two bytes of header. Both forms are read.
final class Inflate {
    enum Format { case gzip, deflate }

    enum Trouble: Error, Equatable {
        /// The body isn't in this format, or was damaged on the way.
        case damaged(Format)
        case cutOff(Format)
        case tooLarge
    }

    private enum Place { case start, inside, afterMember }

    private let format: Format
    /// How many bytes may come out: one layer of a bomb may be larger than its content.
    private let limit: Int
    /// Allocated apart, because zlib remembers its address.
    private let stream: UnsafeMutablePointer<z_stream>
    private let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    private var isOpen = false
    private var place = Place.start
    private var produced = 0

    init(_ format: Format, limit: Int) {
        self.format = format
        self.limit = limit
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
    }

    deinit {
        if isOpen { inflateEnd(stream) }
        stream.deallocate()
        room.deallocate()
    }

    /// Inflates the next piece and hands out the result, at most 64 KiB at a time.
    func take(_ piece: UnsafeRawBufferPointer, _ hand: (UnsafeRawBufferPointer) throws -> Void) throws {
        var rest = piece[...]
        while true {
            // Zeros after a member are padding.
            if place == .afterMember { rest = rest.drop { $0 == 0 } }
            guard let first = rest.first else { return }
            if place != .inside { try begin(with: first) }
            rest = try inflated(rest, hand)
        }
    }

    /// - Throws: `.cutOff` if the body isn't complete.
    func end() throws {
        if place == .inside { throw Trouble.cutOff(format) }
    }

    private func begin(with first: UInt8) throws {
        switch (place, format) {
        case (.afterMember, .deflate): throw Trouble.damaged(format)
        case (.afterMember, .gzip): guard inflateReset(stream) == Z_OK else { throw Trouble.damaged(format) }
        // 15 is zlib's largest window. Adding 16 asks for gzip's header, a minus for no header.
        case (_, .gzip): try open(15 + 16)
        case (_, .deflate): try open(first & 15 == UInt8(Z_DEFLATED) ? 15 : -15)
        }
        place = .inside
    }

    private func open(_ window: Int32) throws {
        guard inflateInit2_(stream, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw Trouble.damaged(format)
        }
        isOpen = true
    }

    /// - Returns: the rest of the piece, if a member ended in it.
    private func inflated(
        _ piece: Slice<UnsafeRawBufferPointer>, _ hand: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Slice<UnsafeRawBufferPointer> {
        let bytes = UnsafeMutableRawBufferPointer(mutating: UnsafeRawBufferPointer(rebasing: piece)).bindMemory(to: UInt8.self)
        stream.pointee.next_in = bytes.baseAddress
        stream.pointee.avail_in = UInt32(bytes.count)
        var status = Z_OK
        repeat {
            stream.pointee.next_out = room.baseAddress
            stream.pointee.avail_out = UInt32(room.count)
            status = inflate(stream, Z_NO_FLUSH)
            guard [Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(status) else { throw Trouble.damaged(format) }
            let count = room.count - Int(stream.pointee.avail_out)
            produced += count
            if produced > limit { throw Trouble.tooLarge }
            if count > 0 { try hand(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<count])) }
        } while status == Z_OK && (stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0)
        if status == Z_STREAM_END { place = .afterMember }
        return piece.suffix(Int(stream.pointee.avail_in))
    }
}
