package import Domain
package import HTTPTypes
internal import Hummingbird

/// One address of the product, with who may use it. Routes are data, so that a test can walk all of them.
package struct Route: Sendable {
    package enum Access: Sendable, Hashable {
        /// Anybody, also without signing in.
        case open
        /// Anybody signed in; the handler shows what belongs to the officer's own unit.
        case officer
        /// Whoever has the right on the unit that the subject belongs to. Decided by `Authorization`.
        case right(Right, Subject)
    }
    /// What a path parameter names.
    package enum Subject: String, Sendable, Hashable {
        case ownUnit, unit, record, notice, submission, item, channel, task, site, material
        case importUpload = "import"
        case postBatch = "batch"
    }
    package enum Body: Sendable, Hashable {
        case none, form, json
        /// A form with small files, which are held in memory.
        case upload
        /// A form with large files, which go to the disk as they come.
        case files
    }

    package let method: HTTPRequest.Method
    /// Such as `/units/{unit}`; a subject's parameter has the subject's name.
    package let pattern: String
    package let access: Access
    package let body: Body
    let handle: @Sendable (Visit) async throws -> Response

    static func get(
        _ pattern: String, _ access: Access, _ handle: @escaping @Sendable (Visit) async throws -> Response
    ) -> Route {
        Route(method: .get, pattern: pattern, access: access, body: .none, handle: handle)
    }
    static func post(
        _ pattern: String, _ access: Access, body: Body = .form,
        _ handle: @escaping @Sendable (Visit) async throws -> Response
    ) -> Route {
        Route(method: .post, pattern: pattern, access: access, body: body, handle: handle)
    }
}
