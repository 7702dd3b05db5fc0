// SPDX-License-Identifier: Apache-2.0

/// How large a response may become before its execution is given up.
public struct ExecutionLimits: Sendable, Hashable {
    /// The longest path of the response: fields and list indexes together. Execution recurses so deep.
    public var maximumDepth: Int
    /// The most fields and list items of the response.
    public var maximumValues: Int
    /// The most bytes of the response's data, but for those of its last value.
    public var maximumBytes: Int

    public init(maximumDepth: Int = 200, maximumValues: Int = 1_000_000, maximumBytes: Int = .max) {
        self.maximumDepth = min(maximumDepth, Self.greatestDepth)
        self.maximumValues = maximumValues
        self.maximumBytes = maximumBytes
    }

    public static let `default` = ExecutionLimits()

    /// What a stack of 1 MiB holds, measured with optimization.
    static let greatestDepth = 400
}
