// SPDX-License-Identifier: Apache-2.0

/// Limits that planning applies where the SDL's `@limit` does not say otherwise.
package struct PlanningSettings: Sendable {
    /// Rows of a page whose size the client does not give.
    package var defaultPageSize: Int
    /// Rows of the largest page that a client may ask for.
    package var maximumPageSize: Int
    /// Nesting of relations within a root field.
    package var maximumDepth: Int
    /// Root fields of an operation.
    package var maximumRootFields: Int
    /// Nesting of `and`, `or`, `not` and relations within a filter.
    package var maximumFilterDepth: Int

    package init(
        defaultPageSize: Int = 50, maximumPageSize: Int = 500, maximumDepth: Int = 15, maximumRootFields: Int = 20,
        maximumFilterDepth: Int = 12
    ) {
        self.defaultPageSize = defaultPageSize
        self.maximumPageSize = maximumPageSize
        self.maximumDepth = maximumDepth
        self.maximumRootFields = maximumRootFields
        self.maximumFilterDepth = maximumFilterDepth
    }
}
