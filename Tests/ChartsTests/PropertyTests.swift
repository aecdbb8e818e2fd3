import SeededNumbers
import Testing
import Values

@testable import Charts

/// Random data in, and a good picture out.
struct PropertyTests {
    private static let names = [
        "", " ", "A", "Alpine Health", "</svg><script>alert(1)</script>", "a & b", "\"quoted\" 'name'", "two\nlines", "x\u{202E}y",
        "شركة النور", "株式会社山田商事", "👨‍👩‍👧🏳️‍🌈🇺🇸", String(repeating: "long name ", count: 20), String(repeating: "日", count: 200),
        "\u{FFFE}\u{FFFF}\u{0}\u{1B}",
        "e\u{301}\u{301}\u{301}", "\u{301}mark", "(none)", "12 others", "﷽", "Ж", String(repeating: "z\u{336}", count: 90),
        "WWWWWWWWWWWWWWW",
    ]

    @Test(arguments: 0..<8)
    func `Every picture is well-formed, within its bounds, without overlaps and small`(round: Int) throws {
        let seed = UInt64(round) &* 7_919 &+ 2_026
        var numbers = SeededGenerator(seed: seed)
        for _ in 0..<14 {
            let (data, words) = try Self.data(&numbers)
            let title = Self.names.randomElement(using: &numbers) ?? ""
            for size in Chart.Size.allCases {
                let isStandalone = Bool.random(using: &numbers)
                let svg = Chart(data, title: title).svg(size, id: "chart-1", isStandalone: isStandalone)
                let comment = Comment(rawValue: "seed \(seed), \(words), \(size), standalone \(isStandalone)")
                Self.check(svg, comment)
                #expect(svg == Chart(data, title: title).svg(size, id: "chart-1", isStandalone: isStandalone), comment)
            }
        }
    }

    private static func check(_ svg: String, _ comment: Comment) {
        let reader = SVGReader(svg)
        #expect(reader.isWellFormed, comment)
        #expect(svg.utf8.count <= 60_000, comment)
        #expect(reader.ids.allSatisfy { $0.hasPrefix("chart-1") }, comment)
        for element in reader.elements {
            #expect(["svg", "title", "desc", "style", "rect", "g", "path", "circle", "text"].contains(element.name), comment)
            #expect(!element.attributes.keys.contains { $0 == "style" || $0.hasSuffix("href") || $0.hasPrefix("on") }, comment)
            #expect(!element.attributes.values.contains { $0.contains("url(") }, comment)
        }
        checkPlaces(reader, comment)
        for forbidden in ["style=", "<script", "href", "url("] { #expect(!svg.contains(forbidden), comment) }
    }

    private static func checkPlaces(_ reader: SVGReader, _ comment: Comment) {
        let box = reader.viewBox
        guard box.count == 4 else {
            Issue.record("No viewBox: \(comment)")
            return
        }
        let (x, y) = (box[0] - 0.11...box[0] + box[2] + 0.11, box[1] - 0.11...box[1] + box[3] + 0.11)
        let outside = reader.points.filter { !x.contains($0.x) || !y.contains($0.y) }
        #expect(outside.isEmpty, comment)
        for text in reader.texts {
            let isInside = x.contains(text.left) && x.contains(text.right) && y.contains(text.top) && y.contains(text.bottom)
            #expect(isInside, "\(text) \(comment)")
        }
        for (place, text) in reader.texts.enumerated() {
            for other in reader.texts.dropFirst(place + 1) where text.overlaps(other) { Issue.record("\(text) \(other) \(comment)") }
        }
    }

    private static func data(_ numbers: inout SeededGenerator) throws -> (ChartData, String) {
        let kind = ChartDescription.Kind.allCases.randomElement(using: &numbers) ?? .line
        let y = ["task_count", "error_percent", String(repeating: "long_", count: 30)].randomElement(using: &numbers) ?? "y"
        let hasSeries = Bool.random(using: &numbers)
        let x = Int.random(in: 0...6, using: &numbers)
        let size = Int.random(in: 0...6, using: &numbers)
        let seriesCount = [1, 2, 5, 9, 40].randomElement(using: &numbers) ?? 1
        let count = [0, 1, 2, 5, 30, 300, 1_500].randomElement(using: &numbers) ?? 1
        var data = ChartData(ChartDescription(kind: kind, x: ["x_column"], y: .column(y), series: hasSeries ? ["s"] : []))
        for _ in 0..<count {
            let name = Int.random(in: 0..<seriesCount, using: &numbers)
            let series = name < names.count && Bool.random(using: &numbers) ? names[name] : "Customer \(name)"
            let place = self.place(x, count, &numbers)
            try data.add(x: [place], y: value(size, &numbers), series: hasSeries ? [name == 3 ? .null : .text(series)] : [])
        }
        return (data, "\(kind), x \(x), values \(size), \(count) rows, \(seriesCount) series, \(y.prefix(9))")
    }

    private static func place(_ kind: Int, _ count: Int, _ numbers: inout SeededGenerator) -> StoredValue {
        let index = Int.random(in: 0...max(1, count / 2), using: &numbers)
        if index == 17 { return .null }
        switch kind {
        case 0: return Samples.month(index)
        case 1: return Samples.day(index)
        case 2: return .text("2026-11-0\(index % 9 + 1) 1\(index % 10):\(10 + index % 50)")
        case 3: return .integer(Int64(index) * 13)
        case 4: return .real(Double.random(in: -1e6...1e6, using: &numbers))
        case 5: return .text(names[index % names.count])
        default: return .text("Place \(index)")
        }
    }

    private static func value(_ size: Int, _ numbers: inout SeededGenerator) -> StoredValue {
        if Int.random(in: 0..<15, using: &numbers) == 0 { return .null }
        switch size {
        case 0: return .integer(Int64.random(in: 0...500, using: &numbers))
        case 1: return .integer(Int64.random(in: -500...500, using: &numbers))
        case 2: return .integer(Int64.random(in: .min ... .max, using: &numbers))
        case 3: return .real(Double.random(in: 0...0.001, using: &numbers))
        case 4: return .real(Double.random(in: 1_000...1_100, using: &numbers))
        case 5:
            let edges = [Double.infinity, 1e300, -1e280, .nan, 1e-300, 0, 1e-200]
            return .real(edges.randomElement(using: &numbers) ?? 0)
        default: return .integer(-Int64.random(in: 0...90_000_000, using: &numbers))
        }
    }
}
