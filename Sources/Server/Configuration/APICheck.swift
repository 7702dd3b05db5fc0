// SPDX-License-Identifier: Apache-2.0

package import Mapping
package import SQL
package import Safety
package import Tenancy

/// An SDL and a configuration held against a database: what start-up refuses for, and `palisade check` prints.
package struct APICheck: Sendable {
    /// What can be served; nil where the SDL does not fit the database.
    package let mapping: Mapping?
    /// What the SDL names and the database does not have, or has otherwise.
    package let mappingFaults: [MappingFault]
    /// What the configuration names and the database does not have.
    package let configurationFaults: [ConfigurationFault]
    package let safety: SafetyReport
    /// What the errors of `safety` reach.
    package let unsafe: SafetyReach
    /// What is no fault and yet worth reading.
    package private(set) var notes: [String]

    /// - Parameter catalog: its `loginRole` is the one that requests log in as.
    package init(
        _ expanded: ExpandedSchema, catalog: Catalog, tenancy: TenancyConfiguration, preRequest: QualifiedName?,
        notes furtherNotes: [String] = []
    ) {
        do throws(MappingError) {
            mapping = try MappingResolver.resolve(expanded.authored, schema: expanded.schema, catalog: catalog)
            mappingFaults = []
        } catch {
            mapping = nil
            mappingFaults = error.faults
        }
        let callable = catalog.functions.filter(\.identityArguments.isEmpty).map(\.name)
        if let preRequest, !callable.contains(preRequest) {
            configurationFaults = [
                ConfigurationFault(
                    variable: ConfigurationVariable.preRequest.rawValue,
                    problem: "names \(preRequest)(), which the database does not have",
                    remedy: "Run 'palisade migrate up', or name a function without arguments that is there.")
            ]
        } else {
            configurationFaults = []
        }
        let context = SafetyContext(
            catalog: catalog, requestRoles: tenancy.databaseRoles ?? [], loginRole: catalog.loginRole,
            switchesRole: tenancy.databaseRoles != nil, relations: Self.scopes(of: expanded),
            functions: expanded.authored.calledFunctions.union(preRequest.map { [$0] } ?? []),
            tenantNames: tenancy.tenantNames, userNames: tenancy.userNames,
            declarations: Self.declarations(of: expanded.authored), references: Self.references(of: expanded.authored),
            searchConfigurations: mapping.map(Self.searchConfigurations) ?? [])
        safety = SafetyRules.report(on: context)
        unsafe = context.reach(of: safety.errors, everywhere: preRequest.map { [$0] } ?? [])
        let door = QualifiedName(schema: "palisade", name: "enter")
        let doorNotes =
            preRequest == nil && callable.contains(door)
            ? [
                "The database has \(door)(), but \(ConfigurationVariable.preRequest.rawValue) is not set: it is not called."
            ]
            : []
        notes = doorNotes + furtherNotes
    }

    /// Whether requests may be served.
    package var mayServe: Bool { mapping != nil && configurationFaults.isEmpty && safety.errors.isEmpty }

    /// Adds a note for each type that none of the roles sees, though its table is there.
    ///
    /// - Parameter roles: those that requests run as.
    package mutating func noteTypesWithoutReaders(among roles: [String], in catalog: Catalog) {
        guard let mapping, let example = roles.last else { return }
        notes += mapping.tablesWithoutReaders(among: roles, in: catalog).map { table in
            "Type \(table.typeName) is in no role's schema, so that nobody can ask for it. Was a GRANT forgotten? "
                + "For example: grant select on \(table.relation) to \(example);"
        }
    }

    /// Each relation's scope; where types disagree about one, the strictest.
    private static func scopes(of expanded: ExpandedSchema) -> [QualifiedName: RowScope] {
        var scopes: [QualifiedName: RowScope] = [:]
        var joined: [QualifiedName: RowScope] = [:]
        for table in expanded.authored.tables {
            let scope = RowScope(table.scope)
            scopes[table.relation] = [scopes[table.relation], scope].compactMap(\.self).min { $0.rank < $1.rank }
            // A join table holds rows of whoever owns those that it ties; a type of its own says so itself.
            for name in table.fields.flatMap(\.relations).compactMap(\.through) {
                joined[name] = [joined[name], scope].compactMap(\.self).min { $0.rank < $1.rank }
            }
        }
        return scopes.merging(joined) { declared, _ in declared }
    }
}

extension RowScope {
    /// Lower is stricter.
    fileprivate var rank: Int {
        switch self {
        case .tenant: 0
        case .user: 1
        case .public: 2
        }
    }
}
