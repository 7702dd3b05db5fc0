// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// How findings are written.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case human, json
}
