/// A notice that nobody below will read to its end.
struct LengthRule: LintRule {
    func findings(_ context: LintContext) -> [NoticeReading.Finding] {
        let own = zip(context.parts.blocks, context.parts.roles).filter { $0.1 != .chrome && $0.1 != .disclosure }
        guard own.reduce(0, { $0 + $1.0.count }) > 4_000, let first = own.first?.0 else { return [] }
        return [context.finding("too_long", .hint, "全文超过4000字，建议精简后下发。", first)]
    }
}
