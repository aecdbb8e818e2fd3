import Foundation
import Simulator

/// What came over a connection until it ended: a client library would throw part of it away.
struct RawExchange: Sendable {
    /// Status line and headers.
    let head: String
    let body: [UInt8]
    /// The error that ended it; 0 for an orderly end.
    let error: CInt

    /// Sends one GET request and reads until the other side ends the connection.
    static func get(_ path: String, port: Int) async -> RawExchange {
        // The calls below block, and the server shares the few threads that tasks run on.
        await withCheckedContinuation { done in
            DispatchQueue.global().async { done.resume(returning: RawExchange(port: port, path: path)) }
        }
    }

    private init(port: Int, path: String) {
        #if canImport(Glibc)
            let stream = CInt(SOCK_STREAM.rawValue)
        #else
            let stream = SOCK_STREAM
        #endif
        let descriptor = socket(AF_INET, stream, 0)
        defer { close(descriptor) }
        let lines = ["GET \(path) HTTP/1.1", "Host: 127.0.0.1", "Connection: close", "Authorization: Bearer simulator-token", "", ""]
        let request = Array(lines.joined(separator: "\r\n").utf8)
        var received: [UInt8] = []
        var failure: CInt = 0
        if Self.connect(descriptor, to: port), send(descriptor, request, request.count, 0) == request.count {
            failure = Self.read(descriptor, &received)
        } else {
            failure = errno
        }
        error = failure
        let end = received.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound ?? 0
        head = String(decoding: received[..<end], as: UTF8.self).lowercased()
        body = Array(received[end...])
    }

    private static func connect(_ descriptor: CInt, to port: Int) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafeBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { address in
                address.baseAddress.map { Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 } ?? false
            }
        }
    }

    private static func read(_ descriptor: CInt, _ received: inout [UInt8]) -> CInt {
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(descriptor, &part, part.count, 0)
            guard count > 0 else { return count == 0 ? 0 : errno }
            received += part[..<count]
        }
    }
}
