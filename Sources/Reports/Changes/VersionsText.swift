import Store
import Values

/// The text of `history`: the life of one object with a line for each event, the oldest first.
public struct VersionsText {
    private struct Event {
        let run: RunMoment
        let parts: [Part]
    }

    /// One thing that happened: a column changed, or the object came or went.
    private struct Part {
        /// The noun of the table, if it is not the object's own table.
        let name: String
        let text: String
        var edit: ValueEdit?
        var ink: TextStyle.Ink?
    }

    private let output: BufferedOutput
    private let style: TextStyle

    public init(to output: BufferedOutput, style: TextStyle) {
        self.output = output
        self.style = style
    }

    /// - Parameter versions: in the order of their runs; the object's own table comes first.
    public func write(_ versions: [ObjectVersion], customerName: String?) throws(ReportsError) {
        guard let first = versions.first, let last = versions.last(where: { $0.table.name == first.table.name }) else { return }
        let title = ChangeLines(style: style).title(last.change)
        let owner = last.change.customer.map { " of " + CustomerGroups.heading($0, customerName) }
        let whole = title + (first.table.key.count > 1 ? owner ?? "" : "")
        try output.append(style.inked(whole, .bold) + "\n")
        let numberWidth = versions.flatMap { [$0.began.id, $0.ended?.id ?? 0] }.map { String($0).count }.max() ?? 1
        for event in events(versions, own: first.table.name) {
            let number = VisibleText.padded("\(event.run.id)", to: numberWidth, atStart: true)
            try output.append(text(of: event, heading: "  run \(number)  \(event.run.at)  "))
        }
        try output.flush()
    }

    /// The event's parts behind its moment if there is room for all of them, else below it.
    private func text(of event: Event, heading: String) -> String {
        let lines = event.parts.map { $0.name + $0.text }
        let margin = String(repeating: " ", count: heading.count)
        if lines.allSatisfy({ style.fits(margin + $0) }) {
            return lines.enumerated().map { inked($0.offset == 0 ? heading : margin, event.parts[$0.offset], $0.element) }.joined()
        }
        let below = event.parts.flatMap { part in
            let room = style.width.map { $0 - 4 - VisibleText.width(part.name) }
            let lines = part.edit?.lines(room: room) ?? [part.text]
            return lines.enumerated().map { "    " + ($0.offset == 0 ? part.name : "  ") + $0.element }
        }
        return heading.trimmed(atEnd: " ") + "\n" + below.map { $0 + "\n" }.joined()
    }

    private func inked(_ margin: String, _ part: Part, _ line: String) -> String {
        margin + (part.ink.map { style.inked(line, $0) } ?? line) + "\n"
    }

    private func events(_ versions: [ObjectVersion], own: String) -> [Event] {
        let all = versions.flatMap { version -> [Event] in
            let name = version.table.name == own ? "" : version.table.noun + " "
            let began = Event(run: version.began, parts: parts(version, name))
            guard let ended = version.ended, let reason = version.closedBy, reason != "update" else { return [began] }
            let text = "− \(name)gone" + (reason == "parent" ? " with what it belongs to" : "")
            return [began, Event(run: ended, parts: [Part(name: "", text: text, ink: .red)])]
        }
        return all.enumerated().sorted { ($0.element.run.id, $0.offset) < ($1.element.run.id, $1.offset) }.map(\.element)
    }

    private func parts(_ version: ObjectVersion, _ name: String) -> [Part] {
        guard version.previous != nil else { return [Part(name: "", text: "+ \(name)seen", ink: .green)] }
        let change = version.change
        return change.changedPlaces.map { place in
            let edit = ValueEdit(change, place: place)
            return Part(name: "  " + name, text: edit.whole, edit: edit)
        }
    }
}
