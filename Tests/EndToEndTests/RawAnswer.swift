import Foundation

/// A server that gives every request the same answer, byte for byte.
final class RawAnswer: Sendable {
    /// Such as `http://127.0.0.1:40123`.
    let baseURL: String
    private let listener: CInt

    /// - Parameters:
    ///   - type: the body's media type.
    init(_ body: [UInt8], type: String) throws {
        let listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> in_port_t? in
                guard bind(listener, address, size) == 0, listen(listener, 8) == 0, getsockname(listener, address, &size) == 0 else {
                    return nil
                }
                return pointer.pointee.sin_port.bigEndian
            }
        }
        guard let port else { throw POSIXError(.EADDRNOTAVAIL) }
        baseURL = "http://127.0.0.1:\(port)"
        let head = "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n"
        let answer = Array(head.utf8) + body
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                Self.give(answer, to: connection)
            }
        }
    }

    func stop() {
        // A thread that waits in `accept` is woken by this, and by nothing less.
        shutdown(listener, CInt(SHUT_RDWR))
        close(listener)
    }

    private static func give(_ answer: [UInt8], to connection: CInt) {
        defer { close(connection) }
        var (asked, piece) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
        while asked.suffix(4) != Array("\r\n\r\n".utf8)[...] {
            let count = read(connection, &piece, piece.count)
            guard count > 0 else { return }
            asked += piece.prefix(count)
        }
        var rest = answer[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
