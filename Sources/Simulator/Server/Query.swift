/// The parameters of a request's query, in their order.
struct Query: Sendable {
    let pairs: [(name: String, value: String)]

    init(_ text: String) {
        pairs = text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (parts[0].percentDecoded(plusIsBlank: true), parts.count > 1 ? parts[1].percentDecoded(plusIsBlank: true) : "")
        }
    }

    /// The last value of that name: Rails takes the last one too.
    subscript(name: String) -> String? { pairs.last { $0.name == name }?.value }

    /// All values of that name, in their order.
    func values(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    func integer(_ name: String) -> Int64? { self[name].flatMap { Int64($0) } }

    /// A filter by time. A text that is no time is a bad request.
    func moment(_ name: String) throws(APIFailure) -> Moment? {
        guard let text = self[name] else { return nil }
        guard let moment = Moment(text) else { throw .badRequest }
        return moment
    }

    /// `by[label]=value` pairs.
    var cells: [(label: String, value: String)] {
        pairs.compactMap { pair in
            guard pair.name.hasPrefix("by["), pair.name.hasSuffix("]") else { return nil }
            return (String(pair.name.dropFirst(3).dropLast()), pair.value)
        }
    }
}

extension StringProtocol {
    /// Decodes `%2F`; a `%` without two hex digits stays as it is.
    func percentDecoded(plusIsBlank: Bool = false) -> String {
        var bytes: [UInt8] = []
        var rest = Substring(self).utf8
        while let byte = rest.popFirst() {
            let digits = Substring(rest.prefix(2))
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit), let decoded = UInt8(digits, radix: 16) {
                bytes.append(decoded)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(plusIsBlank && byte == UInt8(ascii: "+") ? 0x20 : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
