import NIOCore
import NIOHTTP1

/// One connection: looks up each request's answer and sends it.
final class AnswerHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let desk: AnswerDesk
    private var request: HTTPRequestHead?

    init(_ desk: AnswerDesk) { self.desk = desk }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): request = head
        case .body: break
        case .end:
            guard let request else { return }
            let page = request.method == .GET ? desk.answer(request.uri) : nil
            send(page, context)
        }
    }

    private func send(_ page: Answers.Page?, _ context: ChannelHandlerContext) {
        let body = page.map { ByteBuffer(bytes: $0.gzip) } ?? ByteBuffer(string: #"{"message":"Not found"}"#)
        var headers: HTTPHeaders = ["content-type": "application/json; charset=utf-8", "content-length": "\(body.readableBytes)"]
        if page != nil { headers.add(name: "content-encoding", value: "gzip") }
        let head = HTTPResponseHead(version: .http1_1, status: page == nil ? .notFound : .ok, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
