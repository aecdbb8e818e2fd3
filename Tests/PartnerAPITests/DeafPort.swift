import Foundation
import PartnerAPI

/// A loopback port that nobody listens on, and that nobody else can get meanwhile.
enum DeafPort {
    struct NotReserved: Error { let number: CInt }

    /// Runs `body` with the port's address.
    static func with<Result: Sendable>(_ body: (_ base: BaseURL) async throws -> Result) async throws -> Result {
        // It is bound, so it is taken. It doesn't listen, so connections are refused.
        #if canImport(Glibc)
            let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutableBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { address in
                guard let address = address.baseAddress else { return false }
                return bind(descriptor, address, size) == 0 && getsockname(descriptor, address, &size) == 0
            }
        }
        guard isBound else { throw NotReserved(number: errno) }
        return try await body(try BaseURL("http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"))
    }
}
