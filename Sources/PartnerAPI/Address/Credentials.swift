import Values

/// Proves to the partner API who asks (API.md 1). Commands read it from the environment; only the client sends it. It never shows its
/// secret, not even to reflection.
public struct Credentials: Sendable {
    enum Scheme: Sendable {
        case bearer(token: String)
        case headers(email: String, token: String)
        case query(email: String, token: String)
        /// No credentials are needed: in a replay.
        case none
    }

    let scheme: Scheme

    /// Reads `WORKATO_API_TOKEN`, or `WORKATO_USER_EMAIL` with `WORKATO_USER_TOKEN`. If both are given, the API token is used.
    ///
    /// - Parameter inQuery: send the mail address and user token as query parameters, not as headers. It doesn't affect an API token.
    /// - Throws: `.credentials`, which names variables but never values.
    public static func from(environment: [String: String], inQuery: Bool = false) throws(PartnerAPIError) -> Credentials {
        if let token = try value(of: .apiToken, in: environment) { return Credentials(scheme: .bearer(token: token)) }
        let email = try value(of: .userEmail, in: environment)
        let userToken = try value(of: .userToken, in: environment)
        switch (email, userToken) {
        case (let email?, let token?):
            return Credentials(scheme: inQuery ? .query(email: email, token: token) : .headers(email: email, token: token))
        case (nil, .some): throw .credentials(.incomplete(missing: Variable.userEmail.rawValue))
        case (.some, nil): throw .credentials(.incomplete(missing: Variable.userToken.rawValue))
        case (nil, nil): throw .credentials(.missing)
        }
    }

    private enum Variable: String {
        case apiToken = "WORKATO_API_TOKEN"
        case userEmail = "WORKATO_USER_EMAIL"
        case userToken = "WORKATO_USER_TOKEN"
    }

    private static func value(of variable: Variable, in environment: [String: String]) throws(PartnerAPIError) -> String? {
        guard let text = environment[variable.rawValue]?.trimmingBlanks, !text.isEmpty else { return nil }
        // A line break inside would end the header and start another.
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            throw .credentials(.controlCharacter(in: variable.rawValue))
        }
        return text
    }
}

/// What is wrong with the credentials in the environment.
public enum CredentialsProblem: Sendable, Equatable {
    case missing
    case incomplete(missing: String)
    case controlCharacter(in: String)
}

extension CredentialsProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing: "no credentials in the environment"
        case .incomplete(let variable): "\(variable) is missing or empty"
        case .controlCharacter(let variable): "\(variable) holds a line break or another control character"
        }
    }

    var hint: String {
        switch self {
        case .missing: "set WORKATO_API_TOKEN, or WORKATO_USER_EMAIL and WORKATO_USER_TOKEN"
        case .incomplete(let variable): "set \(variable), or use WORKATO_API_TOKEN alone"
        case .controlCharacter(let variable): "set \(variable) again, on one line"
        }
    }
}

extension Credentials {
    var headers: [(name: String, value: String)] {
        switch scheme {
        case .bearer(let token): [("Authorization", "Bearer \(token)")]
        case .headers(let email, let token): [("X-USER-EMAIL", email), ("X-USER-TOKEN", token)]
        case .query, .none: []
        }
    }

    var query: [(name: String, value: String)] {
        guard case .query(let email, let token) = scheme else { return [] }
        return [("user_email", email), ("user_token", token)]
    }

    private var token: String? {
        switch scheme {
        case .bearer(let token), .headers(_, let token), .query(_, let token): token
        case .none: nil
        }
    }

    /// A text from outside, made safe for a message: one line of at most 200 characters.
    ///
    /// - Returns: nil if nothing of it is left, or if it repeats the token.
    func presentable(_ text: String) -> String? {
        let line = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
        guard !line.isEmpty, !isRepeated(in: text) else { return nil }
        return String(line.prefix(200))
    }

    /// Whether a text holds the token: as it is, percent-encoded, escaped as in JSON, or with control characters in between.
    func isRepeated(in text: String) -> Bool {
        guard let token else { return false }
        let plain = JSONEscapes.resolved(text)
        let line = String(String.UnicodeScalarView(plain.unicodeScalars.filter { $0.properties.generalCategory != .control }))
        let encoded = PercentEncoding.component(token).lowercased()
        return text.contains(token) || plain.contains(token) || line.contains(token) || line.lowercased().contains(encoded)
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        switch scheme {
        case .bearer: "API token (hidden)"
        case .headers: "mail address and user token (hidden)"
        case .query: "mail address and user token, in the query (hidden)"
        case .none: "no credentials"
        }
    }

    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["scheme": description]) }
}

/// Resolves the escapes of JSON strings anywhere in a text, which need not be JSON. Control characters are left out.
private enum JSONEscapes {
    static func resolved(_ text: String) -> String {
        guard text.contains("\\") else { return text }
        var resolved = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let escape = rest.popFirst() else {
                resolved.append(scalar)
                continue
            }
            let digits = rest.prefix(4)
            if escape == "u", digits.count == 4, let code = UInt32(String(digits), radix: 16), let meant = Unicode.Scalar(code) {
                rest = rest.dropFirst(4)
                resolved.append(meant)
            } else if !"bfnrt".unicodeScalars.contains(escape) {
                resolved.append(escape)
            }
        }
        return String(resolved)
    }
}
