import Values

/// Numbers in words for people: the same on every machine.
enum NumberText {
    /// `mantissa` × 10^`exponent`, with commas between thousands and without float noise.
    static func decimal(_ mantissa: Int64, exponent: Int, isGrouped: Bool = true) -> String {
        guard mantissa != 0 else { return "0" }
        guard exponent < 0 else { return grouped(String(mantissa.magnitude) + zeros(exponent), mantissa < 0, isGrouped) }
        var digits = String(mantissa.magnitude)
        digits = zeros(1 - exponent - digits.count) + digits
        var fraction = digits.suffix(-exponent)
        while fraction.last == "0" { fraction.removeLast() }
        let whole = grouped(String(digits.dropLast(-exponent)), mantissa < 0, isGrouped)
        return fraction.isEmpty ? whole : "\(whole).\(fraction)"
    }

    private static func zeros(_ count: Int) -> String { String(repeating: "0", count: max(0, count)) }

    private static func grouped(_ digits: String, _ isNegative: Bool, _ isGrouped: Bool) -> String {
        let sign = isNegative ? "-" : ""
        guard isGrouped else { return sign + digits }
        let text = digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, (digits.utf8.count - digit.offset) % 3 == 0 { text += "," }
            text.append(digit.element)
        }
        return sign + text
    }

    /// A sum as it is written beside its mark: an integer whole, a real number with as many places as help.
    static func text(_ amount: Amount) -> String {
        if let exact = amount.exact { return exact.grouped }
        return text(amount.value)
    }

    static func text(_ value: Double) -> String {
        let size = value.magnitude
        guard size > 0, size.isFinite else { return "0" }
        let decade = PowerOfTen.decade(of: size)
        // Beyond these, digits would be noise.
        guard size < 1e15, size >= 1e-6 else {
            let mantissa = Int64((value / PowerOfTen.value(decade) * 100).rounded())
            return "\(decimal(mantissa, exponent: -2))e\(decade)"
        }
        let places = size >= 10_000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 2 - decade
        return decimal(Int64((value * PowerOfTen.value(places)).rounded()), exponent: -places)
    }

    /// A number with few digits, for places without room: `3,617 trillion`.
    static func short(_ amount: Amount) -> String {
        let size = amount.value.magnitude
        guard size >= 1e9, size < 1e18 else { return text(amount.value) }
        let unit = AxisUnit(for: size)
        guard let name = unit.name else { return text(amount.value) }
        return "\(text(amount.value / PowerOfTen.value(unit.exponent))) \(name.dropLast())"
    }

    /// A number on the x axis. Whole numbers of four digits have no comma: most of them are years.
    static func plain(_ value: Double) -> String {
        if value.magnitude < 10_000, let whole = Int64(exactly: value) { return String(whole) }
        if value.magnitude < 1e15, let whole = Int64(exactly: value) { return whole.grouped }
        return text(value)
    }
}

/// Powers of ten without a mathematics library. The reader of numbers in the standard library rounds them correctly.
enum PowerOfTen {
    static func value(_ exponent: Int) -> Double { scaled(1, exponent) }

    /// `mantissa` × 10^`exponent`.
    static func scaled(_ mantissa: Int, _ exponent: Int) -> Double { Double("\(mantissa)e\(exponent)") ?? 0 }

    /// The highest power of ten that is not above a positive number.
    static func decade(of number: Double) -> Int {
        var decade = Int(Double(number.exponent) * 0.301_029_995_663_981_2)
        while value(decade) > number { decade -= 1 }
        while value(decade + 1) <= number { decade += 1 }
        return decade
    }
}
