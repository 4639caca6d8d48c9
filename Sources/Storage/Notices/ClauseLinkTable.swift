package import Domain

/// The `clause_link` table: which clause of a superior's notice became which of a plan, one to one.
package struct ClauseLinkTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package struct Link: Hashable, Sendable {
        package let superior: Notice.ID
        /// Places among the clauses of the superior's notice and of the plan.
        package let theirs: Int, ours: Int

        package init(superior: Notice.ID, theirs: Int, ours: Int) {
            self.superior = superior
            self.theirs = theirs
            self.ours = ours
        }
    }

    package func insert(_ links: [Link], of plan: Notice.ID) throws {
        for start in stride(from: 0, to: links.count, by: 500) {
            let rows = links[start..<min(start + 500, links.count)].map { link -> SQL in
                "(\(plan.text), \(link.ours), \(link.superior.text), \(link.theirs))"
            }
            try db.execute(
                """
                INSERT INTO clause_link (plan_id, plan_position, superior_id, superior_position)
                VALUES \(SQL.list(rows))
                """)
        }
    }

    package func links(of plan: Notice.ID) throws -> [Link] {
        try db.rows("SELECT * FROM clause_link WHERE plan_id = \(plan.text) ORDER BY superior_id, superior_position")
            .map {
                Link(
                    superior: try Notice.ID($0.text("superior_id")), theirs: Int(try $0.int("superior_position")),
                    ours: Int(try $0.int("plan_position")))
            }
    }
}
