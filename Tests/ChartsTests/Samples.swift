import Charts
import Values

/// Makes charts for tests.
enum Samples {
    typealias Row = (x: StoredValue, y: StoredValue, series: String)

    static func data(
        _ kind: ChartDescription.Kind, y: String = "task_count", x: String = "month", hasSeries: Bool = true, _ rows: [Row]
    ) throws -> ChartData {
        var data = ChartData(ChartDescription(kind: kind, x: [x], y: .column(y), series: hasSeries ? ["customer"] : []))
        for row in rows { try data.add(x: [row.x], y: row.y, series: hasSeries ? [.text(row.series)] : []) }
        return data
    }

    static func month(_ index: Int) -> StoredValue {
        let month = String(index % 12 + 1)
        return .text("\(2025 + index / 12)-\(month.count == 1 ? "0" : "")\(month)")
    }

    static func day(_ index: Int) -> StoredValue { .text(CivilDate(daysSince1970: 20_000 + index).description) }
}
