internal import FoundationEssentials

/// An address on the web, written as Word accepts it in a relationship: a bad one would make it refuse the document.
struct WebLink {
    let address: String

    init?(_ text: String) {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = url.host(), !host.isEmpty
        else { return nil }
        address = url.absoluteString
    }
}
