import Simulator
import Testing

@Suite("The usage report")
struct UsageTests {
    private func world() -> World {
        let world = plantedWorld()
        world.setUsage(7, of: 20, in: Month(year: 2024, month: 6))
        world.setUsage(0, of: 20, in: Month(year: 2023, month: 7))
        world.setUsage(9, of: 20, in: Month(year: 2023, month: 6))
        world.delete(10, from: .customers)
        return world
    }

    @Test(
        "has twelve months in each of its forms",
        arguments: [
            (UsageForm.byCustomer, #"{"result":{"20":{"2023-07":0,"2024-06":7},"30":{}}}"#),
            (
                UsageForm.byMonth,
                #"{"result":{"2023-07":{"20":0},"2023-08":{},"2023-09":{},"2023-10":{},"2023-11":{},"2023-12":{},"2024-01":{},"#
                    + #""2024-02":{},"2024-03":{},"2024-04":{},"2024-05":{},"2024-06":{"20":7}}}"#
            ),
            (
                UsageForm.rows,
                #"{"result":[{"id":20,"external_id":"A2300","name":"Twenty","usage":[{"month":"2023-07","task_count":0},"#
                    + #"{"month":"2024-06","task_count":7}]},{"id":30,"external_id":"a/b c","name":"Thirty","usage":[]}]}"#
            ),
        ])
    func forms(form: UsageForm, text: String) async throws {
        try await withSimulator(world(), .with { $0.usageForm = form }) { simulator async throws in
            #expect(try await simulator.get("/api/managed_users/usage").text == text)
        }
    }
}
