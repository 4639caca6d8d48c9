package import Hummingbird
internal import Logging
package import NIOCore

/// What Hummingbird carries through a request; everything of the product is in `Visit`.
package struct AppContext: RequestContext, RemoteAddressRequestContext {
    package var coreContext: CoreRequestContextStorage
    package let remoteAddress: SocketAddress?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}
