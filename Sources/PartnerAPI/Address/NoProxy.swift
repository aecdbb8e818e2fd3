import Foundation

/// The hosts that are asked without the proxy, as `NO_PROXY` lists them, separated by commas or blanks. `Proxy.from` asks it.
///
/// `*` means every host. `example.com` and `.example.com` mean that host and all below it. An IP address means itself, and `10.0.0.0/8` a
/// network. `example.com:8443` means the host at that port only.
struct NoProxy {
    private let rules: [Substring]

    init(_ text: String) {
        rules = text.split { $0 == "," || $0.isWhitespace }
    }

    /// The variable that is set, and its value.
    static func rules(in environment: [String: String]) -> (variable: String, value: String)? { environment.firstSet(of: "no_proxy") }

    func holds(_ base: BaseURL) -> Bool {
        let (host, port) = Self.split(base.host[...])
        let defaultPort = base.isSecure ? 443 : 80
        return rules.contains { rule in
            if rule == "*" { return true }
            let (name, rulePort) = Self.split(rule)
            if let rulePort, rulePort != port ?? defaultPort { return false }
            return Self.address(host).map { Self.isInside($0, name) } ?? Self.isBelow(host, name)
        }
    }

    /// Host and port. The colons of an IPv6 address without brackets belong to the address.
    private static func split(_ text: Substring) -> (host: Substring, port: Int?) {
        if text.hasPrefix("[") {
            let inner = text.dropFirst().prefix { $0 != "]" }
            return (inner, Int(text.dropFirst(inner.count + 2).drop { $0 == ":" }))
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? (parts[0], Int(parts[1])) : (text, nil)
    }

    private static func isBelow(_ host: Substring, _ rule: Substring) -> Bool {
        let host = host.lowercased().trimmingDots
        let rule = rule.lowercased().trimmingDots
        return !rule.isEmpty && (host == rule || host.hasSuffix("." + rule))
    }

    private static func isInside(_ address: [UInt8], _ rule: Substring) -> Bool {
        let parts = rule.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let network = Self.address(parts[0]), network.count == address.count else { return false }
        guard parts.count == 2 else { return network == address }
        guard let bits = Int(parts[1]), 0...(address.count * 8) ~= bits else { return false }
        return zip(address, network).enumerated().allSatisfy { index, pair in
            let kept = min(max(bits - index * 8, 0), 8)
            return (pair.0 ^ pair.1) & ~(kept == 8 ? 0 : 0xFF >> UInt8(kept)) == 0
        }
    }

    /// The bytes of an IP address, 4 or 16; nil for a name.
    private static func address(_ text: Substring) -> [UInt8]? {
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            if inet_pton(family, String(text), &bytes) == 1 { return bytes }
        }
        return nil
    }
}

extension String {
    fileprivate var trimmingDots: Substring {
        let tail = drop { $0 == "." }
        return tail.prefix(tail.count - tail.reversed().prefix { $0 == "." }.count)
    }
}
