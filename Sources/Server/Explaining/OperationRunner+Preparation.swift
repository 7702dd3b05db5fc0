// SPDX-License-Identifier: Apache-2.0

package import Tenancy

/// How long it takes to prepare an operation, many times over: parsing, validating and planning, or finding it prepared.
package struct PreparationTimes: Sendable {
    /// In order, the shortest first. At least one.
    package let durations: [Duration]

    package var median: Duration { durations[durations.count / 2] }

    /// What all but the slowest hundredth keep to.
    package var percentile99: Duration { durations[min(durations.count - 1, durations.count * 99 / 100)] }
}

extension OperationRunner {
    /// Prepares an operation as each request does, again and again, and asks no database.
    ///
    /// - Parameter count: less than one counts as one.
    package func preparationTimes(
        of request: OperationRequest, as context: TenantContext, count: Int
    ) throws(OperationExplainer.Failure) -> PreparationTimes {
        let count = max(1, count)
        do throws(RequestErrors) {
            // The first one fills what is filled once: caches, and what Swift makes of generic types when it is needed.
            for _ in 0..<min(count, 10) { _ = try prepare(request, as: context) }
            var durations: [Duration] = []
            durations.reserveCapacity(count)
            let clock = ContinuousClock()
            for _ in 0..<count {
                let began = clock.now
                _ = try prepare(request, as: context)
                durations.append(clock.now - began)
            }
            return PreparationTimes(durations: durations.sorted())
        } catch {
            throw .operation(error.errors)
        }
    }
}
