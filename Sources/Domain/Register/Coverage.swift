/// What the yearly work asks of each unit of a level. A mark is shown as coverage and never held against anybody.
package struct CoverageMark: Hashable, Sendable {
    package let count: RegisterCount
    /// The level whose units are counted.
    package let level: Level
    package let least: Int64

    package var id: String { count.rawValue }

    /// Source: 2023 年工作要点 of a prefecture: 旗县区计生协专职在岗人员不少于2人; 每个嘎查村（居）配备至少2名家庭健康指导员.
    package static let all = [
        CoverageMark(count: .staff, level: .county, least: 2),
        CoverageMark(count: .instructors, level: .village, least: 2),
    ]
}

/// Sums over units below another: how many there are, how many have said something, how many reach a mark, how many sites.
package struct CoverageSums: Hashable, Sendable {
    package struct Key: Hashable, Sendable {
        package let level: Level
        /// `unit`, `mark.` with a mark's id, or `site.` with a kind's raw value.
        package let what: String

        package init(_ level: Level, _ what: String) {
            self.level = level
            self.what = what
        }
        package init(_ mark: CoverageMark) { self.init(mark.level, "mark.\(mark.id)") }
    }
    package struct Sum: Hashable, Sendable {
        /// Units; of a mark those that entered a number; of a kind of sites the sites.
        package var total: Int64
        /// Of a mark the units that reach it; of a kind of sites the units that have one.
        package var reached: Int64

        package init(total: Int64 = 0, reached: Int64 = 0) {
            self.total = total
            self.reached = reached
        }
    }

    package var sums: [Key: Sum]
    package init(_ sums: [Key: Sum] = [:]) { self.sums = sums }

    package subscript(_ level: Level, _ what: String) -> Sum { sums[Key(level, what)] ?? Sum() }

    package static func + (a: CoverageSums, b: CoverageSums) -> CoverageSums {
        CoverageSums(
            a.sums.merging(b.sums) { Sum(total: $0.total + $1.total, reached: $0.reached + $1.reached) })
    }

    package struct Reach: Hashable, Sendable {
        package let units: Int64, reached: Int64, short: Int64, notEntered: Int64
    }
    package func reach(of mark: CoverageMark) -> Reach {
        let units = self[mark.level, "unit"].total
        let sum = sums[Key(mark)] ?? Sum()
        return Reach(
            units: units, reached: sum.reached, short: sum.total - sum.reached, notEntered: units - sum.total)
    }
    package func sites(_ kind: Site.Kind, at level: Level) -> Sum { self[level, "site.\(kind.rawValue)"] }
    package func sites(_ kind: Site.Kind) -> Int64 {
        Level.allCases.reduce(0) { $0 + sites(kind, at: $1).total }
    }
}
