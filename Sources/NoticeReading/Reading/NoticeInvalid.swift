import Domain
import OfficeFiles

/// Why a document cannot be read as a notice.
package enum NoticeInvalid: UserFacingError, Hashable {
    case empty, notANotice
    /// Characters.
    case tooLong(limit: Int)
    case file(OfficeFileError)

    package var kind: UserFacingErrorKind { .invalid }

    package var code: String {
        switch self {
        case .empty, .file(.empty): "notice.empty"
        case .notANotice: "notice.not_a_notice"
        case .tooLong: "notice.too_long"
        case .file(.tooLarge): "notice.file.too_large"
        case .file(.notReadable): "notice.file.not_readable"
        case .file(.encrypted): "notice.file.encrypted"
        case .file(.externalEntity): "notice.file.external_entity"
        case .file(.unpacksTooLarge): "notice.file.unpacks_too_large"
        case .file(.unknownFormat), .file(.pictureTooLarge): "notice.file.unknown_format"
        case .file(.tooManyCells), .file(.tooManySheets): "notice.file.too_large"
        case .file(.notText): "notice.file.not_text"
        case .file(.scanned): "notice.file.scanned"
        case .file(.converterMissing): "notice.file.converter_missing"
        }
    }

    package var message: String {
        switch self {
        case .empty, .file(.empty): "文件里没有文字，请检查后重新选择文件。"
        case .notANotice: "这份文件看起来不是通知、方案或计划，请核对后重新选择文件。"
        case .tooLong(let limit): "文字超过\(limit)字，请只保留通知正文后重试。"
        case .file(.tooLarge(let limit)): "文件超过\(limit >> 20) MB，请去掉图片或拆分后重试。"
        case .file(.notReadable): "文件已损坏，无法打开，请用 Word 或 WPS 重新保存为 .docx 后重试。"
        case .file(.encrypted): "文件设有密码，请去掉密码后重试。"
        case .file(.externalEntity): "文件含有外部引用，为安全起见未打开，请用 Word 或 WPS 重新保存为 .docx 后重试。"
        case .file(.unpacksTooLarge): "文件展开后过大，为安全起见未打开，请只保留通知正文后重试。"
        case .file(.tooManyCells), .file(.tooManySheets): "文件里的表格太大，请只保留通知正文后重试。"
        case .file(.unknownFormat), .file(.pictureTooLarge): "只能读取 Word、WPS、PDF、网页和文本文件，请用 Word 或 WPS 另存为 .docx 后重试。"
        case .file(.scanned): "这个 PDF 是扫描件，没有文字层，请换用 Word 原文件或识别过文字的 PDF，也可以把文字粘贴进来。"
        case .file(.converterMissing): "服务器没有安装读取这种文件的程序，请用 Word 或 WPS 另存为 .docx 后重试，也可以把文字粘贴进来。"
        case .file(.notText): "文件不是文字，或文字已成乱码，请用 Word 或 WPS 另存为 .docx 后重试。"
        }
    }
}
