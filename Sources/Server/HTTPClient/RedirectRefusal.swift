// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationNetworking

/// What is asked for, or sent, is where the configuration says and nowhere else: whoever can redirect could name an address of
/// his own.
final class RedirectRefusal: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
