/// A CSV file as its readers have it (RFC 4180): each row by the names of the header.
struct CSVRows {
    let rows: [[String: String]]

    init(_ text: String) {
        let table = Self.table(text)
        let header = table.first ?? []
        rows = table.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    }

    private static func table(_ text: String) -> [[String]] {
        var (rows, row, cell): ([[String]], [String], [UInt8]) = ([], [], [])
        var (isQuoted, hasJustEnded) = (false, false)
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") {
                // Inside of quotes a quote is written twice: it ends them and begins them again.
                if hasJustEnded { cell.append(byte) }
                isQuoted.toggle()
                hasJustEnded = !isQuoted
                continue
            }
            hasJustEnded = false
            let isEnd = !isQuoted && (byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n"))
            if !isEnd, isQuoted || byte != UInt8(ascii: "\r") { cell.append(byte) }
            guard isEnd else { continue }
            row.append(String(decoding: cell, as: UTF8.self))
            cell = []
            if byte == UInt8(ascii: "\n") { (rows, row) = (rows + [row], []) }
        }
        return rows
    }
}
