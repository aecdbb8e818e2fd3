import Store

/// The life of one object to read: an event a line, the oldest first.
public struct VersionsText {
    private struct Event {
        let run: RunMoment
        let lines: [String]
    }

    private let output: BufferedOutput
    private let style: TextStyle

    public init(to output: BufferedOutput, style: TextStyle) {
        self.output = output
        self.style = style
    }

    /// - Parameter versions: in the order of the runs that brought them; the object's own first.
    public func write(_ versions: [ObjectVersion], customerName: String?) throws(ReportsError) {
        guard let first = versions.first, let last = versions.last(where: { $0.table.name == first.table.name }) else { return }
        let title = ChangeLines(style: style).title(last.change)
        let owner = last.change.customer.map { " of " + CustomerGroups.heading($0, customerName) }
        let whole = title + (first.table.key.count > 1 ? owner ?? "" : "")
        try output.append(style.inked(style.fitted(whole, indent: 0), .bold) + "\n")
        let numberWidth = versions.flatMap { [$0.began.id, $0.ended?.id ?? 0] }.map { String($0).count }.max() ?? 1
        // Start, run number, moment, and blanks between them.
        let indent = 6 + numberWidth + 2 + first.began.at.count + 2
        for event in events(versions, own: first.table.name, indent: indent) {
            let number = String(repeating: " ", count: numberWidth - String(event.run.id).count) + "\(event.run.id)"
            let margin = String(repeating: " ", count: indent)
            for (index, line) in event.lines.enumerated() {
                try output.append((index == 0 ? "  run \(number)  \(event.run.at)  " : margin) + line + "\n")
            }
        }
        try output.flush()
    }

    private func events(_ versions: [ObjectVersion], own: String, indent: Int) -> [Event] {
        let all = versions.flatMap { version -> [Event] in
            let name = version.table.name == own ? "" : version.table.noun + " "
            let began = Event(run: version.began, lines: lines(version, name, indent))
            guard let ended = version.ended, let reason = version.closedBy, reason != "update" else { return [began] }
            let text = "− \(name)gone" + (reason == "parent" ? " with what it belongs to" : "")
            return [began, Event(run: ended, lines: [style.inked(text, .red)])]
        }
        return all.enumerated().sorted { ($0.element.run.id, $0.offset) < ($1.element.run.id, $1.offset) }.map(\.element)
    }

    private func lines(_ version: ObjectVersion, _ name: String, _ indent: Int) -> [String] {
        guard version.previous != nil else { return [style.inked("+ \(name)seen", .green)] }
        let change = version.change
        let room = style.width.map { max($0 - indent - 2 - name.count, 32) }
        let edits = change.changedPlaces.map { "  " + name + ValueEdit(change, place: $0).text(room: room) }
        return edits
    }
}
