extension String {
    /// Without white space at both ends.
    package var trimmed: String {
        String(self.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// One line of what can be seen: no control characters, and none that turn the direction of writing or show nothing,
    /// with which a name could pass for another one. Source: Unicode 15, 23.1 and 23.2.
    package var isPlainLine: Bool {
        let hidden: [Unicode.GeneralCategory] = [.control, .format, .lineSeparator, .paragraphSeparator]
        return !unicodeScalars.contains { hidden.contains($0.properties.generalCategory) }
    }
}
