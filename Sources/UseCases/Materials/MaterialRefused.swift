package import Domain
package import OfficeFiles

package enum MaterialRefused: UserFacingError, Hashable {
    case noFile, changed, accepted, withdrawnBefore, notHandedUp
    case tooMany(Int)
    /// One file, by its clean name.
    case file(String, Reason)

    package enum Reason: Hashable, Sendable {
        case empty
        case tooLarge(megabytes: Int64)
        /// With the endings that are taken there.
        case content(AttachedFile.Refused, [String])
        case noEnding(AttachedFile.Kind)
        case wrongEnding(String, AttachedFile.Kind)
        case notHere(AttachedFile.Kind, [String])
    }

    package var code: String { "material.refused" }
    package var kind: UserFacingErrorKind {
        switch self {
        case .accepted, .withdrawnBefore, .changed, .notHandedUp: .conflict
        default: .invalid
        }
    }
    package var message: String {
        switch self {
        case .noFile: "先选要传的文件"
        case .changed: "上级的要求变了，回材料页刷新再传"
        case .accepted: "上级已经收下，不能撤下；可以再补一份"
        case .notHandedUp: "这一版现在没有报上去，报上去以后再传盖章扫描件"
        case .withdrawnBefore: "这一份已经撤下了"
        case .tooMany(let most): "一次活动最多放 \(most) 份材料，先撤下用不着的"
        case .file(let name, let reason): "“\(name)”\(reason.words)"
        }
    }
}

extension MaterialRefused.Reason {
    fileprivate var words: String {
        switch self {
        case .empty, .content(.empty, _): "是空的，打开看看再传"
        case .tooLarge(let megabytes): "超过 \(megabytes) MB，压小一点再传"
        case .noEnding(let kind): "名字后面少了 .\(kind.endings[0])，补上再传"
        case .wrongEnding(let ending, let kind): "名字写着 .\(ending)，其实是\(kind.words)，改成 .\(kind.endings[0]) 再传"
        case .notHere(let kind, let endings): "是\(kind.words)，这一项收\(Self.list(endings))"
        case .content(let refused, let endings):
            switch refused {
            case .empty: "是空的，打开看看再传"
            case .other(let other): "其实是\(other.words)，这一项收\(Self.list(endings))"
            case .damaged(let kind): "打不开，可能不完整，重新保存成 .\(kind.endings[0]) 再传"
            case .macros: "里面带着宏，另存成不带宏的 .docx 再传"
            case .encrypted: "设了密码，去掉密码再传"
            case .unpacksTooLarge: "解开以后太大，不像平常的文档，另存一份再传"
            case .tooManyPixels(let side): "边长超过 \(Int64(side).grouped) 像素，缩小再传"
            }
        }
    }
    private static func list(_ endings: [String]) -> String {
        " " + endings.filter { $0 != "jpeg" }.map { ".\($0)" }.joined(separator: "、")
    }
}

extension AttachedFile.Kind {
    fileprivate var words: String {
        switch self {
        case .docx: " Word 文档"
        case .pdf: " PDF"
        case .jpeg: " JPG 图片"
        case .png: " PNG 图片"
        case .mp4: " MP4 视频"
        }
    }
}

extension AttachedFile.Other {
    fileprivate var words: String {
        switch self {
        case .oldWord: "老格式的 Word、Excel 或加了密码的文件"
        case .workbook: " Excel 表"
        case .archive: "压缩包"
        case .program: "程序"
        case .heic: " HEIC 图片（在手机上另存成 JPG）"
        case .movie: "别的格式的视频（另存成 MP4）"
        case .otherPicture: "别的格式的图片（另存成 JPG）"
        case .text: "纯文本"
        case .unknown: "认不出的文件"
        }
    }
}
