/// One answer and its request as a recording keeps them, without secrets.
struct RecordedAnswer: Sendable {
    /// The host and port that were asked.
    let authority: String
    let request: SimulatorRequest
    let requestBody: [UInt8]
    let delivery: Delivery
    let date: Moment

    private static let credentials = ["user_token", "user_email"]
    private static let keptHeaders = ["content-type", "retry-after"]

    /// Such as `GET-api-managed_users`. Characters that do not belong in a file's name become `_`.
    var name: String {
        let words = [request.method] + request.path.split(separator: "/").map { String($0) }
        let plain = words.joined(separator: "-").map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "_" }
        return String(plain.prefix(120))
    }

    /// The file's content.
    var bytes: [UInt8] {
        let lines = ["\(request.method) \(target)", String(delivery.answer.status), "date: \(date.utc)"] + headers + requestLine
        return Array(lines.map { $0 + "\n" }.joined().utf8) + [UInt8(ascii: "\n")] + redacted(delivery.answer.body)
    }

    private var target: String {
        let parameters = request.query.split(separator: "&").filter { parameter in
            !Self.credentials.contains(parameter.prefix { $0 != "=" }.percentDecoded(plusIsBlank: true).lowercased())
        }
        return request.path + (parameters.isEmpty ? "" : "?" + parameters.joined(separator: "&"))
    }

    // The announced length tells a cut body from a whole one.
    private var headers: [String] {
        let kept = Self.keptHeaders.flatMap { name in
            delivery.answer.headers.filter { $0.name.lowercased() == name }.map { "\(name): \($0.value)" }
        }
        return switch delivery.ending {
        case .whole: kept
        case .shortOf(let length): kept + ["content-length: \(length)"]
        case .brokenChunks: kept + ["transfer-encoding: chunked"]
        }
    }

    // Compact, so that it takes one line. Text that is not JSON becomes a JSON string.
    private var requestLine: [String] {
        if requestBody.isEmpty { return [] }
        let body = redacted(requestBody)
        let json = JSON(parsing: body) ?? .string(String(decoding: body, as: UTF8.self))
        return ["request-body: \(json.text)"]
    }

    private func redacted(_ text: [UInt8]) -> [UInt8] {
        var redaction = Redaction(text)
        return redaction.run()
    }
}
