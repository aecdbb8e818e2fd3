import Foundation

/// The results, on one screen of 80 columns.
struct ResultTable {
    /// By round, then by phase.
    let rounds: [[Measurement]]
    /// CPU seconds for inflating alone, by round.
    let inflate: [Double]

    var text: String {
        var lines = [row("phase", ["requests", "rows", "wall s", "CPU s", "CPU min–max", "rows/CPU s", "peak MB"])]
        lines += Phase.allCases.map(line)
        lines.append(row("inflate only", ["", "", "", seconds(inflate.median), range(inflate)]))
        let ratios = Phase.allCases.map { "\($0.name) \(decimal(cpu($0).median / inflate.median, 1))" }
        lines.append("CPU ÷ inflate only: " + ratios.joined(separator: ", "))
        return lines.joined(separator: "\n")
    }

    private func line(_ phase: Phase) -> String {
        let rows = median(phase) { Double($0.rows) }
        return row(
            phase.name,
            [
                whole(median(phase) { Double($0.requests) }), whole(rows), seconds(median(phase, \.wall)), seconds(cpu(phase).median),
                range(cpu(phase)), whole(rows / cpu(phase).median), whole(median(phase) { Double($0.peakMemory) / 1e6 }),
            ])
    }

    private func cpu(_ phase: Phase) -> [Double] { rounds.map { $0[phase.rawValue].cpu } }

    private func median(_ phase: Phase, _ figure: (Measurement) -> Double) -> Double {
        rounds.map { figure($0[phase.rawValue]) }.median
    }

    private func row(_ name: String, _ cells: [String]) -> String {
        let widths = [9, 9, 8, 8, 14, 11, 8]
        return name + String(repeating: " ", count: 12 - name.count)
            + zip(cells, widths).map { String(repeating: " ", count: max(1, $1 - $0.count)) + $0 }.joined()
    }

    private func range(_ values: [Double]) -> String { "\(seconds(values.min() ?? 0))–\(seconds(values.max() ?? 0))" }
    private func seconds(_ value: Double) -> String { decimal(value, 2) }
    private func whole(_ value: Double) -> String { decimal(value, 0) }

    private func decimal(_ value: Double, _ places: Int) -> String {
        value.formatted(.number.precision(.fractionLength(places)).locale(Locale(identifier: "en_US")))
    }
}
