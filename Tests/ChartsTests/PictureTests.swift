import SeededNumbers
import Testing
import Values

@testable import Charts

struct PictureTests {
    private func svg(_ data: ChartData, _ size: Chart.Size = .wide, title: String = "Tasks") -> String {
        Chart(data, title: title).svg(size, id: "c", isStandalone: false)
    }

    @Test func `A small chart has exactly these bytes`() throws {
        let rows: [Samples.Row] = [(.text("Acme & Co"), .integer(1_200), ""), (.text("Globex"), .integer(300), ""), (.null, .null, "")]
        let data = try Samples.data(.bar, x: "customer", hasSeries: false, rows)
        #expect(svg(data, .narrow) == Self.small)
    }

    @Test func `Equal data give equal bytes, in whatever order the rows come`() throws {
        var numbers = SeededGenerator(seed: 5)
        for kind in ChartDescription.Kind.allCases {
            var rows: [Samples.Row] = []
            for index in 0..<240 { rows.append((Samples.month(index % 24), .integer(Int64(index * index)), "Customer \(index / 24)")) }
            let expected = svg(try Samples.data(kind, rows))
            for _ in 0..<3 {
                rows.shuffle(using: &numbers)
                #expect(svg(try Samples.data(kind, rows)) == expected)
            }
        }
    }

    @Test func `A missing month breaks the line, and a lone month is a dot`() throws {
        let rows: [Samples.Row] = [0, 1, 2, 4, 6, 7].map { (Samples.month($0), .integer(5), "") }
        let data = try Samples.data(.line, hasSeries: false, rows)
        let line = try #require(paths(svg(data)).first { $0.contains("L") && $0.filter { $0 == "M" }.count > 1 })
        #expect(line.filter { $0 == "M" }.count == 2)
        #expect(line.filter { $0 == "L" }.count == 3)
        let table = Table(data)
        let frame = Frame(x: Scale(0, 1, from: 0, to: 1), y: Scale(0, 1, from: 0, to: 1), left: 0, right: 1, top: 0, bottom: 1)
        #expect(LinePoints(table.series[0], table, Grid(table), frame, most: 99).runs.map(\.count) == [3, 1, 2])
    }

    @Test func `Every second month is a line, as the step is two months then`() throws {
        let table = Table(try Samples.data(.line, hasSeries: false, [0, 2, 4, 6].map { (Samples.month($0), .integer(5), "") }))
        #expect(Grid(table).step == 2)
        let two = Table(try Samples.data(.line, hasSeries: false, [0, 3].map { (Samples.month($0), .integer(5), "") }))
        #expect(Grid(two).step == 1)
    }

    @Test func `Irregular times are connected`() throws {
        let times = ["2026-11-01T10:00", "2026-11-01T10:07", "2026-11-02T03:11", "2026-11-09T00:00"]
        let table = Table(try Samples.data(.line, hasSeries: false, times.map { (.text($0), .integer(5), "") }))
        #expect(Grid(table).step == nil)
    }

    @Test func `A missing month leaves an empty place among columns`() throws {
        let table = Table(try Samples.data(.bar, hasSeries: false, [0, 1, 3].map { (Samples.month($0), .integer(5), "") }))
        #expect(Slots(table, most: 100).list.map(\.value) == [24_300, 24_301, 24_303])
    }

    @Test func `More columns than have room share places, and the note says so`() throws {
        let chart = Chart(try Samples.data(.bar, hasSeries: false, (0..<2_000).map { (Samples.day($0), .integer(5), "") }), title: "")
        #expect(chart.note == "Where columns have no room, the highest of up to 4 neighbours is drawn.")
    }

    @Test func `Twenty bars are drawn, or twelve in a narrow picture, and the note counts the rest`() throws {
        let rows: [Samples.Row] = (0..<200).map { (.text("Customer \($0)"), .integer(Int64($0)), "") }
        let chart = Chart(try Samples.data(.bar, hasSeries: false, rows), title: "")
        #expect(chart.note == "180 more are in the table.")
        #expect(chart.note(.narrow) == "188 more are in the table.")
        let texts = SVGReader(chart.svg(.narrow, id: "c", isStandalone: false)).texts.map(\.text)
        #expect(texts.contains("Customer 188") && !texts.contains("Customer 187"))
    }

    @Test func `Bars and areas begin at zero, and a line that does not says so`() throws {
        let rows: [Samples.Row] = (0..<5).map { (Samples.month($0), .integer(Int64(1_000 + $0)), "") }
        #expect(svg(try Samples.data(.line, hasSeries: false, rows)).contains("task count (the axis does not begin at 0)"))
        for kind in [ChartDescription.Kind.bar, .area, .stacked] {
            let picture = svg(try Samples.data(kind, hasSeries: false, rows))
            #expect(!picture.contains("does not begin") && picture.contains(">0</text>"))
        }
        let near = rows.map { (x: $0.x, y: $0.x == Samples.month(0) ? StoredValue.integer(400) : $0.y, series: "") }
        #expect(!svg(try Samples.data(.line, hasSeries: false, near)).contains("does not begin"))
    }

    @Test func `Marks and the description say their values`() throws {
        let rows: [Samples.Row] = [
            (.text("2026-10"), .integer(1_852), "Alpine Health"), (.text("2026-09"), .integer(3), "Alpine Health"),
            (.text("2026-10"), .integer(7), "Globex"),
        ]
        for kind in [ChartDescription.Kind.line, .stacked, .bar] {
            #expect(svg(try Samples.data(kind, rows)).contains("<title>Alpine Health, Oct 2026: 1,852</title>"))
        }
        let description = "2 series, from Sep 2026 to Oct 2026. The highest value is 1,852: Alpine Health, Oct 2026."
        #expect(svg(try Samples.data(.line, rows)).contains("<desc id=\"c-desc\">Lines of task count, \(description)</desc>"))
        #expect(svg(try Samples.data(.line, y: "error_percent", rows)).contains("Oct 2026: 1,852%</title>"))
    }

    @Test func `The description counts the others, and none of them has the highest value`() throws {
        let rows: [Samples.Row] = (0..<20).map { (Samples.month(0), .integer(Int64(100 - $0)), "S\($0)") }
        let sentence = "Stacked bars of task count, 8 series and 12 others, Jan 2025. The highest value is 100: S0, Jan 2025."
        #expect(svg(try Samples.data(.stacked, rows)).contains(sentence))
    }

    @Test func `Without rows the picture says so`() throws {
        let picture = svg(try Samples.data(.line, []))
        #expect(picture.contains(">No rows.</text>") && picture.contains("viewBox=\"0 0 720 64\""))
    }

    @Test func `Only a file of its own has a declaration, a style sheet, a title and a note`() throws {
        let rows: [Samples.Row] = (0..<30).map { (.text("C\($0)"), .integer(Int64($0)), "") }
        let chart = Chart(try Samples.data(.bar, hasSeries: false, rows), title: "Tasks of customers")
        let (alone, inline) = (chart.svg(.wide, id: "c", isStandalone: true), chart.svg(.wide, id: "c", isStandalone: false))
        #expect(alone.hasPrefix("<?xml") && alone.contains(ChartStyle.sheet))
        #expect(inline.hasPrefix("<svg xmlns=") && !inline.contains("<style"))
        #expect(alone.contains(">Tasks of customers</text>") && !inline.contains(">Tasks of customers</text>"))
        #expect(alone.contains(">10 more are in the table.</text>") && !inline.contains("10 more"))
    }

    @Test func `Eight series over two years take less than 30 KB`() throws {
        let rows: [Samples.Row] = (0..<192).map { (Samples.month($0 % 24), .integer(Int64($0 * 97 % 5_000)), "Customer number \($0 / 24)") }
        for kind in ChartDescription.Kind.allCases {
            for size in Chart.Size.allCases { #expect(svg(try Samples.data(kind, rows), size).utf8.count < 30_000) }
        }
    }

    @Test(arguments: ChartDescription.Kind.allCases, [-2_000, 0])
    func `A picture stays small, however much there is to draw`(kind: ChartDescription.Kind, lowest: Int64) throws {
        var numbers = SeededGenerator(seed: 3)
        for axis in 0..<3 {
            let name = String(repeating: "\"&\"", count: 60)
            let rows: [Samples.Row] = (0..<3_000).map { index in
                let value = StoredValue.integer(Int64.random(in: lowest...2_000, using: &numbers))
                let x = [Samples.day(index / 10), .real(Double(index / 10) * 0.7), .text("\(index / 10)\(name)")][axis]
                return (x, value, "\(index % 10)\(name)")
            }
            let chart = Chart(try Samples.data(kind, rows), title: name)
            for size in Chart.Size.allCases {
                let picture = chart.svg(size, id: "c", isStandalone: true)
                #expect(picture.utf8.count <= 60_000, "\(kind) \(axis) \(size)")
            }
        }
    }

    private func paths(_ svg: String) -> [String] {
        SVGReader(svg).elements.compactMap { $0.name == "path" ? $0.attributes["d"] : nil }
    }

    private static let small = """
        <svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="c-title c-desc" viewBox="0 \
        0 340 100" width="340" height="100" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, \
        Arial, sans-serif" font-size="12" direction="ltr">
        <title id="c-title">Tasks</title>
        <desc id="c-desc">Bars of task count, 3 names. The highest value is 1,200: Acme &amp; Co.</desc>
        <rect x="0" y="0" width="340" height="100" class="paper" fill="#ffffff"/>
        <text x="1" y="11.3" font-size="11" class="soft" fill="#555555">task count</text>
        <text x="1" y="32" class="ink" fill="#222222">Acme &amp; Co</text>
        <rect x="1" y="37" width="297.8" height="13" class="s10" fill="#4477aa"><title>Acme &amp; Co: \
        1,200</title></rect>
        <text x="303.8" y="47.5" font-size="11" class="ink" fill="#222222">1,200</text>
        <path d="M1 35L1 52" class="axis" stroke="#767676"/>
        <text x="1" y="70" class="ink" fill="#222222">Globex</text>
        <rect x="1" y="75" width="74.4" height="13" class="s10" fill="#4477aa"><title>Globex: 300</title></rect>
        <text x="80.4" y="85.5" font-size="11" class="ink" fill="#222222">300</text>
        <path d="M1 73L1 90" class="axis" stroke="#767676"/>
        </svg>

        """
}
