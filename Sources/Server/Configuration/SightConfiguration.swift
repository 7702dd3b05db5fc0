// SPDX-License-Identifier: Apache-2.0

/// What those who run the server see of it.
package struct SightConfiguration: Sendable {
    package let adminHost: String
    /// Where metrics are served to operators alone; nil for the port of the API.
    package let adminPort: Int?
    /// Where the process's number is written; nil for nowhere.
    package let pidFile: String?
    /// Operations that take longer are logged; nil to log none.
    package let slowOperation: Duration?
    /// Whether answers say where their time went: that is for developers.
    package let tellsTimings: Bool
    /// Where spans are sent; nil for nowhere.
    package let collector: OTLPConfiguration?

    init(_ reader: inout ConfigurationReader, purpose: ServerConfiguration.Purpose) {
        adminHost = reader.text(.adminHost, default: "127.0.0.1")
        adminPort =
            reader.source.value(.adminPort) == nil ? nil : reader.integer(.adminPort, in: 0...65_535, default: 9_090)
        pidFile = reader.text(.pidFile)
        let slow = reader.duration(.slowOperation, in: .zero...(.seconds(3_600)), default: .seconds(1))
        slowOperation = slow == .zero ? nil : slow
        collector = OTLPConfiguration(&reader)
        switch purpose {
        case .serve, .inspect: tellsTimings = false
        case .develop: tellsTimings = true
        }
    }
}
