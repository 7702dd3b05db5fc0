// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// The SQL of a bucket: which one a value is in, and all those of a stretch of time.
///
/// PostgreSQL's `date_trunc` with a time zone gives the same as truncating in local time; days with a change of clock
/// come out with 23 or 25 hours. `generate_series` has a time zone from PostgreSQL 16 only.
struct TimeBucket {
    let unit: BucketUnit
    /// The time zone's parameter; nil for days, which have none.
    let timeZone: SQLFragment?

    /// The first instant or day of the bucket that a value is in.
    func start(of column: MappedColumn, _ reference: SQLFragment) -> SQLFragment {
        guard let timeZone else {
            return unit == .day ? reference : "date_trunc(\(name), \(reference)::timestamp)::date"
        }
        let instant: SQLFragment = column.type.serving == "timestamp" ? "\(reference) at time zone 'UTC'" : reference
        return "date_trunc(\(name), \(instant), \(timeZone))"
    }

    /// A SELECT of the first instants or days of all buckets from one value's to another's, in a column `bucket`.
    func series(from: SQLFragment, to: SQLFragment) -> SQLFragment {
        guard let timeZone else {
            return
                "select generate_series(date_trunc(\(name), \(from)::timestamp), \(to)::timestamp, \(step))::date as bucket"
        }
        guard unit != .hour else {
            // Hours are steps of time, not of the clock: the hour that comes twice is two buckets. Truncating once more
            // follows zones whose clocks change by half an hour.
            return
                "select date_trunc(\(name), generate_series(date_trunc(\(name), \(from), \(timeZone)), \(to), \(step)), "
                + "\(timeZone)) as bucket"
        }
        return "select generate_series(date_trunc(\(name), \(from) at time zone \(timeZone)), "
            + "\(to) at time zone \(timeZone), \(step)) at time zone \(timeZone) as bucket"
    }

    private var name: SQLFragment {
        switch unit {
        case .hour: "'hour'"
        case .day: "'day'"
        case .week: "'week'"
        case .month: "'month'"
        case .quarter: "'quarter'"
        case .year: "'year'"
        }
    }

    private var step: SQLFragment {
        switch unit {
        case .hour: "interval '1 hour'"
        case .day: "interval '1 day'"
        case .week: "interval '1 week'"
        case .month: "interval '1 month'"
        case .quarter: "interval '3 months'"
        case .year: "interval '1 year'"
        }
    }
}
