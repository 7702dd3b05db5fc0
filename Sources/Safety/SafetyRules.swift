// SPDX-License-Identifier: Apache-2.0

/// All safety rules, in the order of their codes: the only place that knows them all.
package enum SafetyRules {
    package static let all: [any SafetyRule] = [
        RowSecurityEnabledRule(),
        RowSecurityForcedRule(),
        PolicyPerGrantRule(),
        PolicyExpressionRule(),
        PrivilegeBeyondRowSecurityRule(),
        SecurityInvokerViewRule(),
        RelationKindRule(),
        PublicRelationReadOnlyRule(),
        LoginRolePrivilegedRule(),
        LoginRoleOwnershipRule(),
        LoginRoleInheritanceRule(),
        LoginRoleRightsRule(),
        RequestRolePrivilegedRule(),
        RequestRoleSettableRule(),
        RequestRoleCreateRule(),
        ServerVersionRule(),
        PolicyInitPlanRule(),
        PolicyAlwaysTrueRule(),
        PolicyIsolationRule(),
        UniqueKeyIsolationRule(),
        ForeignKeyIsolationRule(),
        ForeignKeyIndexRule(),
        IsolatingColumnNotNullRule(),
        IsolatingColumnIndexRule(),
        PolicyColumnIndexRule(),
        IndexBehindPolicyRule(),
        PolicyReadsTableRule(),
        ReferenceIndexRule(),
        DefinerSearchPathRule(),
        DefinerPublicExecuteRule(),
        DefinerBlindRule(),
        LeakproofFunctionRule(),
        PromisedValueRule(),
        EnumValuesRule(),
        DeclaredDefaultRule(),
        GeneratedColumnRule(),
        TypeColumnValuesRule(),
        SearchConfigurationRule(),
        UnclassifiedColumnRule(),
        UnreachedPersonalColumnRule(),
        SubjectPathRule(),
    ]

    /// Everything that is wrong with a database, errors first.
    package static func report(on context: SafetyContext) -> SafetyReport {
        SafetyReport(findings: all.flatMap { $0.findings(in: context) })
    }
}
