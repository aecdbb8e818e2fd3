import Charts

/// What the pages look like where a style sheet is allowed: on a screen of any width, light or dark, and on A4. Nothing depends on it.
enum PageStyle {
    static let sheet = base + dashboard + narrow + dark + print + ChartStyle.sheet

    private static let base = """
        :root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --card: #fff; --line: #d4d4d4; --quiet: #595959; --link: #004b8d }
        * { box-sizing: border-box }
        html { font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; text-size-adjust: 100% }
        body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere }
        main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
        h1 { margin: 0 0 .5rem; font-size: 1.7em; line-height: 1.2 }
        h2 { margin: 2rem 0 .75rem; font-size: 1.3em }
        h3 { margin: 0; font-size: 1.05em }
        p { margin: .35rem 0 }
        a { color: var(--link) }
        bdi { white-space: pre-wrap }
        pre { white-space: pre-wrap }
        code { font-size: .9em }
        .asks, .facts, .why, .source, .note, small { color: var(--quiet) }
        .facts b { font-weight: 600; color: var(--ink) }
        .remark { padding: .4rem .6rem; border-left: 3px solid #b35900 }
        .picture { margin: 1rem 0 }
        .note, .source { font-size: .85em }
        svg { display: block; width: 100%; height: auto }
        .scroll { overflow-x: auto }
        table { border-collapse: collapse; font-size: .9em; line-height: 1.3 }
        th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; max-width: 28rem }
        th { overflow-wrap: normal; vertical-align: bottom; border-bottom: 2px solid var(--ink) }
        td { font-variant-numeric: lining-nums tabular-nums; overflow-wrap: break-word }
        td[align="right"] { white-space: nowrap }
        td span { margin-left: .18em }

        """

    private static let dashboard = """
        .dashboard { max-width: 86rem }
        .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .75rem; padding: 0; list-style: none }
        .figures li { padding: .6rem .8rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--card) }
        .figures a { color: inherit; text-decoration: none }
        .figures a:hover, .figures a:focus { text-decoration: underline }
        .figures b { display: block; font-size: 1.45em; font-weight: 600; line-height: 1.25; overflow-wrap: normal }
        .figures small { font-size: .85em }
        nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; list-style: none }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); gap: 1rem; align-items: start }
        .cards > h2 { grid-column: 1 / -1; margin-bottom: 0 }
        article { min-width: 0; padding: 1rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--card) }
        article.tabular { grid-column: 1 / -1 }
        article .picture { margin: .75rem 0 .5rem }
        summary { cursor: pointer; font-size: .9em; color: var(--link) }
        article:target { outline: 3px solid var(--link) }

        """

    /// On a narrow screen the report's page shows the picture that is made for it.
    private static let narrow = """
        .narrow { display: none }
        @media screen and (max-width: 40rem) {
          main { padding: 1rem .75rem 2rem }
          .wide { display: none }
          .narrow { display: block }
          article { padding: .75rem }
        }

        """

    private static let dark = """
        @media screen and (prefers-color-scheme: dark) {
          :root { --ink: #eee; --paper: #121212; --card: #1b1b1b; --line: #444; --quiet: #b0b0b0; --link: #8cc4ff; --chart-paper: var(--paper) }
          article { --chart-paper: var(--card) }
        }

        """

    /// Paper is white, whatever the screen is.
    private static let print = """
        @page { size: A4; margin: 14mm 12mm }
        @media print {
          :root { color-scheme: only light }
          html { font-size: 9pt }
          main, .dashboard { max-width: none; padding: 0 1px }
          nav { display: none }
          .figures { grid-template-columns: repeat(4, 1fr) }
          .cards { display: block; columns: 2; column-gap: 1rem }
          article.tabular { column-span: all }
          article { margin-bottom: 1rem }
          article, .picture, tr, .figures li { break-inside: avoid }
          article.tabular { break-inside: auto }
          h1, h2, h3, .asks { break-after: avoid }
          thead { display: table-header-group }
          .scroll { overflow: visible }
          details { display: none }
        }

        """
}
