/// Where a page of records begins: behind this one, in the order of the tree.
package struct RecordCursor: Hashable, Sendable {
    package let path: UnitPath
    package let receipt: Int64

    package init(path: UnitPath, receipt: Int64) {
        self.path = path
        self.receipt = receipt
    }

    /// As in an address: digits, a dot, digits.
    package init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 2, parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let receipt = Int64(parts[1])
        else { return nil }
        self.init(path: UnitPath(text: String(parts[0])), receipt: receipt)
    }
    package var text: String { "\(path.text).\(receipt)" }
}

/// Where a page of media items or channels begins: behind this one, in the order of the tree.
package struct ItemCursor: Hashable, Sendable {
    package let path: UnitPath
    package let id: String

    package init(path: UnitPath, id: String) {
        self.path = path
        self.id = id
    }
    /// As in an address: digits, a dot, an identifier.
    package init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 2, parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }), parts[1].utf8.count <= 36
        else {
            return nil
        }
        self.init(path: UnitPath(text: String(parts[0])), id: String(parts[1]))
    }
    package var text: String { "\(path.text).\(id)" }
}
