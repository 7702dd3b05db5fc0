// SPDX-License-Identifier: Apache-2.0

package import GraphQLExecution
package import SQL

/// How one operation is answered: the statements to send, what to bind to them, how to write the response.
///
/// A plan holds for every set of variables of the same shape (`VariableShape`); only bound values differ.
package struct Plan: Sendable {
    /// The root fields in the order of the response.
    package let fields: [PlannedField]
    /// Whether the plan may serve other values of the same shape.
    package let isReusable: Bool

    /// The length of all statements in bytes.
    package var sqlByteCount: Int { fields.reduce(0) { $0 + $1.sqlByteCount } }

    /// How many values all statements bind.
    package var parameterCount: Int { fields.reduce(0) { $0 + $1.parameterCount } }

    /// What the operation costs, by estimate.
    package var cost: Int { fields.reduce(0) { $0 + $1.cost } }

    /// How many statements the operation takes.
    package var statementCount: Int { fields.reduce(0) { $0 + $1.statementCount } }
}

extension Plan {
    /// The field that a statement belongs to, by the statement's position among all; and what the statement writes.
    package func place(ofStatement index: Int) -> (field: PlannedField, write: WriteTarget?)? {
        guard index >= 0 else { return nil }
        var first = 0
        for field in fields {
            let count = field.statementCount
            if index < first + count { return (field, field.write?.statements[index - first].target) }
            first += count
        }
        return nil
    }

    /// What a constraint that is checked at the end of the transaction is about, where only one field can have broken it.
    ///
    /// - Parameter isOfTable: whether rows of this type are of the constraint's table.
    package func place(ofDeferred isOfTable: (WriteTarget) -> Bool) -> (field: PlannedField, write: WriteTarget)? {
        let places = fields.flatMap { field in
            (field.write?.statements ?? []).compactMap(\.target).map { (field: field, write: $0) }
        }
        let own = places.filter { isOfTable($0.write) }
        guard let place = own.first ?? places.first else { return nil }
        return Set((own.isEmpty ? places : own).map(\.field.key)).count == 1 ? place : nil
    }
}

/// One root field of a plan.
package struct PlannedField: Sendable {
    /// What answers the field.
    package enum Work: Sendable {
        /// A value that is known without the database, as JSON.
        case constant([UInt8])
        /// `__schema` or `__type`: answered from the schema.
        case introspection(CollectedField)
        case statement(PlannedStatement, RootShape)
        /// A field of the mutation root.
        case write(PlannedWrite)
    }

    package let key: String
    /// The key as the response has it: quoted, with its colon.
    package let encodedKey: [UInt8]
    package let work: Work
    /// What the field costs, by estimate.
    package let cost: Int

    init(key: String, work: Work, cost: Int) {
        self.key = key
        self.work = work
        self.cost = cost
        encodedKey = Array("\"\(key)\":".utf8)
    }

    package var statement: PlannedStatement? {
        if case .statement(let statement, _) = work { return statement }
        return nil
    }

    package var write: PlannedWrite? {
        if case .write(let write) = work { return write }
        return nil
    }

    /// How many statements the field takes.
    package var statementCount: Int {
        switch work {
        case .constant, .introspection: 0
        case .statement: 1
        case .write(let write): write.statements.count
        }
    }

    fileprivate var sqlByteCount: Int {
        switch work {
        case .constant, .introspection: 0
        case .statement(let statement, _): statement.sql.text.utf8.count
        case .write(let write): write.statements.reduce(0) { $0 + $1.statement.sql.text.utf8.count }
        }
    }

    fileprivate var parameterCount: Int {
        switch work {
        case .constant, .introspection: 0
        case .statement(let statement, _): statement.parameterCount
        case .write(let write): write.statements.reduce(0) { $0 + $1.statement.parameterCount }
        }
    }

    package var isIntrospection: Bool {
        if case .introspection = work { return true }
        return false
    }
}

/// A statement with what its values have to be.
package struct PlannedStatement: Sendable {
    package let sql: SQLStatement
    /// What is bound to `$1`, `$2` …
    package let parameters: [Parameter]
    /// What no placeholder takes, since nothing that is selected follows from it: a cursor, where only the total is asked
    /// for. A value that is no such value is refused all the same.
    package let unboundParameters: [Parameter]
    /// Stretches of time that the statement fills with buckets.
    package let fills: [BucketFill]

    fileprivate var parameterCount: Int { parameters.count + unboundParameters.count }
}
