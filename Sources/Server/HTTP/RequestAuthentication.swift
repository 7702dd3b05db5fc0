// SPDX-License-Identifier: Apache-2.0

import NIOPosix
import Synchronization
import Tenancy

/// Finds out who asks. Tokens that were seen a short while ago cost a look-up; others are verified on threads of their
/// own, and only so many may wait for that.
final class RequestAuthentication: Sendable {
    enum Fault: Error, Sendable, Hashable {
        case refused(TokenError)
        /// Too many tokens wait to be verified, or the server ends.
        case overloaded
    }

    private let verifier: TokenVerifier
    private let threads: NIOThreadPool
    private let limit: Int
    private let waiting = Atomic<Int>(0)

    /// - Parameter limit: how many verifications may wait or run.
    init(verifier: TokenVerifier, threads: NIOThreadPool, limit: Int) {
        self.verifier = verifier
        self.threads = threads
        self.limit = limit
    }

    /// - Parameter headers: the values of all Authorization fields.
    func context(authorizationHeaders headers: [String]) async throws(Fault) -> TenantContext {
        do throws(TokenError) {
            if let context = try verifier.rememberedContext(authorizationHeaders: headers) { return context }
        } catch {
            throw .refused(error)
        }
        defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
        guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= limit else { throw .overloaded }
        let outcome: Result<TenantContext, TokenError>
        do {
            outcome = try await threads.runIfActive { [verifier] in
                Result { () throws(TokenError) in try verifier.verify(authorizationHeaders: headers) }
            }
        } catch {
            throw .overloaded
        }
        do throws(TokenError) {
            return try outcome.get()
        } catch {
            throw .refused(error)
        }
    }
}
