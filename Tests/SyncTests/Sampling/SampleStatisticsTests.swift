import Testing

@testable import Sync

@Suite("The random sample and what is said of it")
struct SampleStatisticsTests {
    @Test("has so many different places, in order, each as often as the others") func draws() {
        var taken = Array(repeating: 0, count: 20)
        for seed in 0..<4_000 as Range<UInt64> {
            var random = SeededRandom(seed: seed)
            let places = random.places(5, of: 20)
            #expect(places.count == 5 && Set(places).count == 5 && places == places.sorted() && (0..<20).contains(places[0]))
            for place in places { taken[place] += 1 }
        }
        // 1,000 each is expected; the standard deviation is 27.
        #expect(taken.allSatisfy { (870...1_130).contains($0) }, "\(taken)")
        var random = SeededRandom(seed: 1)
        #expect(random.places(5, of: 3) == [0, 1, 2] && random.places(5, of: 0).isEmpty && random.places(0, of: 5).isEmpty)
    }

    @Test("is the same for a seed in every version") func known() {
        var random = SeededRandom(seed: 0)
        // The first numbers of SplitMix64 from 0.
        #expect([random.next(), random.next()] == [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4])
        random = SeededRandom(seed: 7)
        #expect(random.places(6, of: 1_000) == [178, 225, 305, 780, 857, 864])
    }

    /// The share that differs, and the size of the sample.
    private static let worlds: [(marked: Int, sampled: Int)] = [(0, 100), (3, 50), (15, 100), (30, 200), (100, 40), (500, 80)]

    @Test("states a bound that covers the true share in at least 95 of 100 samples", arguments: worlds.indices) func covers(number: Int)
        throws
    {
        let (marked, sampled) = Self.worlds[number]
        let population = 1_000
        var covered = 0
        for seed in 0..<200 as Range<UInt64> {
            var random = SeededRandom(seed: seed)
            let found = random.places(sampled, of: population).count { $0 * 7 % population < marked }
            let sentence = report(differing: found, of: sampled, population: population).accuracy
            let match = try #require(sentence.firstMatch(of: /at most ([0-9.]+) % of the 1,000 objects do/), "\(sentence)")
            let percent = try #require(Double(match.1))
            if percent >= Double(marked) / 10 { covered += 1 }
        }
        #expect(covered >= 190, "\(covered) of 200 with \(marked) marked and \(sampled) sampled, seeds 0 to 199")
    }

    private func report(differing: Int, of sampled: Int, population: Int) -> SampleReport {
        var report = SampleReport(seed: 1, population: population, requests: 0)
        report.same = sampled - differing
        report.findings = (0..<differing).map { SampleReport.Finding(resource: "recipes", key: "\($0)", outcome: .differs(["name"])) }
        return report
    }

    @Test("says what it says") func words() {
        #expect(
            report(differing: 0, of: 200, population: 12_345).accuracy
                == "0 of 200 sampled objects differ from the API: with 95 % confidence at most 1.5 % of the 12,345 objects do")
        #expect(report(differing: 1, of: 5, population: 5).accuracy == "1 of all 5 objects differs from the API")
        #expect(report(differing: 0, of: 0, population: 0).accuracy == "no object could be compared: nothing can be said")
        var excluded = report(differing: 0, of: 60, population: 1_000)
        excluded.findings = [.init(resource: "recipes", key: "1", outcome: .notFound)]
        #expect(excluded.accuracy.hasSuffix("% of the objects that can be compared do"))
        #expect(excluded.leftOut == "1 of the 61 sampled objects left out: 1 not found")
    }

    @Test("rounds shares up, with two digits that count") func percent() {
        #expect(SampleReport.percent(0, of: 7) == "0.0" && SampleReport.percent(1, of: 3) == "33.4")
        #expect(SampleReport.percent(1, of: 1_000) == "0.10" && SampleReport.percent(1, of: 999_999) == "0.00011")
        #expect(SampleReport.percent(5, of: 5) == "100.0")
    }
}
