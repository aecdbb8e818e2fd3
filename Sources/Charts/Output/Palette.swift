/// A colour, and the class by which a style sheet can change it.
struct Paint: Sendable, Hashable {
    let name: String
    let color: String

    /// As attributes with a blank before them.
    var fill: String { " class=\"\(name)\" fill=\"\(color)\"" }

    static let paper = Paint(name: "paper", color: "#ffffff")
    static let ink = Paint(name: "ink", color: "#222222")
    static let soft = Paint(name: "soft", color: "#555555")
    static let grid = Paint(name: "grid", color: "#e2e2e2")
    static let axis = Paint(name: "axis", color: "#767676")
}

/// The colours of the series: Paul Tol's "muted" scheme, which people with any colour vision can tell apart.
///
/// From "Colour Schemes", SRON/EPS/TN/09-002, https://personal.sron.nl/~pault/. His sand is left out, as it is too light on white. The
/// order is ours: dark and light ones alternate.
enum Palette {
    /// How many series have a colour of their own. What is beyond them is grey.
    static let count = 8
    /// The colour of what is folded.
    static let others = 8
    /// The colour of a chart with one series: calmer than the first of many, which is very dark on large surfaces.
    static let single = 9

    /// The four colours of a series, as hexadecimal numbers.
    struct Color: Sendable {
        /// Of areas and bars.
        let fill: String
        /// Of lines: at least 3:1 on white.
        let stroke: String
        /// Of letters: at least 4.5:1 on white.
        let text: String
        /// Of all of them on a dark page.
        let dark: String
    }

    static let colors: [Color] = [
        Color(fill: "#332288", stroke: "#332288", text: "#332288", dark: "#9d8cf0"),
        Color(fill: "#88ccee", stroke: "#3f97c0", text: "#24739b", dark: "#88ccee"),
        Color(fill: "#882255", stroke: "#882255", text: "#882255", dark: "#d9669c"),
        Color(fill: "#44aa99", stroke: "#369182", text: "#24776a", dark: "#5cc9b6"),
        Color(fill: "#aa4499", stroke: "#aa4499", text: "#a03e90", dark: "#d07fc3"),
        Color(fill: "#999933", stroke: "#8a8a2c", text: "#6f6f1f", dark: "#c6c656"),
        Color(fill: "#117733", stroke: "#117733", text: "#117733", dark: "#4fb873"),
        Color(fill: "#cc6677", stroke: "#cc6677", text: "#b04a5c", dark: "#f08c9c"),
        Color(fill: "#bbbbbb", stroke: "#8c8c8c", text: "#666666", dark: "#8e8e96"),
        // The blue of his scheme "bright".
        Color(fill: "#4477aa", stroke: "#4477aa", text: "#3d6c9b", dark: "#7fb0e0"),
    ]

    /// Lines differ by these too. The first is not broken.
    private static let dashes = ["", "7 3", "2 2", "10 3 2 3", "14 4", "5 2", "1 3", "12 3", "3 3", ""]

    static func fill(_ style: Int) -> Paint { Paint(name: "s\(style + 1)", color: colors[style].fill) }

    static func text(_ style: Int) -> Paint { Paint(name: "t\(style + 1)", color: colors[style].text) }

    /// The attributes of a line.
    static func stroke(_ style: Int, isDashed: Bool) -> String {
        let dash = isDashed && !dashes[style].isEmpty ? " stroke-dasharray=\"\(dashes[style])\"" : ""
        return " class=\"l\(style + 1)\" fill=\"none\" stroke=\"\(colors[style].stroke)\"\(dash)"
    }

    /// Dots in the colour of their line.
    static func dots(_ style: Int) -> Paint { Paint(name: "s\(style + 1)", color: colors[style].stroke) }
}
