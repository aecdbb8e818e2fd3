/// Numbers of a picture: in tenths of a pixel, so that equal data give equal bytes.
enum Coordinate {
    static func text(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        let digits = String(tenths.magnitude)
        let sign = tenths < 0 ? "-" : ""
        if tenths % 10 == 0 { return sign + (tenths == 0 ? "0" : String(digits.dropLast())) }
        return digits.utf8.count == 1 ? "\(sign).\(digits)" : "\(sign)\(digits.dropLast()).\(digits.suffix(1))"
    }

    /// `number` as it is after rounding. Sums of these have no more noise.
    static func rounded(_ number: Double) -> Double { (number * 10).rounded() / 10 }
}

/// The commands of an SVG path.
struct Path {
    private(set) var text = ""

    mutating func move(_ x: Double, _ y: Double) { text += "M\(Coordinate.text(x)) \(Coordinate.text(y))" }

    mutating func line(_ x: Double, _ y: Double) { text += "L\(Coordinate.text(x)) \(Coordinate.text(y))" }

    /// A point: with round line ends it is a dot.
    mutating func dot(_ x: Double, _ y: Double) {
        move(x, y)
        text += "h0"
    }

    mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
        move(x, y)
        text += "h\(Coordinate.text(width))v\(Coordinate.text(height))h\(Coordinate.text(-width))z"
    }

    mutating func close() { text += "z" }

    var isEmpty: Bool { text.isEmpty }
}
