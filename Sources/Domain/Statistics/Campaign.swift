/// One year's campaign. Source: DESIGN.md §2.
package struct Campaign: Hashable, Sendable {
    package typealias ID = Identifier<Campaign>

    package let id: ID
    package let name: String
    package let year: Int
    package let owner: Unit.ID
    package let theme: String
    package let startsOn: CalendarDate, endsOn: CalendarDate
    package let definition: TableDefinition

    package init(
        id: ID, name: String, year: Int, owner: Unit.ID, theme: String, startsOn: CalendarDate,
        endsOn: CalendarDate, definition: TableDefinition
    ) {
        self.id = id
        self.name = name
        self.year = year
        self.owner = owner
        self.theme = theme
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.definition = definition
    }

    /// To whom a unit reports in this campaign: nobody is above the unit that began it.
    package func superior(of unit: Unit) -> Unit.ID? { unit.id == owner ? nil : unit.reportsTo }
}
