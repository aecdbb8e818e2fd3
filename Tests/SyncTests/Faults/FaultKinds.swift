import Catalog
import Foundation
import Simulator

/// What the fault suite throws at a sync: the kinds of faults, and the lines that aim them (Documentation/faults.md).
enum FaultKinds {
    /// Faults that another try heals, if it isn't hit too.
    static let transient = [
        "429", "429 retry-after=0", "429 retry-after=2", "429 retry-after=date+2", "429 retry-after=nonsense", "429 html", "500",
        "500 html", "502", "502 html", "502 blank", "503 html retry-after=1", "503 retry-after=2", "504", "reset", "truncate",
        "truncate chunked", "invalid", "html", "slow 5ms",
    ]

    /// Faults that no other try heals.
    static let permanent = ["401", "403", "404", "unknown", "empty"]
}

extension Resource {
    /// The paths of all its listings as faults name them, with `*` for the values of the scope.
    var faultPaths: [String] {
        [listing.path, listing.ownPath, listing.otherwise?.path].compactMap { $0 }.map { path in
            path.split(separator: "/").map { $0.hasPrefix("{") ? "/*" : "/\($0)" }.joined()
        }
    }

    /// The paths of one listing as faults name them. If the server lacks the first, the client asks the second.
    func faultPaths(of scope: Scope) -> [String] {
        [path(for: scope, in: .standard)] + [listing.otherwise?.path].compactMap { $0 }
    }
}

/// Lines of faults.
enum FaultLines {
    /// In each shift, every resource meets another kind. So there are as many shifts as kinds, and they cover every pair.
    static func transient(shift: Int, percent: Int) throws -> [Fault] {
        let kinds = FaultKinds.transient
        return try faults(
            Catalog.standard.resources.enumerated().flatMap { index, resource in
                let kind = kinds[(index + shift) % kinds.count]
                // Everything else waits for the first resource, so one of its tries must succeed.
                return resource.faultPaths.flatMap { [certain($0, kind), "* \($0) \(index == 0 ? "every 3" : "\(percent)%") \(kind)"] }
            })
    }

    /// The line that hits every resource in a shift. It comes first, so it is found first.
    static func certain(shift: Int) -> Set<String> {
        let kinds = FaultKinds.transient
        return Set(Catalog.standard.resources.enumerated().map { certain($1.faultPaths[0], kinds[($0 + shift) % kinds.count]) })
    }

    /// The first request is always hit, whatever chance brings.
    private static func certain(_ path: String, _ kind: String) -> String { "* \(path) first 1 \(kind)" }

    static func faults(_ lines: [String]) throws -> [Fault] { try Fault.list(lines.joined(separator: "\n")) }
}

/// How much the suite tries: a few seeds in every build, `SOAK_SEEDS` of them in `make soak`.
enum Soak {
    private static let wanted = ProcessInfo.processInfo.environment["SOAK_SEEDS"].flatMap { Int($0) }

    static var isOn: Bool { wanted != nil }

    /// - Parameter usual: the number that covers every case once.
    static func seeds(_ usual: UInt64) -> [UInt64] { Array(1...max(usual, UInt64(wanted ?? 0))) }
}
