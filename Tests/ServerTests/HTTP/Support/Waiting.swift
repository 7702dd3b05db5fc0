// SPDX-License-Identifier: Apache-2.0

import Testing

/// Waits for what somebody else does: a client may see an end before the server has taken note of it.
///
/// Fails where it does not come to pass within a minute.
func waitUntil(
    sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool
) async throws {
    for _ in 0..<6_000 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("It did not come to pass.", sourceLocation: sourceLocation)
}
