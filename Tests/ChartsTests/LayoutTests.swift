import SeededNumbers
import Testing
import Values

@testable import Charts

struct LayoutTests {
    @Test func `Labels keep their places if these are apart`() {
        #expect(LabelPlacement.places([10, 50, 90], height: 15, in: 0...100) == [10, 50, 90])
    }

    @Test func `Labels that would overlap share the move`() {
        #expect(LabelPlacement.places([50, 52], height: 15, in: 0...100) == [43.5, 58.5])
        #expect(LabelPlacement.places([98, 99], height: 15, in: 0...100) == [85, 100])
    }

    @Test func `Labels never overlap, keep their order and stay in the range`() {
        var numbers = SeededGenerator(seed: 11)
        for _ in 0..<300 {
            let wanted = (0..<Int.random(in: 1...12, using: &numbers)).map { _ in Double.random(in: -20...240, using: &numbers) }
            let places = LabelPlacement.places(wanted, height: 15, in: 0...220)
            let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }.map { places[$0] }
            #expect(zip(order, order.dropFirst()).allSatisfy { $1 - $0 > 14.999 })
            #expect(places.allSatisfy { -0.001...220.001 ~= $0 })
        }
    }

    @Test func `Texts are cut between characters, and the rest is an ellipsis`() {
        #expect(TextWidth.cut("Alpine Health", to: 500, size: 12) == "Alpine Health")
        let family = String(repeating: "👨‍👩‍👧", count: 10)
        #expect(TextWidth.cut(family, to: 45, size: 12) == "👨‍👩‍👧👨‍👩‍👧…")
        for room in [0.0, 5, 30, 100] {
            #expect(TextWidth.width(TextWidth.cut("Alpine Health and others", to: room, size: 12), size: 12) <= max(12, room))
        }
    }

    @Test func `A pile of marks is no letter`() {
        let pile = "ab" + String(repeating: "\u{301}", count: 5_000) + "c"
        #expect(TextWidth.cut(pile, to: 500, size: 12) == "a…")
    }

    @Test func `Wide characters, emoji and marks have their widths`() {
        #expect(TextWidth.width("日本", size: 10) == 21)
        #expect(TextWidth.width("👨‍👩‍👧", size: 10) == 12.5)
        #expect(TextWidth.width("e\u{301}", size: 10) == TextWidth.width("e", size: 10))
        #expect(TextWidth.width("W", size: 10) > 2 * TextWidth.width("i", size: 10))
    }

    @Test func `Titles are divided at blanks, into two lines at most`() {
        let lines = Wrapping.lines("Tasks of all customers by month and region, and by workspace", room: 150, size: 12, most: 2)
        #expect(lines.count == 2 && lines[0] == "Tasks of all customers" && lines[1].hasSuffix("…"))
        #expect(Wrapping.lines(String(repeating: "x", count: 50), room: 150, size: 12, most: 2).count == 2)
        #expect(Wrapping.lines("", room: 150, size: 12, most: 2).isEmpty)
    }

    @Test func `Texts of others stay texts`() {
        let shown = DisplayText.visible("</svg>&\"'\n\u{FFFE}\u{202E}")
        #expect(DisplayText.escaped(shown) == "&lt;/svg&gt;&amp;&quot;&#39;\\n\\u{FFFE}\\u{202E}")
        #expect(DisplayText.escaped("نعم") == "\u{2068}نعم\u{2069}")
    }

    @Test func `Text has enough contrast on white, and lines are seen`() {
        for color in Palette.colors {
            #expect(contrast(color.text) >= 4.5, "\(color.text)")
            #expect(contrast(color.stroke) >= 3, "\(color.stroke)")
        }
        #expect(contrast(Paint.soft.color) >= 4.5)
    }

    /// With white, as WCAG 2 defines it; the power of 2.4 is taken of roots, which is exact enough here.
    private func contrast(_ color: String) -> Double {
        let number = Int(color.dropFirst(), radix: 16) ?? 0
        let parts = [number >> 16 & 255, number >> 8 & 255, number & 255].map { part -> Double in
            let value = (Double(part) / 255 + 0.055) / 1.055
            return part < 11 ? Double(part) / 255 / 12.92 : value * value * fifthRoot(value * value)
        }
        return 1.05 / (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05)
    }

    private func fifthRoot(_ number: Double) -> Double {
        var root = 1.0
        for _ in 0..<60 { root -= (root * root * root * root * root - number) / (5 * root * root * root * root) }
        return root
    }
}
