/// A document of Word (.docx) on A4, in the fonts and sizes of official documents. Source: GB/T 9704-2012, 5 to 7.
package struct WordDocument: Sendable {
    package enum Block: Sendable {
        case paragraph(Paragraph), table(Table), picture(Picture)
        /// What follows begins a page.
        case pageBreak
    }

    package struct Run: Sendable {
        package var text: String
        package var isBold: Bool
        /// An address with http or https; any other is left out and the text stays.
        package var link: String?
        /// In the font of the body, whatever the paragraph's is: the text that goes on behind a heading.
        var isBodyText = false
        /// Where it differs from the paragraph's.
        var points: Int?

        package init(_ text: String, isBold: Bool = false, link: String? = nil) {
            self.text = text
            self.isBold = isBold
            self.link = link
        }
    }

    /// Titles are always centred.
    package struct Paragraph: Sendable {
        package var runs: [Run]
        package var style: Style
        package var alignment: Alignment
        /// Empty lines above it.
        var linesBefore = 0
        /// In points, where it differs from the style's.
        var lineHeight: Int?
        var indent: Indent?
        var keepsWithNext: Bool?

        package init(runs: [Run], style: Style = .body, alignment: Alignment = .start) {
            self.runs = runs
            self.style = style
            self.alignment = alignment
        }

        package init(_ text: String, style: Style = .body, alignment: Alignment = .start) {
            self.init(runs: [Run(text)], style: style, alignment: alignment)
        }
    }

    package enum Alignment: Sendable { case start, center, end }

    /// In hundredths of a character, as wide as those of the body.
    struct Indent: Hashable, Sendable {
        var left = 0, right = 0
        /// How far the first line stands out to the left of the others.
        var hanging = 0
    }

    package struct Table: Sendable {
        /// Widths in twentieths of a point.
        package var gridColumns: [Int]
        /// A cell that spans rows stands once, in its first row, as in HTML. Places without a cell are left empty.
        package var rows: [[Cell]]
        /// How many first rows are printed again on each page.
        package var repeatsHeader: Int

        package init(gridColumns: [Int], rows: [[Cell]], repeatsHeader: Int = 0) {
            self.gridColumns = gridColumns
            self.rows = rows
            self.repeatsHeader = repeatsHeader
        }
    }

    package struct Cell: Sendable {
        package var text: String
        package var columns: Int, rows: Int
        package var isHeader: Bool
        /// Below the text.
        package var picture: Picture?

        package init(
            text: String, columns: Int = 1, rows: Int = 1, isHeader: Bool = false, picture: Picture? = nil
        ) {
            self.text = text
            self.columns = columns
            self.rows = rows
            self.isHeader = isHeader
            self.picture = picture
        }
    }

    package struct Picture: Sendable {
        package var png: [UInt8]
        package var widthPoints: Double, heightPoints: Double
        /// Read aloud in place of the picture.
        package var description: String

        package init(png: [UInt8], widthPoints: Double, heightPoints: Double, description: String) {
            self.png = png
            self.widthPoints = widthPoints
            self.heightPoints = heightPoints
            self.description = description
        }
    }

    package enum Failure: Error, Hashable {
        /// A row (from 0) has more cells than the columns that are free in it.
        case noPlace(row: Int)
    }

    package var blocks: [Block]
    package var title: String
    package var isLandscape: Bool
    var layout = WordLayout.plain
    /// The custom properties (docProps/custom.xml).
    package var properties: [String: String]

    package init(
        blocks: [Block] = [], title: String = "", isLandscape: Bool = false, properties: [String: String] = [:]
    ) {
        self.blocks = blocks
        self.title = title
        self.isLandscape = isLandscape
        self.properties = properties
    }

    /// - Throws: `Failure`, or `ZipArchive.Failure` when memory is short.
    package func bytes() throws -> [UInt8] { try ZipArchive.bytes(members()) }

    func members() throws -> [(name: String, contents: [UInt8])] {
        var body = WordBody()
        for block in blocks { try body.add(block) }
        return WordParts(self, body).members()
    }
}
