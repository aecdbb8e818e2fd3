import Markup

/// What a statement looks like: on a screen of any width, light or dark, and on A4.
enum StatementStyle {
    /// The style sheet.
    ///
    /// - Parameter footer: the texts at the bottom of each printed page, beside the page's number.
    static func sheet(footer: [String]) -> String {
        base + narrow + dark + print(footer: footer.map(HTMLText.cssString).joined(separator: " "))
    }

    /// The tables have a fixed layout: the widths of their columns do not depend on the rows, of which there may be very many.
    private static let base = """
        :root { color-scheme: light dark; --ink: #000; --paper: #fff; --line: #bbb; --quiet: #555 }
        * { box-sizing: border-box }
        html { font: 15px/1.45 Arial, Helvetica, "Liberation Sans", sans-serif; text-size-adjust: 100% }
        body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere }
        main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 2.5rem }
        .letterhead { margin-bottom: 2rem; padding-bottom: .75rem; border-bottom: 2px solid var(--ink) }
        .letterhead p, .letterhead address { margin: 0; font-style: normal }
        .letterhead .issuer { font-size: 1.25em; font-weight: bold }
        .letterhead .note { margin-top: .5rem; color: var(--quiet) }
        h1 { margin: 0 0 1rem; font-size: 1.6em; line-height: 1.25 }
        h2 { margin: 2rem 0 .25rem; font-size: 1.2em }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0 }
        dt { color: var(--quiet) }
        dd { margin: 0 }
        table { width: 100%; table-layout: fixed; border-collapse: separate; border-spacing: 0; line-height: 1.3 }
        caption { padding-bottom: .4rem; color: var(--quiet); text-align: left }
        th, td { padding: .3rem .4rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
        th:first-child, td:first-child { padding-left: 0 }
        th:last-child, td:last-child { padding-right: 0 }
        thead th { border-bottom: 2px solid var(--ink); font-size: .92em; vertical-align: bottom }
        tbody th { font-weight: normal }
        .entries tr:last-child > * { border-bottom: 0 }
        .sum th, .sum td { border-top: 2px solid var(--ink); font-weight: bold }
        th, td { font-variant-numeric: lining-nums tabular-nums }
        .rows td { overflow: clip; overflow-clip-margin: .2em }
        bdi { white-space: pre-wrap }
        .number { text-align: right }
        .number span { margin-left: .18em }
        em { color: var(--quiet); font-style: italic; font-weight: normal }
        .name > * + em { padding: 0 .3em; border: 1px solid var(--line); border-radius: .2em; font-size: .85em; white-space: nowrap }
        .after { margin: .5rem 0 0 }
        ul { margin: .25rem 0 0; padding-left: 1.25rem }
        .usage .id { width: 12% } .usage .external { width: 18% } .usage .plan { width: 14% } .usage .tasks { width: 16% }
        .corrections .month, .corrections .id { width: 13% } .corrections .tasks { width: 14% }
        .priced .amount { width: 14% } .priced .currency { width: 10% }
        .priced.usage .external { width: 12% } .priced.usage .plan { width: 16% } .priced.usage .tasks { width: 12% }
        .priced.corrections .month { width: 10% } .priced.corrections .id { width: 13% } .priced.corrections .tasks { width: 11% }
        .priced.corrections .amount { width: 12% }
        .totals .unit { width: 16% }

        """

    /// On a narrow screen a row is a block with the customer at its top, and each figure has a label: the table's head has no room.
    private static let narrow = """
        @media screen and (max-width: 46rem) {
          main { padding: 1rem .75rem 2rem }
          dl { display: block }
          dd { margin-bottom: .4rem }
          .rows, .rows caption, .rows tbody { display: block }
          .rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
          .rows tr { display: flex; flex-wrap: wrap; padding: .5rem 0; border-bottom: 1px solid var(--line) }
          .rows th, .rows td { padding: .05rem 1rem .05rem 0; border: 0; text-align: left }
          .rows td:empty { display: none }
          .rows .name { flex: 1 0 100%; order: -1; padding-right: 0; font-weight: bold }
          .entries > tr > ::before { color: var(--quiet) }
          .usage .entries > tr > :nth-child(1)::before { content: "Managed user ID " }
          .usage .entries > tr > :nth-child(2)::before { content: "External ID " }
          .usage .entries > tr > :nth-child(4)::before { content: "Plan " }
          .usage .entries > tr > :nth-child(5)::before { content: "Tasks " }
          .usage .entries > tr > :nth-child(6)::before { content: "Amount " }
          .corrections .entries > tr > :nth-child(1)::before { content: "Month " }
          .corrections .entries > tr > :nth-child(2)::before { content: "Managed user ID " }
          .corrections .entries > tr > :nth-child(4)::before { content: "Billed before " }
          .corrections .entries > tr > :nth-child(5)::before { content: "Corrected figure " }
          .corrections .entries > tr > :nth-child(6)::before { content: "Difference " }
          .corrections .entries > tr > :nth-child(7)::before { content: "Amount " }
          .entries .number:has(+ .code) { padding-right: .3rem }
          .rows .sum tr { border-top: 2px solid var(--ink) }
          .totals .unit { width: 15% }
          .totals th, .totals td { padding-inline: .2rem }
          .totals th:first-child { padding-left: 0 }
          .totals td:last-child, .totals th:last-child { padding-right: 0 }
          .totals { font-size: .9em }
        }

        """

    private static let dark = """
        @media screen and (prefers-color-scheme: dark) {
          :root { --ink: #eee; --paper: #161616; --line: #555; --quiet: #b0b0b0 }
        }

        """

    /// Paper is white, whatever the screen is.
    private static func print(footer: String) -> String {
        """
        @page {
          size: A4; margin: 16mm 15mm 20mm;
          @bottom-left { content: \(footer); font: 8pt Arial, Helvetica, "Liberation Sans", sans-serif }
          @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt Arial, Helvetica, "Liberation Sans", sans-serif }
        }
        @media print {
          :root { color-scheme: only light; --line: #999; --quiet: #000 }
          html { font-size: 9pt }
          main { max-width: none; padding: 0 }
          th, td { padding-block: .25rem }
          h1, h2, caption { break-after: avoid }
          thead { display: table-header-group }
          tr, ul, li, dl, .letterhead, .totals { break-inside: avoid }
          .sum, li:last-child { break-before: avoid }
          p, li { orphans: 2; widows: 2 }
        }

        """
    }
}
