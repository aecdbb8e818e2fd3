import Foundation
import Reports
import Streams

/// What the terminal can show, if there is one.
enum Terminal {
    static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

    /// `COLUMNS`, else what the terminal says, else 80.
    static var width: Int {
        if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// How text to read looks on stdout: cut to the width and in colours on a terminal only, or if `COLUMNS` says a width.
    static var style: TextStyle {
        let isWidthGiven = Environment["COLUMNS"] != nil
        let isColored = isInteractive && Environment["NO_COLOR"] == nil && Environment["TERM"] != "dumb"
        return TextStyle(width: isInteractive || isWidthGiven ? width : nil, isColored: isColored)
    }

    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// A remark for whoever watches; a script does not see it.
    static func note(_ text: String) {
        if isErrorTerminal { say(text) }
    }

    /// What everybody must see: a summary, an error. It may name what others have chosen, such as files and columns: nothing in it
    /// moves the cursor but the ends of its lines.
    static func say(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        ErrorStream.write(lines.map { VisibleText.escaped(String($0)) + "\n" }.joined())
    }

    /// What is no error, but nothing that should be missed.
    @Sendable static func warn(_ text: String) { say("workato-mirror: warning: \(text)") }

    /// The text in lines of at most 80 columns.
    static func wrapped(_ text: String, indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= 80 {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(margin + word)
            }
        }
        return lines.joined(separator: "\n")
    }
}
