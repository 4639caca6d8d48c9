package import Domain
internal import FoundationEssentials

/// Table definitions that come with the product.
package enum TableDefinitions {
    package static func standard() throws -> TableDefinition { try loaded.get() }

    private static let loaded = Result {
        let definition = try JSONDecoder().decode(
            TableDefinition.self, from: Data(PackageResources.cfpa_529_2021_json))
        try definition.check()
        return definition
    }
}
