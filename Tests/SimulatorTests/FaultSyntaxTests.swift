import Simulator
import Testing

@Suite("A line of faults")
struct FaultSyntaxTests {
    @Test("keeps its words, without comment and blanks") func text() throws {
        let faults = try Fault.list("\r\n  GET\t/api/**   1.5%  429 retry-after=date+3 html # storm\n#\n\n* / every 3 slow 0.5s")
        #expect(faults.map(\.text) == ["GET /api/** 1.5% 429 retry-after=date+3 html", "* / every 3 slow 0.5s"])
        #expect(try faults == faults.map { try Fault($0.text) })
        #expect(try Fault.list("") == [])
    }

    @Test(
        "that is wrong names itself, the word and what is expected",
        arguments: [
            ("get /a always 500", "get", "a method or *"), ("GET", "", "a path such as"), ("GET a always 500", "a", "a path such as"),
            ("GET /a?b always 500", "/a?b", "a path such as"), ("GET /E* always 500", "/E*", "a path such as"),
            ("GET /a 500", "500", "when: always, N%"), ("GET /a 101% 500", "101%", "when:"), ("GET /a -1% 500", "-1%", "when:"),
            ("GET /a nan% 500", "nan%", "when:"), ("GET /a every 500", "", "what:"),
            ("GET /a every 0 500", "0", "a number from 1 after every"),
            ("GET /a first x 500", "x", "a number from 1 after first"), ("GET /a after 2 for -3 500", "-3", "a number from 1 after for"),
            ("GET /a always", "", "what: a status (400, 401, 403, 404, 429, 500, 502, 503, 504), reset"),
            ("GET /a always 418", "418", "what: a status"), ("GET /a always slow", "", "a duration such as 5s"),
            ("GET /a always slow 5", "5", "a duration"), ("GET /a always slow 3601s", "3601s", "a duration"),
            ("GET /a always slow -1s", "-1s", "a duration"),
            ("GET /a always 429 retry-after=", "retry-after=", "json, html, blank, or retry-after="),
            ("GET /a always 429 retry-after=-1", "retry-after=-1", "json, html"), ("GET /a always 429 soon", "soon", "json, html"),
            ("GET /a always reset now", "now", "the end of the line"), ("GET /a always truncate html", "html", "the end of the line"),
        ])
    func wrong(line: String, found: String, expected: String) {
        #expect {
            try Fault.list("# comment\nGET /a always 500\n\(line)")
        } throws: { error in
            guard case .fault(3, found, let told)? = error as? SimulatorError else { return false }
            return told.hasPrefix(expected)
        }
    }

    @Test("that is wrong reads as one sentence") func message() {
        #expect(throws: SimulatorError.fault(line: 1, found: "x", expected: "a number from 1 after every")) {
            try Fault("GET /a every x 500")
        }
        #expect("\(SimulatorError.fault(line: 4, found: "x", expected: "a y"))" == "line 4: found \"x\", expected a y")
        #expect("\(SimulatorError.fault(line: 4, found: "", expected: "a y"))" == "line 4: the line ends, expected a y")
    }

    @Test(
        "concerns the paths of its pattern",
        arguments: [
            ("/api/managed_users", "/api/managed_users", true), ("/api/managed_users", "/api/managed_users/", true),
            ("/api/managed_users", "/api/managed_users/7", false), ("/api/managed_users/*/recipes", "/api/managed_users/7/recipes", true),
            ("/api/managed_users/*/recipes", "/api/managed_users/Ea%2Fb/recipes", true),
            ("/api/managed_users/*/recipes", "/api/managed_users/recipes", false),
            ("/api/managed_users/*/recipes", "/api/managed_users/7/recipes/1", false), ("/api/**", "/api/managed_users/7/recipes", true),
            ("/api/**", "/api", true), ("/api/**", "/apis/x", false), ("/**/rows", "/api/managed_users/7/lookup_tables/3/rows", true),
            ("/**/rows", "/api/rows/1", false), ("/api/**/lookup_tables/**/rows", "/api/managed_users/7/lookup_tables/3/rows", true),
        ])
    func patterns(pattern: String, path: String, concerned: Bool) async throws {
        let options = try SimulatorOptions.with { $0.faults = [try Fault("* \(pattern) always 504")] }
        try await withSimulator(plantedWorld(), options) { simulator async throws in
            #expect(try await simulator.get(path).status == 504 ? concerned : !concerned)
        }
    }
}
