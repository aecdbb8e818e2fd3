import Catalog
import Foundation
import Testing

@Suite("The examples of api", .serialized)
struct ExamplesTests {
    /// Stand for what no example is about; nothing has such an id.
    private static let nobody = "1"

    @Test("are one for each endpoint, in its section, and say what it does; the others are named") func complete() throws {
        let page = try ExamplesPage()
        for example in page.examples {
            let endpoint = try #require(example.endpoint, "\(example.line)")
            #expect(example.heading == endpoint.section.rawValue || example.heading == "What deletes and disconnects", "\(example.line)")
            #expect(example.says.count > 8 && example.line.contains("--allow-writes") == (endpoint.method != .get), "\(example.line)")
        }
        let named = page.examples.compactMap(\.endpoint) + page.unplayed.compactMap(\.self)
        #expect(page.unplayed.count { $0 == nil } == 0)
        #expect(named.count == Set(named).count)
        let missing = Set(Endpoint.all).subtracting(named).map { "\($0.method.rawValue) \($0.path)" }.sorted()
        #expect(missing == [])
    }

    @Test("run as printed, in their order, and print JSON") func run() async throws {
        try await Scene.play(["--customers", "30", "--recipes", "8"]) { scene in
            let ids = try await scene.exampleIds()
            for example in try ExamplesPage().examples {
                let run = try await scene.shell(example.line, ids)
                #expect(run.code == 0, "\(example.line)\n\(run.errors)")
                #expect(throws: Never.self, "\(example.line)\n\(run.text)") {
                    try JSONSerialization.jsonObject(with: run.output, options: .fragmentsAllowed)
                }
            }
            #expect(try await !scene.customers().contains { "\($0.id)" == ids["CUSTOMER"] })
        }
    }

    @Test("are missing only where the simulator answers that there is nothing") func unplayed() async throws {
        try await Scene.play { scene in
            let customer = try await scene.customers()[0].id
            for endpoint in try ExamplesPage().unplayed.compactMap(\.self) {
                let path = endpoint.path.replacing("{managed_user_id}", with: "\(customer)").replacing(/\{[a-z_]+\}/, with: Self.nobody)
                let run = try await scene.mirror("api", path, "--method", endpoint.method.rawValue, "--allow-writes")
                #expect(run.code != 0 && run.errors.contains("404"), "\(endpoint.method.rawValue) \(path): \(run.code) \(run.errors)")
            }
        }
    }
}
