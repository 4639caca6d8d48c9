package import Domain
package import Storage

/// What every action needs from outside.
package struct Surroundings: Sendable {
    package let database: any Database
    package let clock: Clock
    package let identifiers: Identifiers
    package let passwords: Passwords
    package let files: any FileStore

    package init(
        database: any Database, clock: Clock, identifiers: Identifiers? = nil, passwords: Passwords = .init(),
        files: any FileStore = NoFiles()
    ) {
        self.database = database
        self.clock = clock
        self.identifiers = identifiers ?? Identifiers(clock: clock)
        self.passwords = passwords
        self.files = files
    }

    var now: Instant { clock.now() }
}

extension Connection {
    /// The unit with this code, if the officer has the right on it.
    func unit(_ code: String, _ right: Right, _ officer: Officer) throws -> Unit {
        guard let unit = try UnitTable(self).unit(code: code) else { throw AccessRefused.missing }
        try officer.requires(right, on: unit)
        return unit
    }
    /// The form that a new campaign begins with: that of the newest campaign that the unit began, else the product's own.
    func usualDefinition(for unit: Unit) throws -> TableDefinition {
        let own = try CampaignTable(self).all().first { $0.owner == unit.id }
        return try own?.definition ?? TableDefinitions.standard()
    }
    /// A campaign is known to the unit that began it and to everything below.
    func campaign(_ id: Campaign.ID, for unit: Unit) throws -> Campaign {
        guard let campaign = try CampaignTable(self).campaign(id),
            let owner = try UnitTable(self).unit(campaign.owner), owner.path.contains(unit.path)
        else { throw AccessRefused.missing }
        return campaign
    }
}
