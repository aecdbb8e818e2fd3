import Foundation
import JSONPages
import SeededNumbers
import Testing

/// Random pages, cut off or changed. A failure names the seed that repeats it.
@Suite struct BrokenPagePropertyTests {
    private static let seeds = 0..<300 as Range<UInt64>
    private static let pieces = Array(#"{}[],:"\ue0-.19tfn? "#.utf8) + [0, 0x1f, 0x80, 0xc3, 0xed, 0xff]

    /// A document with a few bytes cut off, changed, added, removed or moved.
    private func mutated(_ seed: UInt64) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        var bytes = Array(Tree.page(seed: seed / 4).json(seed: seed).utf8)
        for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let piece = Self.pieces.randomElement(using: &random) ?? 0
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes.removeSubrange(place...)
            case 1: bytes[place] = piece
            case 2: bytes.insert(piece, at: place)
            case 3: bytes.remove(at: place)
            default: bytes.append(contentsOf: bytes[place...].prefix(9))
            }
        }
        return bytes
    }

    /// Nil if the page is refused. Any other error is thrown.
    private func accepted(_ read: () throws -> PageBytes) throws -> PageBytes? {
        do { return try read() } catch is PageError { return nil }
    }

    @Test("a changed page is refused, or gives JSON", arguments: seeds)
    func formsAndMask(seed: UInt64) throws {
        for round in 0..<5 as Range<UInt64> {
            let page = PageBytes(mutated(seed * 5 + round))
            let isValid = page.withUnsafeBytes(isJSON)
            let results = [
                try accepted { try Redaction.maskAll.apply(to: page) },
                try accepted { try page.records(fromPairs: (key: "name", value: "value")) },
                try accepted { try page.records(fromTuples: ["label", "value"]) },
            ]
            #expect((results[0] != nil) == isValid, "seed \(seed), round \(round)")
            for result in results.compactMap(\.self) {
                #expect(isValid && result.withUnsafeBytes(isJSON), "seed \(seed), round \(round)")
            }
        }
    }

    @Test("whatever passes a redaction holds no value under a rule's name", arguments: seeds)
    func noSecretPasses(seed: UInt64) throws {
        let rules = Redaction(["token": .replace(with: "[redacted]"), "value": .replace(with: "[redacted]"), "url": .stripQuery])
        for round in 0..<5 as Range<UInt64> {
            let page = PageBytes(mutated(seed * 5 + round))
            guard let redacted = try accepted({ try rules.apply(to: page) }) else { continue }
            let data = Data(bytes(redacted))
            // Foundation refuses numbers that are too large for it.
            let json = try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
            #expect(page.withUnsafeBytes(isJSON) && !hasSecret(json ?? NSNull()), "seed \(seed), round \(round)")
        }
    }

    private func hasSecret(_ json: Any) -> Bool {
        if let elements = json as? [Any] { return elements.contains(where: hasSecret) }
        guard let members = json as? [String: Any] else { return false }
        return members.contains { key, value in
            switch key {
            case "token", "value": !(value is NSNull) && value as? String != "[redacted]"
            case "url": (value as? String).map { $0.contains("?") && !$0.hasSuffix("?[redacted]") } ?? hasSecret(value)
            default: hasSecret(value)
            }
        }
    }

    @Test("every beginning of a page is refused, or the page was complete before its end")
    func everyBeginning() throws {
        let whole = Array(#" {"result": [{"token":"\u0041\"é","value":[1.5e+3,{"url":"a?b"}]},["x",null]], "count": 2} "#.utf8)
        for count in 0..<whole.count - 1 {
            let page = PageBytes(whole.prefix(count))
            #expect(try accepted { try Redaction.maskAll.apply(to: page) } == nil, "\(count) bytes")
            #expect(try accepted { try page.records(fromPairs: (key: "name", value: "value")) } == nil, "\(count) bytes")
            #expect(try accepted { try page.records(fromTuples: ["label"]) } == nil, "\(count) bytes")
        }
        let page = PageBytes(whole.dropLast())
        #expect(text(try page.records(fromTuples: ["a"])).hasSuffix(#"{"a":"x","2":null}]}"#))
    }
}
