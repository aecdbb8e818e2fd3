import Values

/// What a value has to look like, and what it then is.
struct ValueParser<Value: Sendable>: Sendable {
    /// For messages: "expected …".
    let expected: String
    let parse: @Sendable (String) -> Value?
}

extension ValueParser where Value == String {
    /// SQLite would take `:memory:` for a database that goes with the program.
    static let path = ValueParser(expected: "a file's path") { $0.isEmpty || $0 == ":memory:" ? nil : $0 }

    static let region = ValueParser(expected: "the code of a data centre, such as eu") { text in
        !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isLetter } ? text.lowercased() : nil
    }

    /// What else is wrong with an address, `PartnerAPI` says. Here it must hold nothing that may not be shown.
    static let address = ValueParser(expected: "an address such as https://app.eu.workato.com/api, without credentials or query") { text in
        text.isEmpty || text.contains { "@?#".contains($0) || $0.isWhitespace } ? nil : text
    }
}

extension ValueParser where Value == HostPort {
    static let hostPort = ValueParser(expected: "HOST:PORT, such as 127.0.0.1:9464", parse: HostPort.init)
}

extension ValueParser where Value == Int {
    static func whole(_ range: ClosedRange<Int>, _ expected: String) -> ValueParser {
        ValueParser(expected: "\(expected) from \(range.lowerBound) to \(range.upperBound)") { text in
            guard text.allSatisfy(\.isDigit), let number = Int(text), range.contains(number) else { return nil }
            return number
        }
    }
}

extension ValueParser where Value == Int {
    /// Decimal units, as disks and files have them. SQLite takes no value of more than a gigabyte.
    static let size = ValueParser(expected: "a size such as 500KB, 64MB or 1GB, of 1GB at most") { text in
        let units = ["KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000]
        let digits = text.prefix(while: \.isDigit)
        let unit = text[digits.endIndex...]
        guard digits.count <= 10, let count = Int(digits), let factor = unit.isEmpty ? 1 : units[unit.uppercased()],
            1_000...1_000_000_000 ~= count * factor
        else { return nil }
        return count * factor
    }
}

extension ValueParser where Value == Bool {
    /// The words of YAML 1.1, and the digits that are usual in an environment.
    static let bool = ValueParser(expected: "true or false") { text in
        switch text.lowercased() {
        case "true", "yes", "on", "1": true
        case "false", "no", "off", "0": false
        default: nil
        }
    }
}

extension ValueParser where Value == Duration {
    static let duration = ValueParser(expected: "a duration such as 90s, 15m, 24h or 7d, of a year at most") { text in
        let seconds: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        let digits = text.dropLast()
        // Nine digits of days do not overflow.
        guard let unit = text.last.flatMap({ seconds[$0] }), digits.count <= 9, digits.allSatisfy(\.isDigit), let count = Int(digits),
            1...(366 * 86_400) ~= count * unit
        else { return nil }
        return .seconds(count * unit)
    }

    static let timeout = ValueParser(expected: "a number of seconds, or a duration such as 90s or 15m") { text in
        duration.parse(text.allSatisfy(\.isDigit) ? text + "s" : text)
    }

    static let window = ValueParser(expected: "a number of seconds") { text in
        guard let seconds = Double(text), seconds > 0, seconds <= 86_400 else { return nil }
        return .seconds(seconds)
    }
}

extension ValueParser where Value == Duration? {
    /// The inner nil is never.
    static let durationOrNever = ValueParser(expected: "a duration such as 24h or 7d, or never") { text in
        text == "never" ? .some(nil) : ValueParser<Duration>.duration.parse(text).map(Optional.some)
    }
}

extension ValueParser where Value == Settings.LogFormat {
    static let logFormat = ValueParser(expected: "text or json", parse: Settings.LogFormat.init(rawValue:))
}

extension ValueParser where Value == Settings.Column {
    static let column = ValueParser(expected: "TABLE.COLUMN, such as members.email", parse: Settings.Column.init)
}

extension ValueParser where Value == Settings.PickList {
    static let pickList = ValueParser(
        expected: "PROVIDER/PICK_LIST_NAME, and ?NAME=VALUE&… where it has parameters", parse: Settings.PickList.init)
}

extension Character {
    /// 0 to 9 alone: not the digits of other scripts, which `isNumber` takes too.
    var isDigit: Bool { "0"..."9" ~= self }
}

extension Settings {
    /// A duration as a person writes it, such as `90s` or `24h`; nil if it is none.
    public static func duration(_ text: String) -> Duration? { ValueParser.duration.parse(text) }

    /// How long a query may take: a number of seconds, or a duration; nil if it is neither.
    public static func timeout(_ text: String) -> Duration? { ValueParser.timeout.parse(text) }

    /// A number of bytes as a person writes it, such as `64MB`; nil if it is none.
    public static func size(_ text: String) -> Int? { ValueParser.size.parse(text) }
}
