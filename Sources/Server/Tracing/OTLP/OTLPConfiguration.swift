// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where spans are sent, by the variables of OpenTelemetry that every collector's users know.
package struct OTLPConfiguration: Sendable, Hashable {
    /// What receives traces: `http://collector:4318/v1/traces`.
    package let address: String
    /// Fields of each request, which may hold a key.
    package let headers: [String: String]
    /// What the collector calls this server.
    package let service: String

    package init(address: String, headers: [String: String] = [:], service: String = standardService) {
        self.address = address
        self.headers = headers
        self.service = service
    }

    package static let standardService = "palisade"
    /// The path of traces below a collector's address, by the protocol.
    private static let path = "/v1/traces"

    /// - Returns: nil where no collector is named, and where something was noted.
    init?(_ reader: inout ConfigurationReader) {
        let service = reader.text(.otelServiceName, default: Self.standardService)
        let base = reader.text(.otelEndpoint)
        let headers = Self.headers(&reader)
        guard let base else { return nil }
        guard base.hasPrefix("http://") || base.hasPrefix("https://"), base.split(separator: "/").count >= 2 else {
            reader.note(
                .otelEndpoint, "is \"\(base)\", which is no address of a collector",
                "Write it as in http://localhost:4318; spans are sent to \(Self.path) below it.")
            return nil
        }
        if let other = reader.text(.otelProtocol), other != "http/json" {
            reader.warn(
                "\(reader.source.name(of: .otelProtocol)) is \(other); spans are sent as http/json, which collectors take at "
                    + "the port of http, usually 4318.")
        }
        self.init(
            address: (base.hasSuffix("/") ? String(base.dropLast()) : base) + Self.path, headers: headers,
            service: service)
    }

    /// `name=value,…`, with values as in addresses (W3C Baggage, without properties).
    private static func headers(_ reader: inout ConfigurationReader) -> [String: String] {
        var headers: [String: String] = [:]
        for pair in (reader.source.value(.otelHeaders) ?? "").split(separator: ",") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            let name = parts.first.map { String($0.trimmed) } ?? ""
            guard parts.count == 2, name.utf8.allSatisfy(\.isTokenCharacter), !name.isEmpty,
                let value = String(parts[1].trimmed).removingPercentEncoding,
                value.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
            else {
                reader.note(
                    .otelHeaders, "is not a list of fields", "Write it as in x-api-key=…,x-tenant=…; %2C is a comma.")
                return [:]
            }
            headers[name] = value
        }
        return headers
    }
}
