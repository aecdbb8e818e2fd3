import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Errors of the network in words, and what they say about the connection. `HTTPTransport` uses it.
enum TransportErrorText {
    /// Never uses `String(describing:)`, which may repeat header values and shows names of Swift's.
    static func reason(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError: error.shortDescription.lowercasedFirst
        case let error as NIOConnectionError where error.connectionErrors.isEmpty: "its name is not known"
        case let error as NIOConnectionError: error.connectionErrors.map { reason($0.error) }.unique.joined(separator: "; ")
        case let error as IOError: systemText(error)
        case HTTPParserError.invalidEOFState: "the connection ended in the middle of the answer"
        case is HTTPParserError: "the answer is not HTTP"
        case let error as NIOSSLError: secureText(error)
        case let error as BoringSSLError: secureText(.handshakeFailed(error))
        case is NIOSSLExtraError: "the TLS connection failed"
        default: "the connection failed"
        }
    }

    /// Whether no connection was made, so that nothing can have been sent. False if that isn't certain.
    static func saysUnconnected(_ error: any Error) -> Bool {
        switch error {
        case is NIOConnectionError: true
        case let error as HTTPClientError: error == .connectTimeout
        case let error as IOError: error.errnoCode == ECONNREFUSED
        default: false
        }
    }

    /// Whether the server's certificate was refused. BoringSSL's errors show this only in their text.
    static func saysUntrusted(_ error: NIOSSLError) -> Bool {
        objections(error).contains("CERTIFICATE_VERIFY_FAILED")
    }

    private static func secureText(_ error: NIOSSLError) -> String {
        switch error {
        case .handshakeFailed(.sslError(let stack)) where stack.contains(.eofDuringHandshake): "the connection ended in the TLS handshake"
        case .handshakeFailed where objections(error).contains("WRONG_VERSION_NUMBER"): "the server does not speak TLS"
        case .handshakeFailed:
            (["the TLS handshake failed"] + objections(error).prefix(1).map { $0.lowercased().replacing("_", with: " ") })
                .joined(separator: ": ")
        case .uncleanShutdown: "the TLS connection was cut off"
        default: "the TLS connection failed"
        }
    }

    /// The names of BoringSSL's errors. In "Error: 268435581 error:1000007d:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED at
    /// …/handshake.cc:393" it is the word before " at". The rest is a place in the source.
    private static func objections(_ error: NIOSSLError) -> [String] {
        guard case .handshakeFailed(let failure) = error else { return [] }
        let stack: NIOBoringSSLErrorStack =
            switch failure {
            case .sslError(let stack), .unknownError(let stack): stack
            default: []
            }
        return stack.compactMap { entry in
            let name = entry.description.prefix(upTo: " at ").split(separator: ":").last ?? ""
            return !name.isEmpty && name.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "_" } ? String(name) : nil
        }
    }

    private static func systemText(_ error: IOError) -> String {
        // In "connection reset (error set): Connection refused) (errno: 111)", people know the middle.
        let text = error.description
        return text.split(separator: ": ").dropFirst().first.map { $0.prefix { $0 != ")" }.lowercased() } ?? "the connection failed"
    }
}

extension String {
    /// "TLS handshake timeout" stays as it is.
    fileprivate var lowercasedFirst: String { dropFirst().first?.isUppercase == true ? self : prefix(1).lowercased() + dropFirst() }

    fileprivate func prefix(upTo text: String) -> Substring { range(of: text).map { self[..<$0.lowerBound] } ?? self[...] }
}

extension [String] {
    fileprivate var unique: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
