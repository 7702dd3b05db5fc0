// SPDX-License-Identifier: Apache-2.0

import Logging
import Server

extension LogConfiguration {
    /// The program's logger. Libraries that make loggers of their own get the same handler.
    func bootstrapLogger() -> Logger {
        let format = format
        let level = level
        LoggingSystem.bootstrap { label in
            switch format {
            case .json:
                var handler = JSONLogHandler()
                handler.logLevel = level
                return handler
            case .text:
                var handler = StreamLogHandler.standardError(label: label)
                handler.logLevel = level
                return handler
            }
        }
        return Logger(label: "palisade")
    }
}
