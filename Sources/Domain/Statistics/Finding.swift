/// Something that does not look right in a table. It never blocks; an explanation travels up with the submission.
package struct Finding: Hashable, Sendable, Codable {
    /// Names the rule and, where there is one, the cell: `rule:…`, `year:…`, `similar:…`, `plan:…`, `below:…`.
    package let id: String
    package let message: String
    package let cells: [String]
    /// What the unit says to it; empty when it said nothing.
    package var explanation: String

    package init(id: String, message: String, cells: [String], explanation: String = "") {
        self.id = id
        self.message = message
        self.cells = cells
        self.explanation = explanation
    }
}

extension TableDefinition {
    /// The rules of the form that the values break. A rule is tested when all its cells apply to the unit.
    package func findings(in values: CellValues) -> [Finding] {
        (rules ?? []).filter { !holds($0, values) }.map {
            Finding(id: "rule:\($0.id)", message: $0.message, cells: $0.left + $0.right)
        }
    }

    private func holds(_ rule: Rule, _ values: CellValues) -> Bool {
        guard (rule.left + rule.right).allSatisfy({ values[$0] != nil }) else { return true }
        let left = rule.left.reduce(Int64(0)) { $0 + (values[$1] ?? 0) }
        let sum = rule.right.reduce(Int64(0)) { $0 + (values[$1] ?? 0) }
        let right = sum.multipliedReportingOverflow(by: rule.factor ?? 1).partialValue
        return switch rule.relation {
        case .atMost: left <= right
        case .equal: left == right
        case .atLeast: left >= right
        case .together: (left == 0) == (right == 0)
        }
    }
}

/// Finds values that lie far outside what units of similar size report.
package enum Outlier {
    /// Fewer than this many others say nothing about what is usual.
    package static let fewest = 8
    /// Source: Iglewicz and Hoaglin, "How to Detect and Handle Outliers" (1993): modified z-score, 0.6745 · |x − median| / MAD.
    package static let threshold = 3.5

    /// - Parameter others: the same cell of the other units.
    /// - Returns: the median of the others when `value` is an outlier among them.
    package static func median(of others: [Int64], against value: Int64) -> Int64? {
        guard others.count >= fewest else { return nil }
        let middle = median(others)
        // A spread of almost nothing would make every other value an outlier.
        let spread = max(median(others.map { ($0 - middle).magnitudeAsInt }), max(1, middle / 10))
        return 0.6745 * Double((value - middle).magnitudeAsInt) / Double(spread) > threshold ? middle : nil
    }
    private static func median(_ values: [Int64]) -> Int64 {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}

extension Int64 {
    fileprivate var magnitudeAsInt: Int64 { Int64(clamping: magnitude) }
}
