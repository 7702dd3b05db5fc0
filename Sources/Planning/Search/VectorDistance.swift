// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

extension MappedNearest {
    /// How far a row is from a vector.
    func distance(of row: SQLIdentifier, to vector: SQLFragment) -> SQLFragment {
        let schema = SQLIdentifier(type.name.schema)
        let column: SQLFragment = "\(row).\(SQLIdentifier(self.column))"
        switch metric {
        case .cosine: return "\(column) operator(\(schema).<=>) \(vector)"
        case .euclidean: return "\(column) operator(\(schema).<->) \(vector)"
        case .innerProduct: return "\(column) operator(\(schema).<#>) \(vector)"
        }
    }

    /// That the row has a vector.
    func isKnown(of row: SQLIdentifier) -> SQLFragment { "\(row).\(SQLIdentifier(column)) is not null" }

    /// What the nearest rows are in the order of.
    func orderingDistance(of row: SQLIdentifier, to vector: SQLFragment) -> SQLFragment {
        // An index for vectors knows no tenant and no filter: what it passes over would be missing. A sum is no order
        // that it serves.
        isApproximate ? distance(of: row, to: vector) : "(\(distance(of: row, to: vector))) + 0"
    }

    /// The order of the nearest rows. An index for vectors serves the distance alone.
    func order(by distance: SQLFragment, then keys: SQLFragment) -> SQLFragment {
        isApproximate ? distance : "\(distance), \(keys)"
    }
}
