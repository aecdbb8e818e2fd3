import Catalog
import Foundation
import JSONPages
import PartnerAPI
import Reports
import Values

/// The request that `api` sends: a path as a person writes it, and parameters.
struct ApiRequest {
    private let path: RequestPath

    init(path: String, parameters: [String], base: BaseURL) throws {
        let query = parameters.map { text in
            text.parts(between: "=", maxSplits: 1).map(PercentEncoding.component).joined(separator: "=")
        }
        let separator = query.isEmpty ? "" : path.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
        self.path = try RequestPath(path + separator + query.joined(separator: "&"), base: base)
    }

    /// One request, counted in the budget of its endpoint.
    func request(_ method: Endpoint.Method, body: [UInt8]?, contentType: String) -> PartnerRequest {
        let group = EndpointGroup.of(method: method, path: path.path)
        return method == .get
            ? .get(path.text, body: body, group: group)
            : .write(method, path.text, body: body, contentType: contentType, group: group)
    }

    /// Writes all pages of a listing as one array, one record in a line. An answer that is not a listing is written as it came.
    func walk(_ client: PartnerClient, to output: BufferedOutput) async throws {
        var paginator = Paginator(client: client, path: path, group: .of(method: .get, path: path.path))
        var records = 0
        var pages = 0
        while let answer = try await paginator.next() {
            pages += 1
            guard let page = try? RecordPage(reading: answer.value, fields: []) else {
                return try answer.value.withUnsafeBytes { try output.append($0) }
            }
            try page.read { reader in
                for index in 0..<reader.count {
                    try output.append(records == 0 ? "[\n" : ",\n")
                    try output.append(reader.text(of: index))
                    records += 1
                }
            }
            try output.flush()
        }
        try output.append(records == 0 ? "[]\n" : "\n]\n")
    }
}

/// The body of an `api` request: from a file, from stdin, or from fields.
struct ApiBody {
    let bytes: [UInt8]?

    init(file: String?, fields: [String]) throws {
        if let file {
            bytes = try Self.read(file)
        } else {
            bytes = fields.isEmpty ? nil : try Self.object(fields)
        }
    }

    private static func read(_ file: String) throws -> [UInt8] {
        guard let data = file == "-" ? try StandardInput.read() : FileManager.default.contents(atPath: file) else {
            throw Failure("--body \(file): cannot be read", hint: "name a file, or - for stdin", code: .usage)
        }
        return Array(data)
    }

    /// `name=text` gives a text, `name:=json` any JSON value.
    private static func object(_ fields: [String]) throws -> [UInt8] {
        let members = try fields.map { field in
            let halves = field.parts(between: "=", maxSplits: 1)
            guard halves.count == 2, !halves[0].isEmpty else { throw bad(field) }
            let (start, value) = (halves[0], halves[1])
            let isJSONValue = start.utf8.last == UInt8(ascii: ":")
            let name = isJSONValue ? String(start.unicodeScalars.dropLast()) : start
            if isJSONValue, !Array(value.utf8).withUnsafeBytes(isJSON) { throw bad(name) }
            return try quoted(name) + ":" + (isJSONValue ? value : quoted(value))
        }
        return Array("{\(members.joined(separator: ","))}".utf8)
    }

    private static func quoted(_ text: String) throws -> String { String(decoding: try JSONEncoder().encode(text), as: UTF8.self) }

    private static func bad(_ name: String) -> Failure {
        Failure(
            "--field \(name.prefix { $0 != "=" }): not of the form NAME=TEXT or NAME:=JSON", hint: "such as --field name=Acme", code: .usage
        )
    }
}
