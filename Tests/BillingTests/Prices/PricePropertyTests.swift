import Foundation
import SeededNumbers
import Testing

@testable import Billing

/// Random price lists. A failure names the seed that repeats it; `PRICE_SEED=N` begins with another one.
@Suite struct PricePropertyTests {
    private static let firstSeed = ProcessInfo.processInfo.environment["PRICE_SEED"].flatMap { UInt64($0) } ?? 1
    private static let seeds = firstSeed..<firstSeed + 400

    /// What Python has to say as well. The costs of the charges have to sum to the amount.
    private func answer(_ list: PriceList, _ question: PythonPrices.Question) throws -> String {
        guard let price = list.price(of: question.customer, plan: question.plan) else { return "no price" }
        do throws(PriceProblem) {
            let amount = try price.amount(of: question.quantity)
            let charges = try price.charges(for: question.quantity)
            var sum = Amount.zero(price.currency)
            for charge in charges { sum = try sum + charge.cost }
            #expect(sum == amount)
            #expect(charges.reduce(0) { $0 + $1.quantity } == max(0, question.quantity))
            return "\(amount) = " + charges.map { "\($0.quantity): \($0.cost.text)" }.joined(separator: ", ")
        } catch {
            return error.reason == Amount.tooLong.reason ? "too long" : "above the last tier"
        }
    }

    @Test("amounts and charges are Python's", .enabled(if: PythonPrices.isPresent, "python3 is missing"))
    func python() throws {
        let lists = Self.seeds.map { RandomPriceList(seed: $0) }
        let verdict = try PythonPrices.verdict(on: lists.map { PythonPrices.Case(csv: $0.csv, questions: $0.questions) })
        var answers: [String] = []
        for ((seed, list), expected) in zip(zip(Self.seeds, lists), verdict.answers) {
            let prices = try PriceList(csv: list.csv)
            let kept = try PriceList(rows: prices.rows.map { try PriceRow(line: $0.line, texts: $0.texts) })
            #expect(kept.rows == prices.rows, "seed \(seed)")
            #expect(expected.count == list.questions.count)
            for (question, expected) in zip(list.questions, expected) {
                #expect(try answer(kept, question) == expected, "seed \(seed), \(question)")
                answers.append(expected)
            }
        }
        let amounts = answers.count { $0.contains("=") }
        print("prices: seeds \(Self.seeds), \(answers.count) questions, \(amounts) amounts, \(verdict.ties) ties, ", terminator: "")
        print("\(answers.count { $0 == "too long" }) too long, \(answers.count { $0 == "no price" }) without a price")
        // The cases that matter are among them.
        #expect(amounts > 2_000 && verdict.ties > 200 && answers.contains("too long") && answers.contains("above the last tier"))
        #expect(answers.contains("no price") && answers.contains { $0.count { $0 == "," } > 3 })
    }

    private static let pieces = Array("\",;\n\r *-.019e\u{FEFF}\u{301}EURvolume".utf8)

    /// A list with a few bytes cut off, changed, added or repeated.
    private func mutated(_ seed: UInt64) -> String {
        var random = SeededGenerator(seed: ~seed)
        var bytes = Array(RandomPriceList(seed: seed / 8).csv.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let piece = Self.pieces.randomElement(using: &random) ?? 0
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.removeSubrange(place...)
            case 1: bytes[place] = piece
            case 2: bytes.insert(piece, at: place)
            default: bytes.append(contentsOf: bytes[place...].prefix(40))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("a list with a few bytes changed is read or refused with a line of the file, and what is read can be kept")
    func mutations() throws {
        var refused = 0
        for seed in Self.seeds {
            let csv = mutated(seed)
            let lines = csv.utf8.count { $0 == UInt8(ascii: "\n") } + 1
            do throws(PriceProblem) {
                let list = try PriceList(csv: csv)
                for row in list.rows { #expect(try PriceRow(line: row.line, texts: row.texts) == row, "seed \(seed)") }
            } catch {
                #expect(1...lines ~= error.line ?? 1, "seed \(seed): \(error)")
                refused += 1
            }
        }
        #expect(1..<Self.seeds.count ~= refused)
    }
}
