/// An error that a person can act on. Everything else that is thrown is a defect.
package protocol UserFacingError: Error, Sendable {
    /// Stable and dotted, such as `record.people.too_many`; part of the interface.
    var code: String { get }
    var kind: UserFacingErrorKind { get }
    /// One plain Chinese sentence that says what to do next.
    var message: String { get }
}

package enum UserFacingErrorKind: String, Sendable {
    case invalid, unauthenticated, forbidden, missing, conflict
}
