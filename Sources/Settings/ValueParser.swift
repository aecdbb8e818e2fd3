import Values

/// Turns the text of one setting into its value, or says what it should look like.
struct ValueParser<Value: Sendable>: Sendable {
    /// For error messages: "expected …".
    let expected: String
    let parse: @Sendable (String) -> Value?
}

extension ValueParser where Value == String {
    /// `:memory:` is refused: SQLite would make a database that is lost when the program ends.
    static let path = ValueParser(expected: "a file's path") { $0.isEmpty || $0 == ":memory:" ? nil : $0 }

    static let words = ValueParser(expected: "a text") { $0.isEmpty ? nil : $0 }

    static let grace = ValueParser(expected: "a duration such as 3d or 12h") { $0 == "0s" || Settings.duration($0) != nil ? $0 : nil }

    static let percent = ValueParser(expected: "a percentage such as 5 or 0.5") { text in
        Double(text).map { 0...100 ~= $0 } == true && text.allSatisfy { $0.isDigit || $0 == "." } ? text : nil
    }

    static let region = ValueParser(expected: "the code of a data centre, such as eu") { text in
        !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isLetter } ? text.lowercased() : nil
    }

    /// An address that may be shown: no credentials and no query. `PartnerAPI` checks the rest.
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
    /// A number of bytes with decimal units, as disks have them. SQLite allows no value of more than a gigabyte.
    static let size = ValueParser(expected: "a size such as 500KB, 64MB or 1GB, of 1GB at most") { text in
        let digits = text.prefix(while: \.isDigit)
        let unit = text[digits.endIndex...]
        guard digits.count <= 10, let count = Int(digits), let factor = unit.isEmpty ? 1 : Unit.size(of: unit.uppercased(), in: Unit.bytes),
            1_000...1_000_000_000 ~= count * factor
        else { return nil }
        return count * factor
    }
}

extension ValueParser where Value == Bool {
    /// The words of YAML 1.1, and the digits that are usual in environment variables.
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
        let digits = text.dropLast()
        // Nine digits of days do not overflow.
        guard let unit = Unit.size(of: String(text.suffix(1)), in: Unit.seconds), digits.count <= 9, digits.allSatisfy(\.isDigit),
            let count = Int(digits),
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
    /// The inner nil means never.
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
    /// Whether it is one of 0 to 9. `isNumber` also accepts the digits of other scripts.
    var isDigit: Bool { "0"..."9" ~= self }
}

/// A unit that durations or sizes are written with.
struct Unit {
    let name: String
    let size: Int

    // The largest first.
    static let seconds = [Unit("d", 86_400), Unit("h", 3_600), Unit("m", 60), Unit("s", 1)]
    static let bytes = [Unit("GB", 1_000_000_000), Unit("MB", 1_000_000), Unit("KB", 1_000)]

    private init(_ name: String, _ size: Int) { (self.name, self.size) = (name, size) }

    static func size(of name: String, in units: [Unit]) -> Int? { units.first { $0.name == name }?.size }

    /// The text that is read as this duration, such as `7d`.
    static func text(of duration: Duration) -> String { text(Int(duration.components.seconds), in: seconds) }

    /// The text that is read as this number of bytes, such as `64MB`.
    static func text(ofBytes count: Int) -> String { text(count, in: bytes) }

    private static func text(_ count: Int, in units: [Unit]) -> String {
        guard let unit = units.first(where: { count % $0.size == 0 }) else { return String(count) }
        return String(count / unit.size) + unit.name
    }
}

extension Settings {
    /// Reads a duration as a person writes it, such as `90s` or `24h`; nil if the text is none.
    public static func duration(_ text: String) -> Duration? { ValueParser.duration.parse(text) }

    /// Whether `timeout` may have this value.
    public static func isTimeout(_ text: String) -> Bool { ValueParser.timeout.parse(text) != nil }

    /// Whether `value_limit` may have this value.
    public static func isSize(_ text: String) -> Bool { ValueParser.size.parse(text) != nil }
}
