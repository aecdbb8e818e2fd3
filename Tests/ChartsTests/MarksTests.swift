import Testing
import Values

@testable import Charts

struct MarksTests {
    private let frame = Frame(
        x: Scale(0, 999, from: 0, to: 600), y: Scale(0, 100, from: 100, to: 0), left: 0, right: 600, top: 0, bottom: 100)

    private func series(_ values: [Int64?]) -> Series {
        Series(name: "S", style: 0, cells: values.map { $0.map { .amount(Amount($0)) } ?? .absent })
    }

    @Test func `A stack grows upwards from zero, and downwards with what is below zero`() {
        let stack = Stack([3, -2, 4, nil, -5].map { series([$0]) }, at: 0)
        #expect(stack.segments.map { $0.map { [$0.from, $0.to] } } == [[0, 3], [0, -2], [3, 7], nil, [-2, -7]])
        #expect(stack.low == -7 && stack.high == 7)
        #expect(stack.upper.map { $0.to - $0.from } == [3, 0, 4, 0, 0])
        #expect(stack.lower.map { $0.to - $0.from } == [0, -2, 0, 0, -5])
    }

    @Test func `An area of irregular times does not fall to zero between its rows`() {
        let positions = [0.0, 1, 4, 5].map { Position(value: $0, name: "") }
        let bridged = series([nil, 10, nil, 50]).bridged(positions)
        #expect(bridged.cells.map { $0.amount?.value } == [nil, 10, 40, 50])
        var divided = series([0, nil, nil, 50])
        divided.cells[1] = .gap
        #expect(divided.bridged(positions).cells[2] == .absent)
    }

    @Test func `Of many points of a line, the lowest and the highest of each place are kept`() throws {
        let extremes: [Int64: Int64] = [613: 100, 207: 0]
        let rows: [Samples.Row] = (0..<1_000).map { (.integer($0), .integer(extremes[$0] ?? 40 + $0 % 7), "") }
        let table = Table(try Samples.data(.line, hasSeries: false, rows))
        let points = LinePoints(table.series[0], table, Grid(table), frame, most: 100)
        let kept = points.runs.joined().map(\.position)
        #expect(points.runs.count == 1 && 80...100 ~= kept.count && kept == kept.sorted())
        #expect(kept.contains(613) && kept.contains(207))
        #expect(LinePoints(table.series[0], table, Grid(table), frame, most: 1_000).runs.map(\.count) == [1_000])
    }

    @Test func `Of columns that share a place, the highest is kept`() throws {
        let rows: [Samples.Row] = (0..<40).map { (Samples.day($0), .integer($0 == 22 ? 90 : 5), "") }
        let table = Table(try Samples.data(.bar, hasSeries: false, rows))
        let slots = Slots(table, most: 10)
        #expect(slots.list.count == 10 && slots.crowd > 1)
        #expect(slots.list.contains { $0.position == 22 })
    }

    @Test func `Groups of bars are fewer than single bars`() throws {
        let rows: [Samples.Row] = (0..<400).map { (.text("C\($0 / 8)"), .integer(Int64($0 % 8 + 1)), "S\($0 % 8)") }
        let table = Table(try Samples.data(.bar, rows))
        #expect(BarLayout(table, .wide, isStacked: false).rows.count == 6)
        #expect(BarLayout(table, .narrow, isStacked: false).rows.count == 4)
        #expect(BarLayout(table, .narrow, isStacked: true).rows.count == 12)
    }

    @Test func `Bars with equal values keep the order of the rows, and gaps have no bar`() throws {
        let rows: [Samples.Row] = [
            (.text("gap"), .null, ""), (.text("b"), .integer(1), ""), (.text("a"), .integer(1), ""), (.text("c"), .integer(2), ""),
        ]
        #expect(BarLayout(Table(try Samples.data(.bar, hasSeries: false, rows)), .wide, isStacked: false).rows == [3, 1, 2])
    }
}
