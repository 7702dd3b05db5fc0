// SPDX-License-Identifier: Apache-2.0

/// What a finding is known by: in reports, in baselines, in the manual. A code is never reused or renamed.
package enum SafetyCode: String, Sendable, CaseIterable, Codable {
    /// A mapped table has row-level security switched off.
    case rowSecurityDisabled = "PA101"
    /// A mapped table does not force row-level security on its owner.
    case rowSecurityNotForced = "PA102"
    /// A request role was granted a command for which no permissive policy exists.
    case grantWithoutPolicy = "PA103"
    /// A policy has no expression, and so admits nothing.
    case policyWithoutExpression = "PA104"
    /// A request role holds a privilege that row-level security does not bind.
    case privilegeBeyondRowSecurity = "PA105"
    /// A mapped view reads with its owner's rights.
    case viewRunsAsOwner = "PA106"
    /// A mapped relation is of a kind that cannot have policies.
    case relationCannotHavePolicies = "PA107"
    /// A relation declared PUBLIC can be written by a request role.
    case publicRelationWritable = "PA108"
    /// The login role can pass by row-level security.
    case loginRolePrivileged = "PA201"
    /// The login role owns a mapped relation.
    case loginRoleOwnsRelation = "PA202"
    /// The login role has the rights of other roles without switching to them.
    case loginRoleInherits = "PA203"
    /// The login role has rights of its own on mapped relations.
    case loginRoleHasRights = "PA204"
    /// A request role can pass by row-level security.
    case requestRolePrivileged = "PA205"
    /// A request role is missing, or the login role cannot switch to it.
    case requestRoleOutOfReach = "PA206"
    /// A request role may create objects.
    case requestRoleMayCreate = "PA207"
    /// The server lacks a fix of row-level security.
    case serverWithoutFixes = "PA208"
    /// A policy reads the request's context once per row.
    case policyEvaluatedPerRow = "PA301"
    /// A policy admits every row.
    case policyAlwaysTrue = "PA302"
    /// No comparison with the request's tenant or user could be found in what admits rows.
    case policyWithoutIsolation = "PA303"
    /// A unique key tells whether another tenant's row exists.
    case uniqueKeyAcrossTenants = "PA304"
    /// A foreign key can point at another tenant's row.
    case foreignKeyAcrossTenants = "PA305"
    /// A foreign key has no index.
    case foreignKeyWithoutIndex = "PA306"
    /// The column that says whose a row is may be null.
    case isolatingColumnNullable = "PA307"
    /// No index begins with the column that says whose a row is.
    case isolatingColumnWithoutIndex = "PA308"
    /// No index leads to a column that policies compare with the request's context.
    case policyColumnWithoutIndex = "PA309"
    /// An index is on columns whose comparison is not LEAKPROOF, and so is not used under policies.
    case indexUnusableUnderPolicies = "PA310"
    /// A policy reads another table.
    case policyReadsTable = "PA311"
    /// No index leads to the columns by which rows are listed that belong to another, and no foreign key holds them.
    case referenceWithoutIndex = "PA312"
    /// A SECURITY DEFINER function has no fixed search path.
    case definerWithoutSearchPath = "PA401"
    /// Everybody may execute a SECURITY DEFINER function.
    case definerExecutableByPublic = "PA402"
    /// A SECURITY DEFINER function's owner is bound by policies that admit it to nothing.
    case definerSeesNothing = "PA403"
    /// A function is declared LEAKPROOF.
    case leakproofFunction = "PA404"
    /// The SDL promises a value of a column that may be null.
    case promisedValueNullable = "PA501"
    /// The SDL's enum and the column admit different values.
    case enumValuesDiffer = "PA502"
    /// `@default` stands on a column without a default.
    case declaredDefaultMissing = "PA503"
    /// A column that PostgreSQL computes is offered for writing.
    case generatedColumnOffered = "PA504"
    /// A column that names a type may hold what names none.
    case typeColumnAdmitsOthers = "PA505"
    /// A request role that reads a table may not use the text search configuration by which it is searched.
    case searchConfigurationOutOfReach = "PA506"
    /// The data map does not classify a column.
    case unclassifiedColumn = "PA701"
    /// No path does to a personal column what the data map says.
    case unreachedPersonalColumn = "PA702"
    /// A path of the data map does not lead to a person.
    case pathWithoutPerson = "PA703"
}
