/// The words that the rules know. Rules hold the grammar, this file the vocabulary.
enum Lexicon {
    /// What a labelled line states.
    enum Field: Sendable {
        case time, venue, audience, partners, theme, headcount, platform, content, name, contact, ignored
    }

    private static let fieldWords: [(String, Field)] = [
        ("活动时间 举办时间 实施时间 开展时间 比赛时间 培训时间 会议时间 时间安排 时间 日期 活动日期 活动期限 征集时间 起止时间", .time),
        ("活动地点 举办地点 实施地点 比赛地点 培训地点 会议地点 集合地点 时间地点 地点 场所 活动场所 活动地址 地址", .venue),
        (
            "目标群体 目标人群 活动对象 服务对象 参加对象 参与对象 参加人员 参与人员 参训人员 参会人员 参赛对象 培训对象 宣传对象 征集对象 招募对象 受益人群 受众 对象 面向对象 参赛人员 参加范围 "
                + "参与范围 活动范围",
            .audience
        ),
        ("协同部门 协办单位 联合单位 配合单位 合作单位 支持单位 协作单位 参与单位 协同单位 配合部门 合作部门", .partners),
        ("活动主题 主题 宣传主题", .theme),
        ("参加人数 活动人数 人数 规模 名额 活动规模 培训人数 招募人数", .headcount),
        ("依托平台 依托阵地 活动平台", .platform),
        ("活动内容 宣传内容 实施内容 培训内容 服务内容 内容 活动形式 实施方式 活动方式 形式 活动安排 具体安排 实施步骤", .content),
        ("活动名称 项目名称", .name),
        ("联系人 联系电话 联系方式 电话 电子邮箱 邮箱 联系邮箱 手机 联系人及电话 咨询电话", .contact),
        (
            "政策措施 实施主体 主办单位 承办单位 责任单位 牵头单位 责任部门 牵头部门 组织单位 指导单位 责任人 牵头科室 责任科室 完成时限 经费来源 备注 注 说明 目标 活动目的 抄送 主送 附件 单位 填报日期 印发",
            .ignored
        ),
    ]
    static let fieldLabels: [(label: Word, field: Field)] = fieldWords.flatMap { words, field in
        [Word](words: words).map { (label: $0, field: field) }
    }

    /// Headings that only announce what stands below them.
    static let genericHeadings = [Word](
        words: """
            活动内容及实施细则 活动内容及安排 活动内容和安排 活动内容与安排 活动内容及形式 活动内容和形式 活动内容与形式 主要活动内容 主要内容 \
            活动内容 活动安排 具体安排 活动项目 主要活动 重点活动 系列活动 活动形式 活动方式 实施方式 实施内容 服务内容 工作内容 重点工作 \
            主要任务 重点任务 工作任务 主要措施 具体措施 工作措施 具体内容 宣传内容 内容 活动形式及内容 活动形式和内容 工作重点 \
            具体活动安排 活动具体安排 活动流程 活动议程 实施步骤 活动步骤 主要工作 活动清单 活动计划
            """)

    /// Sections that hold no activities.
    static let administrativeHeadings = [Word](
        words: """
            活动时间 举办时间 时间安排 活动主题 活动目的 活动目标 活动意义 活动背景 指导思想 总体要求 总体目标 工作目标 工作要求 活动要求 有关要求 \
            相关要求 具体要求 几点要求 组织领导 组织机构 组织保障 保障措施 工作保障 报送要求 信息报送 材料报送 注意事项 其他事项 其它事项 \
            有关事项 参加对象 活动对象 参与对象 参加人员 活动地点 举办地点 主办单位 承办单位 协办单位 组织单位 奖项设置 评选办法 评选标准 \
            评审 报名方式 报名办法 报名时间 联系方式 联系人 经费 工作安排 基本原则 工作原则 意义 附件 宣传主题 参赛对象 投稿方式 征集时间 \
            征集要求 作品要求 投稿要求 参赛要求 活动范围 参与方式 目标任务 安全保障 奖励办法 活动奖励 其他要求 其他 主题 时间 地点 对象 目的 \
            领导小组 活动总结 总结 督导 督查 考核 工作步骤 进度安排 服务对象 目标群体 工作措施和要求 活动组织 组织实施 提高认识 提高站位
            """)

    /// Those that tell even as a part of a short heading.
    static let administrativeParts = administrativeHeadings.filter { $0.count >= 4 }

    /// What the heading of a requirement begins with or is made of.
    static let requirementWords = [Word](
        words: """
            加强领导 加强组织 强化组织 强化领导 提高认识 提高站位 高度重视 统一思想 精心组织 精心安排 周密部署 加强督导 强化督导 强化落实 狠抓落实 \
            注重落实 确保实效 务求实效 注重实效 确保效果 强化保障 加强保障 严格要求 严明纪律 强化责任 压实责任 落实责任 明确责任 \
            总结经验 及时总结 认真总结 加强宣传 强化宣传引导 扩大影响 营造氛围 加强指导
            """)

    /// What makes a heading sound like an activity.
    static let activityWords = [Word](
        words: """
            活动 宣传 讲座 讲堂 课堂 义诊 慰问 走访 比赛 竞赛 大赛 培训 咨询 座谈 宣讲 演出 汇演 展览 展播 征集 评选 服务 体验 参观 研学 沙龙 \
            运动会 游戏 志愿 献血 体检 筛查 帮扶 关爱 救助 分享 故事 直播 展示 展板 仪式 启动 交流 观影 诵读 读书 演练 科普 集市 晚会 徒步 健步 \
            联谊 相亲 家访 课程 教育 指导 援助 维权 普法 行动 开展 举办 组织 制作 发放
            """)

    /// Words that close the title of a document.
    static let formWords = [Word](
        words: """
            的通知 的通告 的公告 的函 的意见 的决定 的请示 的报告 的倡议书 的倡议 实施方案 活动方案 工作方案 的方案 方案 工作要点 活动要点 要点 \
            工作计划 活动计划 年度计划 计划 工作安排 活动安排 工作总结 活动总结 总结 工作汇报 情况汇报 情况报告 小结 简报 实施细则 通知 倡议书 \
            邀请函 公告 通告 启事
            """)
    static let noticeForms = [Word](words: "通知 通告 公告 函 意见 决定 请示 倡议书 倡议 邀请函 启事")
    static let planForms = [Word](words: "方案 计划 安排 细则")
    static let annualForms = [Word](words: "工作要点 要点 工作计划 年度计划 工作安排")
    static let summaryForms = [Word](words: "总结 小结 汇报 报告")

    /// How the name of an organisation ends.
    static let organisations = [Word](
        words: """
            计划生育协会 计生协会 计生协 协会 人民政府 街道办事处 办事处 街道 委员会 办公室 妇联 联合会 红十字会 总工会 工会 科协 科学技术协会 团委 \
            共青团 卫生健康局 卫生健康委 卫健局 卫健委 局 委 办 部 厅 院 中心 学校 社区 村委会 居委会 会 联盟 基金会 分会 支部 公司
            """)

    /// Places in which something is held.
    static let places = [Word](
        words: """
            会议室 活动中心 服务中心 指导中心 文化中心 中心 广场 公园 社区 村 乡镇 街道 学校 中学 小学 幼儿园 大学 学院 礼堂 剧院 影院 图书馆 文化馆 \
            博物馆 纪念馆 科技馆 体育馆 馆 医院 卫生院 卫生室 诊所 司法所 派出所 站 教室 阵地 基地 商场 超市 市场 集市 酒店 宾馆 大厅 厅 文化站 \
            农家书屋 书屋 书店 书房 大院 院 楼 室 小区 企业 工地 车站 门口 公众号 平台 直播间 网站 群 等地 宣传栏 小屋 家园 驿站 现场 养老院 敬老院 \
            福利院 园区 校园 操场 会场 景区 营地 展厅 机关 场馆 之家 俱乐部 路口 大街 主会场
            """)

    /// People whom something is held for.
    static let people = [Word](
        words: """
            群众 居民 村民 市民 家庭 会员 会员群众 人群 群体 青年 青少年 儿童 学生 家长 妇女 女性 老人 老年人 职工 职员 教师 老师 夫妇 夫妻 母亲 \
            孕妇 孕产妇 准妈妈 爸爸 父母 孩子 婴幼儿 人员 工作者 志愿者 代表 党员 干部 骨干 理事 患者 残疾人 农民 农民工 劳动者 流动人口 新市民 对象 \
            户 公众 教职工 科技工作者 青年人 单身青年 留守 居家 亲子 会员代表 人士 师生 女职工 社工 民众 少年 幼儿 女童 女生 男生 小学生 中学生 大学生 朋友 读者 师傅 军属 员工 特殊家庭
            """)

    /// What marks a number of people as attendance.
    static let attendanceWords = [Word](
        words: """
            邀请 参加 参与 参会 参训 参赛 到场 服务 覆盖 受益 惠及 招募 人数 规模 名额 面向 吸引 发动 预计 计划 组织 限 动员 容纳
            """)
    /// What marks it as a target of another kind.
    static let targetWords = [Word](words: "培养 配备 在岗 领导小组 评选出 表彰 评出 推荐 选树 推选 奖 组长 工作人员不少于")

    static let submitVerbs = [Word](
        words:
            "报送至 报送到 报送给 报送 上报至 上报 报至 报到 报给 提交至 提交给 提交到 提交 发送至 发送到 发送 发至 发到 反馈至 反馈给 反馈 寄送至 寄至 寄送 交至 交到 送至 送到 报回 报 投稿至 发"
    )
    /// Verbs that tell of a submission wherever they stand.
    static let strongSubmitVerbs = [Word](
        words: "报送 上报 报至 报到 报给 提交 发送至 发送到 发至 发到 反馈 寄送 寄至 交至 交到 送至 投稿至 报回")
    static let gatherVerbs = [Word](words: "及时收集 收集整理 收集 撰写 留存 整理")

    private static let materialWords: [(String, NoticeReading.Material.Kind)] = [
        ("活动总结 工作总结 经验总结 书面总结报告 总结报告 总结材料 总结", .summary),
        ("信息统计表 统计表 汇总表 情况表 登记表 报表 统计数据", .statisticsTable),
        ("照片 图片 影像", .photos),
        ("短视频 视频 录像", .videos),
        ("参赛作品 作品", .works),
        ("活动信息 工作信息 信息稿 新闻稿 简报 宣传稿 稿件 信息", .activityInformation),
        ("活动方案 实施方案 工作方案 活动计划 工作计划 方案 计划", .plan),
        ("联络员名单 联系人名单 联络员 联系人", .contactPerson),
        ("文字材料 文字说明 文稿 文字", .text),
        ("报名表 推荐表 申报表 回执 名单 申报材料 资料", .other),
    ]
    static let materials = materialWords.map { (words: [Word](words: $0.0), kind: $0.1) }

    /// Units of people; everything else that is counted is output.
    static let peopleUnits = [Word](words: "人次 人 名 组家庭 个家庭 户家庭 户 位 对新人 对 组")
    static let thingUnits = [Word](words: "块 条 场次 场 期 次 份 篇 张 个 件 幅 部 本 册 套 支 台 则")

    /// Words that begin a line of their own.
    static let lineStarts = [Word](words: "附件 抄送 抄报 联系人 联系电话 电子邮箱 特此通知 此件 主题词")

    static let traditional = "會動時間點單聯係電話報個條關於開為請對與計劃協實務傳講區鄉鎮縣門內員長師體級組織團學習業總結統圖視頻題發辦號書歡場從進過還這應該將參賽獎評選義診問訪勞婦兒權戶產經費備註觀黨慶週"
    static let simplified = "会动时间点单联系电话报个条关于开为请对与计划协实务传讲区乡镇县门内员长师体级组织团学习业总结统图视频题发办号书欢场从进过还这应该将参赛奖评选义诊问访劳妇儿权户产经费备注观党庆周"

    /// Known days and institutions: the N-th one falls in the year `first` + N.
    static let numberedDays: [(name: Word, zero: Int)] = years([
        ("会员活动日", 1998), ("国际家庭日", 1993), ("世界人口日", 1989), ("世界艾滋病日", 1987), ("世界献血者日", 2003),
        ("世界红十字日", 1947), ("全国助残日", 1990),
    ]).map { (name: $0.0, zero: $0.1) }
    static let founded: [(name: Word, year: Int)] = years([
        ("中国计生协成立", 1980), ("中国计生协会成立", 1980), ("中国计划生育协会成立", 1980), ("新中国成立", 1949),
        ("中华人民共和国成立", 1949), ("中国共产党成立", 1921), ("建党", 1921),
    ]).map { (name: $0.0, year: $0.1) }

    private static func years(_ pairs: [(String, Int)]) -> [(Word, Int)] {
        pairs.map { (Word($0.0.unicodeScalars), $0.1) }
    }
}
