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
    /// Filters within the filters of an operation, empty ones included.
    package var maximumFilters: Int

    /// Tables that the statements of an operation read, each mention counting.
    package var maximumRelations: Int
    /// Columns and relations that an operation selects, each mention counting.
    package var maximumFields: Int
    /// Aliases under which one column may be selected of a row: each holds the value once more.
    package var maximumAliases: Int
    /// Rows that an operation may answer if all its pages are full.
    package var maximumNodes: Int
    /// Groups of an aggregate of the query root, and buckets that are filled in.
    package var maximumGroups: Int
    /// Keys of an `orderBy`.
    package var maximumOrderKeys: Int
    /// Rows that the inputs of an operation may hold, children included.
    package var maximumInputRows: Int
    /// What an operation may cost, by estimate.
    package var maximumCost: Int

    package init(
        defaultPageSize: Int = 50, maximumPageSize: Int = 500, maximumDepth: Int = 15, maximumRootFields: Int = 20,
        maximumFilterDepth: Int = 12, maximumFilters: Int = 10_000, maximumRelations: Int = 100,
        maximumFields: Int = 1_500, maximumAliases: Int = 20, maximumNodes: Int = 100_000, maximumGroups: Int = 10_000,
        maximumOrderKeys: Int = 8, maximumInputRows: Int = 1_000, maximumCost: Int = 2_000_000
    ) {
        self.defaultPageSize = defaultPageSize
        self.maximumPageSize = maximumPageSize
        self.maximumDepth = maximumDepth
        self.maximumRootFields = maximumRootFields
        self.maximumFilterDepth = maximumFilterDepth
        self.maximumFilters = maximumFilters
        self.maximumRelations = maximumRelations
        self.maximumFields = maximumFields
        self.maximumAliases = maximumAliases
        self.maximumNodes = maximumNodes
        self.maximumGroups = maximumGroups
        self.maximumOrderKeys = maximumOrderKeys
        self.maximumInputRows = maximumInputRows
        self.maximumCost = maximumCost
    }
}
