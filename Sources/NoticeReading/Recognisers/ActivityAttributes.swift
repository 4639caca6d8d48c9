/// Where, for whom, with whom and how many: the patterns by which sentences state it.
struct ActivityAttributes: Sendable {
    let text: NoticeText

    // MARK: Where

    private static let held = Capture(
        "分别在 在",
        until: "举办 举行 开展 召开 设置 设立 进行 组织 巡回 集中 开设 启动 播放 摆放 悬挂 张贴 发放 现场 ，")
    private static let arranged = Capture("安排在 地点设在 地点为 地点在 设在 集中到 集合于", until: "， 。 ； 举办 进行", limit: 30)
    private static let platform = Capture("利用 通过 依托", until: "，", limit: 40)
    private static let into = Capture("深入 走进 走入", until: "， 开展 进行", limit: 30)
    private static let noPlace = [Word](words: "中 下 时 上 内 基础上 同时 过程中 期间 方面 群众 过程 之际 前提下 活动 工作 方面的工作成果 精神")
    private static let media = [Word](words: "平台 公众号 微信 网络 网站 媒体")

    func venue(_ sentences: [Range<Int>]) -> Range<Int>? {
        for sentence in sentences {
            if let place = Self.arranged.findAll(text, sentence).first(where: isPlace) { return trimmed(place) }
        }
        for sentence in sentences {
            for place in Self.held.findAll(text, sentence) where isPlace(place) && !text.contains(Self.media, place) {
                return trimmed(place)
            }
        }
        for sentence in sentences.prefix(2) {
            for place in Self.platform.findAll(text, sentence)
            where text.hasSuffix([Word](words: "新媒体平台 平台 公众号 微信群 直播间"), place) && text.contains(Self.media, place)
                && place.count >= 6
                && !text.contains([Word](words: "宣传读物 面对面"), place)
            {
                return trimmed(place)
            }
        }
        for sentence in sentences {
            if let place = Self.into.findAll(text, sentence).first(where: isPlace) { return trimmed(place) }
        }
        return nil
    }

    private func isPlace(_ range: Range<Int>) -> Bool {
        let range = text.trim(range)
        return (2...34).contains(range.count) && !text.hasSuffix(Self.noPlace, range)
            && text.hasSuffix(Lexicon.places, range)
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var range = text.trim(range)
        while let first = range.first, "各于到在".unicodeScalars.contains(text.keys[first]), text.keys[first] != "各" {
            range.removeFirst()
        }
        return range
    }

    // MARK: For whom

    private static let invited = Capture("邀请 组织邀请", until: "参加 参与 到场 参会 观看 前来", limit: 36)
    private static let joining = Capture("参与 参加", until: "， 。", limit: 24)
    private static let serving = Capture(
        "为 向 给 对", until: "提供 讲解 开展 进行 送 普及 讲授 宣讲 宣传 解读 发放 做 举办 量 测 义诊 赠送 传授", limit: 40)
    private static let facing = Capture("面向", until: "征集 开展 宣传 招募 举办 提供 普及 ， 。 进行 组织 发放 、", limit: 30)
    private static let caring = Capture(
        "重点关怀关爱 重点关爱 重点走访慰问 走访慰问 重点帮扶 重点慰问 慰问 重点服务 重点为 看望慰问", until: "，", limit: 60)
    private static let among = Capture("走到 在 到 向", until: "中宣 中开展 中普及 中广泛 中深入 之中", limit: 20)
    private static let led = Capture("组织 发动 动员 引导", until: "参加 参观 赴 走进 前往 观看 体验", limit: 24)
    private static let staff = [Word](words: "志愿者 工作人员 专家 他们 理事 骨干 骨干会员 医生 讲师 工作者")
    private static let vague = [Word](words: "广大 全体 预计 约 每场 不少于 至少 辖区内 辖区 左右 的 各")

    func audience(_ sentences: [Range<Int>]) -> Range<Int>? {
        for pattern in [Self.invited, Self.facing, Self.serving, Self.caring, Self.among, Self.led] {
            for sentence in sentences {
                for found in pattern.findAll(text, sentence) {
                    if let people = people(found) { return people }
                }
            }
        }
        for sentence in sentences {  // 预计参与学生200人
            for found in Self.joining.findAll(text, sentence) {
                guard let count = CountRecogniser.findAll(text, found).first(where: \.isPeople),
                    count.range.lowerBound > found.lowerBound,
                    let people = people(found.lowerBound..<count.range.lowerBound)
                else { continue }
                return people
            }
        }
        return nil
    }

    private func people(_ found: Range<Int>) -> Range<Int>? {
        var range = text.trim(found)
        if let count = CountRecogniser.findAll(text, range).first(where: \.isPeople),
            count.range.lowerBound - range.lowerBound < 10
        {
            let rest = text.trim(count.range.upperBound..<range.upperBound)
            if rest.isEmpty, let home = text.findLast(["家", "庭"], count.unit) { return home }
            range = rest
        }
        if let and = text.find([Word](words: "等最 等困难 等重点 等特殊"), range), and.lowerBound > range.lowerBound {
            range = range.lowerBound..<and.lowerBound
        }
        while let word = Self.vague.first(where: { text.hasPrefix($0, range) }), word.count < range.count {
            range = text.trim((range.lowerBound + word.count)..<range.upperBound)
        }
        guard (2...60).contains(range.count), text.hasSuffix(Lexicon.people, NoticeParts.withoutBracket(text, range)),
            !text.hasSuffix(Self.staff, range), !text.contains([Word](words: "活动 工作 《"), range)
        else { return nil }
        return range
    }

    // MARK: With whom

    private static let joint = Capture(
        "积极协调联合 协调联合 联合 会同 携手 联手", until: "在 开展 举办 共同 组织 进行 举行 走访 慰问 ，", limit: 30)
    private static let cooperating = Capture("与 同 和", until: "的深度合作 的合作 深度合作 合作 联合 共同", limit: 24)

    func partners(_ sentences: [Range<Int>]) -> [Range<Int>] {
        for sentence in sentences {
            let found = Self.joint.findAll(text, sentence) + Self.cooperating.findAll(text, sentence)
            guard let first = found.first(where: { isPartner(text.trim($0)) }) else { continue }
            return names(first)
        }
        return []
    }

    private func isPartner(_ range: Range<Int>) -> Bool {
        text.hasSuffix(
            Lexicon.organisations + [Word](words: "部门 医院 卫生院 机构 单位 组织 企业 学校 中学 小学 幼儿园 中心 站 所 团队 服务队"), range)
    }

    /// 街道民政部门、妇联 → two names.
    func names(_ range: Range<Int>) -> [Range<Int>] {
        text.split(range, at: ["、", "，", "；", "。", "和"]).map { text.trim($0) }.filter { $0.count >= 2 }
            .map { text.hasSuffix([["等"]], $0) ? $0.lowerBound..<($0.upperBound - 1) : $0 }
    }

    // MARK: How many

    struct Attendance: Sendable {
        let count: CountRecogniser.Found
        let per: Range<Int>?
    }

    func attendance(_ sentences: [Range<Int>]) -> Attendance? {
        for clause in sentences.flatMap({ text.split($0, at: ["，"]) }) {
            guard let count = CountRecogniser.findAll(text, clause).first(where: \.isPeople),
                text.contains(Lexicon.attendanceWords, clause), !text.contains(Lexicon.targetWords, clause)
            else { continue }
            return Attendance(count: count, per: per(clause.lowerBound..<count.range.lowerBound))
        }
        return nil
    }

    func output(_ sentences: [Range<Int>]) -> Attendance? {
        for clause in sentences.flatMap({ text.split($0, at: ["，"]) }) {
            guard let count = CountRecogniser.findAll(text, clause).first(where: { !$0.isPeople }),
                text.contains([Word](words: "制作 发布 发放 设置 编印 推送 印发 至少 不少于 征集 拍摄 创作 刊发"), clause)
            else { continue }
            return Attendance(count: count, per: per(clause.lowerBound..<count.range.lowerBound))
        }
        return nil
    }

    private static let rates = [Word](words: "每场 每期 每次 每周 每月 每天 每日 每个 每家 每村 每户 每校 每社区")

    private func per(_ range: Range<Int>) -> Range<Int>? { text.find(Self.rates, range) }
}
