import Foundation
import Reports
import Streams
import Values

/// The terminal on stdout and stderr, if there is one: how wide it is, and what is said on it.
enum Terminal {
    static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

    /// `COLUMNS`, else what the terminal says, else 80.
    static var width: Int {
        if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// How text looks on stdout. It has colours on a terminal only, and is cut to a width on a terminal or if `COLUMNS` is set.
    static var style: TextStyle {
        let isWidthGiven = Environment["COLUMNS"] != nil
        let isColored = isInteractive && Environment["NO_COLOR"] == nil && Environment["TERM"] != "dumb"
        return TextStyle(width: isInteractive || isWidthGiven ? width : nil, isColored: isColored)
    }

    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Says something to a person at the terminal; a script does not see it.
    static func note(_ text: String) {
        if isErrorTerminal { say(text) }
    }

    /// Says something that everybody must see, such as a summary or an error. It may hold names that others have chosen, so all that moves
    /// the cursor is escaped, except the ends of lines.
    static func say(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        ErrorStream.write(lines.map { VisibleText.escaped(String($0)) + "\n" }.joined())
    }

    /// Says something that is no error, but should not be missed.
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
