// SPDX-License-Identifier: Apache-2.0

/// Why a value does not fit a leaf type, worded as the reference implementation does.
public struct InputFault: Error, Sendable, Hashable {
    /// Safe to show to whoever sent the value.
    public var message: String

    public init(_ message: String) { self.message = message }
}
