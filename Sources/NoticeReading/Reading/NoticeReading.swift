/// What a careful reader finds in a notice. Encodes to the JSON that `memberday notice read` prints;
/// what the text is silent about is null or [].
package struct NoticeReading: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, Sendable {
        case notice, plan, summary, news, other
        case annualPlan = "annual_plan"
    }

    /// Offsets in Unicode scalars of the plain text.
    package struct Source: Codable, Hashable, Sendable {
        package var start: Int, end: Int
    }

    /// Days as YYYY-MM-DD.
    package struct Period: Codable, Hashable, Sendable {
        @OrNull package var start: String? = nil
        @OrNull package var end: String? = nil
    }

    package struct Headcount: Codable, Hashable, Sendable {
        @OrNull package var min: Int? = nil
        @OrNull package var max: Int? = nil
    }

    /// Things that come out of an activity, such as 10-15 块.
    package struct Output: Codable, Hashable, Sendable {
        @OrNull package var min: Int? = nil
        @OrNull package var max: Int? = nil
        package var unit: String
        @OrNull package var per: String? = nil
    }

    package struct Session: Codable, Hashable, Sendable {
        package var name: String
        package var date: String
        @OrNull package var venue: String? = nil
    }

    package struct Activity: Codable, Hashable, Sendable {
        package var name: String
        package var categoryPath: [String] = []
        /// Days, "from/to", or the words of a recurrence, whose days stand in `expandedDates`.
        package var dates: [String] = []
        package var expandedDates: [String] = []
        @OrNull package var time: String? = nil
        @OrNull package var venue: String? = nil
        @OrNull package var audience: String? = nil
        @OrNull package var headcount: Headcount? = nil
        @OrNull package var unit: String? = nil
        @OrNull package var per: String? = nil
        package var partners: [String] = []
        @OrNull package var output: Output? = nil
        package var sessions: [Session] = []
        package var source: Source

        package enum CodingKeys: String, CodingKey {
            case name, dates, time, venue, audience, headcount, unit, per, partners, output, sessions, source
            case categoryPath = "category_path"
            case expandedDates = "expanded_dates"
        }
    }

    package struct Deadline: Codable, Hashable, Sendable {
        package var what: String
        @OrNull package var date: String? = nil
        @OrNull package var recurrence: String? = nil
        package var expandedDates: [String]
        @OrNull package var time: String? = nil
        @OrNull package var to: String? = nil
        package var source: Source

        package enum CodingKeys: String, CodingKey {
            case what, date, recurrence, time, to, source
            case expandedDates = "expanded_dates"
        }
    }

    package struct Material: Codable, Hashable, Sendable {
        package enum Kind: String, Codable, Sendable, CaseIterable {
            case summary, photos, videos, works, plan, text, other
            case statisticsTable = "statistics_table"
            case activityInformation = "activity_information"
            case contactPerson = "contact_person"
        }

        package var kind: Kind
        @OrNull package var countMin: Int? = nil
        @OrNull package var countMax: Int? = nil
        package var source: Source

        package enum CodingKeys: String, CodingKey {
            case kind, source
            case countMin = "count_min"
            case countMax = "count_max"
        }
    }

    package struct Contact: Codable, Hashable, Sendable {
        @OrNull package var name: String? = nil
        @OrNull package var phone: String? = nil
        @OrNull package var email: String? = nil
        package var source: Source
    }

    package struct Clause: Codable, Hashable, Sendable {
        @OrNull package var number: String? = nil
        @OrNull package var heading: String? = nil
        package var text: String
        /// 1 for the outermost.
        package var level: Int
        /// Whether its words oblige (应当, 必须, 不得 …).
        package var required: Bool
        package var source: Source
        package var children: [Clause]
    }

    package struct Reference: Codable, Hashable, Sendable {
        @OrNull package var docNumber: String? = nil
        @OrNull package var title: String? = nil
        package var relation: String
        @OrNull package var source: Source? = nil

        package enum CodingKeys: String, CodingKey {
            case title, relation, source
            case docNumber = "doc_number"
        }
    }

    package struct Finding: Codable, Hashable, Sendable {
        package enum Severity: String, Codable, Sendable { case error, warning, hint }
        package var rule: String
        package var severity: Severity
        package var message: String
        package var source: Source
    }

    package struct Sources: Codable, Hashable, Sendable {
        @OrNull package var docNumber: Source? = nil
        @OrNull package var issuer: Source? = nil
        @OrNull package var issueDate: Source? = nil
        @OrNull package var title: Source? = nil
        @OrNull package var theme: Source? = nil
        @OrNull package var period: Source? = nil

        package enum CodingKeys: String, CodingKey {
            case issuer, title, theme, period
            case docNumber = "doc_number"
            case issueDate = "issue_date"
        }
    }

    package var kind: Kind
    @OrNull package var docNumber: String? = nil
    @OrNull package var issuer: String? = nil
    @OrNull package var issueDate: String? = nil
    @OrNull package var title: String? = nil
    @OrNull package var theme: String? = nil
    package var addressees: [String] = []
    @OrNull package var period: Period? = nil
    package var activities: [Activity] = []
    package var deadlines: [Deadline] = []
    package var materials: [Material] = []
    package var contacts: [Contact] = []
    package var clauses: [Clause] = []
    package var references: [Reference] = []
    @OrEmpty package var leadGroup: [LeadSeat] = []
    @OrNull package var disclosure: Disclosure? = nil
    @OrEmpty package var attachments: [Attachment] = []
    @OrEmpty package var copyTo: [String] = []
    @OrEmpty package var tasks: [Task] = []
    @OrEmpty package var days: [KnownDay] = []
    package var findings: [Finding] = []
    package var sources = Sources()

    /// Nothing found yet.
    package init(kind: Kind) { self.kind = kind }

    package enum CodingKeys: String, CodingKey {
        case kind, issuer, title, theme, addressees, period, activities, deadlines, materials, contacts, clauses
        case references, disclosure, attachments, tasks, days, findings, sources
        case leadGroup = "lead_group"
        case copyTo = "copy_to"
        case docNumber = "doc_number"
        case issueDate = "issue_date"
    }
}

/// An optional that is encoded as null instead of being left out.
@propertyWrapper
package struct OrNull<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    package var wrappedValue: Value?

    package init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
    }
}
