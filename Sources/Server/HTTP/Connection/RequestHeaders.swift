// SPDX-License-Identifier: Apache-2.0

import NIOHTTP1

/// The header fields that matter here, found in one pass.
struct RequestHeaders: Sendable {
    /// All values: several are refused.
    private(set) var authorization: [String] = []
    /// The first value.
    private(set) var contentType: String?
    private(set) var hasSeveralContentTypes = false
    /// All values, with commas between them.
    private(set) var contentEncoding: String?
    /// All values, with commas between them.
    private(set) var accept: String?
    private(set) var requestID: String?
    /// Nil where there is none; the decoder has checked its form.
    private(set) var contentLength: Int?
    private(set) var hasContentLength = false
    /// In lower case, in the order in which they were applied.
    private(set) var transferCodings: [String] = []
    private(set) var hostCount = 0
    /// The last value; or what the target names instead.
    var host: String?
    /// Whose page sends the request, as browsers say.
    private(set) var fetchSite: String?
    /// All values: several are refused.
    private(set) var idempotencyKeys: [String] = []
    /// Whether the answer is to say what the operation costs.
    private(set) var asksForCost = false
    private(set) var expectsContinue = false
    private(set) var asksForUpgrade = false
    private(set) var origin: String?
    /// The method that a browser asks for before it sends another site's request.
    private(set) var requestedMethod: String?
    /// All values, with commas between them.
    private(set) var acceptEncoding: String?
    /// All values, with commas between them.
    private(set) var forwardedFor: String?
    /// All values, with commas between them: several are none.
    private(set) var traceparent: String?
    /// The last value.
    private(set) var consistency: String?

    init() {}

    init(_ fields: HTTPHeaders) {
        for (name, text) in fields {
            let value = text.trimmedEnd
            // Telling names apart by length first leaves one comparison for most fields, and none for some.
            switch name.utf8.count {
            case 4 where name.isField("host"):
                hostCount += 1
                host = value
            case 6 where name.isField("accept"): accept = accept.map { $0 + "," + value } ?? value
            case 6 where name.isField("origin"): origin = value
            case 6 where name.isField("expect"): expectsContinue = value.isField("100-continue")
            case 7 where name.isField("upgrade"): asksForUpgrade = true
            case 11 where name.isField("traceparent"): traceparent = traceparent.map { $0 + "," + value } ?? value
            case 12 where name.isField("content-type"):
                if contentType != nil { hasSeveralContentTypes = true }
                contentType = contentType ?? value
            case 12 where name.isField("x-request-id"): requestID = value
            case 13 where name.isField("authorization"): authorization.append(value)
            case 13 where name.isField("palisade-cost"): asksForCost = value == "1"
            case 14 where name.isField("sec-fetch-site"): fetchSite = value
            case 14 where name.isField("content-length"):
                hasContentLength = true
                // What does not fit is too large for anything, if it is a number: the decoder knows.
                contentLength = Int(value) ?? .max
            case 15 where name.isField("idempotency-key"): idempotencyKeys.append(value)
            case 15 where name.isField("accept-encoding"):
                acceptEncoding = acceptEncoding.map { $0 + "," + value } ?? value
            case 15 where name.isField("x-forwarded-for"):
                forwardedFor = forwardedFor.map { $0 + "," + value } ?? value
            case 16 where name.isField("content-encoding"):
                contentEncoding = contentEncoding.map { $0 + "," + value } ?? value
            case 17 where name.isField("transfer-encoding"):
                transferCodings += value.split(separator: ",", omittingEmptySubsequences: false).map {
                    String($0.drop { $0 == " " || $0 == "\t" }).trimmedEnd.lowercased()
                }
            case 20 where name.isField("palisade-consistency"): consistency = value
            case 29 where name.isField("access-control-request-method"): requestedMethod = value
            default: break
            }
        }
    }
}

extension String {
    /// The text without blanks at its end, which the decoder leaves on values (RFC 9110 section 5.5).
    fileprivate var trimmedEnd: String {
        guard let last = utf8.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") else { return self }
        let end = utf8.lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        return end.map { String(self[...$0]) } ?? ""
    }

    /// Whether this is `name`, regardless of the case of ASCII letters.
    ///
    /// - Parameter name: in lower case.
    func isField(_ name: StaticString) -> Bool {
        utf8.count == name.utf8CodeUnitCount && name.withUTF8Buffer { utf8.elementsEqual($0) { $0.lowercased == $1 } }
    }
}
