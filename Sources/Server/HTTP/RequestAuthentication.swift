// SPDX-License-Identifier: Apache-2.0

import NIOPosix
import Synchronization
import Tenancy

/// Finds out who asks. Tokens that were seen a short while ago cost a look-up; others are verified on threads of their
/// own, and only so many may wait for that.
final class RequestAuthentication: Sendable {
    enum Fault: Error, Sendable, Hashable {
        /// The keys of an issuer have not been read yet, or not for a long time.
        case keysUnavailable
        case refused(TokenError)
        /// Too many tokens wait to be verified, or the server ends.
        case overloaded
    }

    private let keys: TokenKeys
    private let threads: NIOThreadPool
    private let limit: Int
    private let waiting = Atomic<Int>(0)

    /// - Parameter limit: how many verifications may wait or run.
    init(keys: TokenKeys, threads: NIOThreadPool, limit: Int) {
        self.keys = keys
        self.threads = threads
        self.limit = limit
    }

    /// Who asks, where that takes no more than a look-up; nil where `context` has to find out.
    func knownContext(authorizationHeaders headers: [String]) -> TenantContext? {
        keys.verifier.knownContext(authorizationHeaders: headers)
    }

    /// - Parameter headers: the values of all Authorization fields.
    func context(authorizationHeaders headers: [String]) async throws(Fault) -> TenantContext {
        let verifier = keys.verifier
        do throws(TokenError) {
            if let context = try verifier.rememberedContext(authorizationHeaders: headers) { return context }
        } catch {
            throw .refused(error)
        }
        switch try await verify(headers, by: verifier) {
        case .success(let context): return context
        case .failure(.keyUnknown): break
        case .failure(let error): throw .refused(error)
        }
        // The issuer may sign by a new key.
        if await keys.lookForUnknownKey(to: verifier) {
            switch try await verify(headers, by: keys.verifier) {
            case .success(let context): return context
            case .failure(let error): throw .refused(error)
            }
        }
        throw keys.isComplete ? .refused(.keyUnknown) : .keysUnavailable
    }

    private func verify(
        _ headers: [String], by verifier: TokenVerifier
    ) async throws(Fault) -> Result<TenantContext, TokenError> {
        // Not counted while an issuer is waited for, or else tokens with made-up keys would stand in the way of others.
        defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
        guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= limit else { throw .overloaded }
        do {
            return try await threads.runIfActive {
                Result { () throws(TokenError) in try verifier.verify(authorizationHeaders: headers) }
            }
        } catch {
            throw .overloaded
        }
    }
}
