/// The style sheet that refines charts. They look right without it, on white.
public enum ChartStyle {
    /// CSS for a page that embeds charts: their colours on a dark screen. Print stays light.
    ///
    /// `--chart-paper` of the page becomes the background.
    public static let sheet: String = {
        let colors = Palette.colors.enumerated().map { place, color in
            let number = place + 1
            return ".chart .s\(number),.chart .t\(number){fill:\(color.dark)}.chart .l\(number){stroke:\(color.dark)}"
        }
        return """
            @media screen and (prefers-color-scheme:dark){
            .chart .paper{fill:var(--chart-paper,#1b1b1f)}.chart .edge{stroke:var(--chart-paper,#1b1b1f)}
            .chart .ink{fill:#ececf0}.chart .soft{fill:#b4b4bc}.chart .grid{stroke:#38383f}.chart .axis{stroke:#8a8a93}
            \(colors.joined(separator: "\n"))
            }
            """
    }()
}
