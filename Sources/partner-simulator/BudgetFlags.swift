import ArgumentParser
import Simulator

/// The flags that change the budgets of requests.
struct BudgetFlags: ParsableArguments {
    @Option(
        help: """
            The length of a budget's window in seconds; 0 means no budgets. A 429 names the whole seconds to the next window, so it \
            is at least 1.
            """)
    var rateWindow = 60.0

    @Option(
        help: ArgumentHelp(
            "Requests of a group per window, such as recipesRead=20; may be repeated. Groups: \(EndpointGroup.names).", valueName: "group=n"
        ),
        transform: readLimit)
    var limit: [(group: EndpointGroup, requests: Int)] = []

    func change(_ options: inout SimulatorOptions) {
        options.rateWindow = rateWindow
        for (group, requests) in limit { options.limits[group] = requests }
    }

    func validate() throws {
        guard rateWindow == 0 || 0.001...86400 ~= rateWindow else {
            throw ValidationError("--rate-window must be 0, or from 0.001 to 86400 seconds.")
        }
    }
}

// This is not a conformance to ExpressibleByArgument, because that would be retroactive.
private func readLimit(_ text: String) throws -> (group: EndpointGroup, requests: Int) {
    let parts = text.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let group = EndpointGroup(rawValue: String(parts[0])) else {
        throw ValidationError("\(text) is not GROUP=N with one of the groups \(EndpointGroup.names).")
    }
    guard let requests = Int(parts[1]), requests >= 0 else { throw ValidationError("\(text): the limit must be a number from 0.") }
    return (group, requests)
}

extension EndpointGroup {
    fileprivate static var names: String { allCases.map { "\($0.rawValue) (\($0.limit))" }.joined(separator: ", ") }
}
