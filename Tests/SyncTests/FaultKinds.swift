import Catalog
import Foundation
import Simulator

/// What the fault suite throws at a sync: the kinds of faults, and the lines that aim them (Documentation/faults.md).
enum FaultKinds {
    /// What another try heals, if it is not struck again.
    static let transient = [
        "429", "429 retry-after=0", "429 retry-after=2", "429 retry-after=date+2", "429 retry-after=nonsense", "429 html", "500",
        "500 html", "502", "502 html", "502 blank", "503 html retry-after=1", "503 retry-after=2", "504", "reset", "truncate",
        "truncate chunked", "invalid", "html", "slow 50ms",
    ]

    /// What no other try heals.
    static let permanent = ["401", "403", "404", "unknown", "empty"]
}

extension Resource {
    /// The paths of all its listings as faults name them: `*` for what the scope says.
    var faultPaths: [String] {
        [listing.path, listing.ownPath, listing.otherwise?.path].compactMap { $0 }.map { path in
            path.split(separator: "/").map { $0.hasPrefix("{") ? "/*" : "/\($0)" }.joined()
        }
    }

    /// The paths of one listing as faults name them: where the server lacks the first, the client asks the second.
    func faultPaths(of scope: Scope) -> [String] {
        [path(for: scope, in: .standard)] + [listing.otherwise?.path].compactMap { $0 }
    }
}

/// Lines of faults.
enum FaultLines {
    /// Every path of a resource is struck once for certain, and then now and then.
    static func transient(_ resource: Resource, _ kind: String, percent: Int) -> [String] {
        resource.faultPaths.flatMap { ["* \($0) first 1 \(kind)", "* \($0) \(percent)% \(kind)"] }
    }

    static func faults(_ lines: [String]) throws -> [Fault] { try Fault.list(lines.joined(separator: "\n")) }
}

/// How much the suite tries: a few seeds in every build, `SOAK_SEEDS` of them in `make soak`.
enum Soak {
    static func seeds(_ usual: Int) -> [UInt64] {
        let wanted = ProcessInfo.processInfo.environment["SOAK_SEEDS"].flatMap { Int($0) } ?? usual
        return (1...max(1, wanted)).map { UInt64($0) }
    }
}
