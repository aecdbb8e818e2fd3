import Values

/// The picture of a result.
public struct Chart: Sendable {
    /// For which place a picture is drawn.
    public enum Size: String, Sendable, Hashable, CaseIterable {
        /// For the page of a report.
        case wide
        /// For phones, and for the cards of a dashboard.
        case narrow

        /// In pixels of the design: the picture itself scales.
        public var width: Double { self == .wide ? 720 : 340 }
    }

    private let table: Table
    private let title: String

    /// Brings the data into the order in which they are drawn.
    ///
    /// - Parameter now: the day on which the figures were taken: its month is marked as one that is not over.
    public init(_ data: ChartData, title: String, now: CivilDate? = nil) {
        table = Table(data, now: now)
        self.title = title
    }

    /// What the wide picture does not say, such as "12 more are in the table."; nil if nothing.
    public var note: String? { note(.wide) }

    /// What the picture does not say. A narrow one shows less.
    public func note(_ size: Size) -> String? { drawn(size, isStandalone: false).notes.joined(separator: " ").nonempty }

    /// The picture as SVG. Equal data give equal bytes.
    ///
    /// - Parameters:
    ///   - id: What the ids in the picture begin with: unique in the page.
    ///   - isStandalone: Whether it is a file of its own, with a title, a note and a style sheet, or a part of an HTML page.
    public func svg(_ size: Size, id: String, isStandalone: Bool) -> String {
        Document(page: drawn(size, isStandalone: isStandalone), id: id, title: title, isStandalone: isStandalone)
            .text(summary: Summary(table).text)
    }

    private func drawn(_ size: Size, isStandalone: Bool) -> Page {
        for detail in [Page.Detail.marks, .names] {
            let page = page(size, isStandalone: isStandalone, detail)
            if page.svg.byteCount <= detail.limit { return page }
        }
        return page(size, isStandalone: isStandalone, .nothing)
    }

    private func page(_ size: Size, isStandalone: Bool, _ detail: Page.Detail) -> Page {
        var page = Page(size, detail)
        if isStandalone {
            page.lines(title, SVGText.Font(size: 15, isBold: true), most: 2)
            page.y += 6
        }
        page.notes = table.notes
        Drawing(table).draw(&page)
        if isStandalone, !page.notes.isEmpty {
            page.y += 4
            page.lines(page.notes.joined(separator: " "), SVGText.Font(size: 11, paint: .soft), most: 3)
        }
        page.y += 4
        return page
    }
}

extension String {
    fileprivate var nonempty: String? { isEmpty ? nil : self }
}
