import Foundation
import NIOCore
import Values

/// What can go wrong when metrics are served.
public enum MonitoringError: Error, Equatable, CustomStringConvertible {
    /// The address is in use, is not this machine's, or is not allowed.
    case cannotListen(HostPort, reason: String)

    public var description: String {
        switch self {
        case .cannotListen(let address, let reason): "cannot listen on \(address): \(reason)"
        }
    }

    public var hint: String {
        switch self {
        case .cannotListen: "give --listen an address of this machine and a port that is free"
        }
    }
}

extension MonitoringError {
    /// Why an address cannot be opened, in the system's words without function names and numbers.
    static func reason(_ error: any Error) -> String {
        switch error {
        case let error as IOError: String(cString: strerror(error.errnoCode)).lowercased()
        case is SocketAddressError: "its name is not known"
        default: "it cannot be opened"
        }
    }
}
