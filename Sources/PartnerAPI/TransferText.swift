import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

/// Transport errors in words.
enum TransferText {
    /// Never `String(describing:)` of an `HTTPClientError`: it may repeat header values.
    static func reason(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError: error.shortDescription.lowercasedFirst
        case let error as NIOConnectionError where error.connectionErrors.isEmpty: "its name is not known"
        case let error as NIOConnectionError: error.connectionErrors.map { reason($0.error) }.unique.joined(separator: "; ")
        case let error as IOError: systemText(error)
        case is ChannelError: "the connection failed"
        default: String(describing: error)
        }
    }

    /// Whether no connection came about, so that nothing can have been sent. In doubt it did.
    static func saysUnconnected(_ error: any Error) -> Bool {
        switch error {
        case is NIOConnectionError: true
        case let error as HTTPClientError: error == .connectTimeout
        case let error as IOError: error.errnoCode == ECONNREFUSED
        default: false
        }
    }

    private static func systemText(_ error: IOError) -> String {
        // "connection reset (error set): Connection refused) (errno: 111)": the middle is what people know.
        let text = error.description
        return text.split(separator: ": ").dropFirst().first.map { $0.prefix { $0 != ")" }.lowercased() } ?? text
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

extension [String] {
    fileprivate var unique: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
