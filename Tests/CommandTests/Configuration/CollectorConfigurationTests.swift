// SPDX-License-Identifier: Apache-2.0

import Server
import Tenancy
import Testing

/// Where spans go, by the variables of OpenTelemetry.
struct CollectorConfigurationTests {
    private func configuration(_ variables: [String: String]) throws(InvalidConfiguration) -> ServerConfiguration {
        let enough = [
            "PALISADE_DATABASE_URL": "postgresql://palisade_authenticator@/app", "PALISADE_SCHEMA": "schema",
            "PALISADE_JWT_SECRET": "Xq7-pL2v9_Zr4mT8wK1nB6cD3sF5gH0j",
        ]
        return try ServerConfiguration(
            ConfigurationSource(environment: enough.merging(variables) { _, own in own }, flags: []), purpose: .serve,
            processorCount: 4)
    }

    private func collector(_ variables: [String: String]) throws(InvalidConfiguration) -> OTLPConfiguration? {
        try configuration(variables).sight.collector
    }

    @Test func `without an address nothing is sent`() throws {
        #expect(try collector(["OTEL_SERVICE_NAME": "shop", "OTEL_EXPORTER_OTLP_HEADERS": "a=b"]) == nil)
    }

    @Test(arguments: ["http://collector:4318", "http://collector:4318/"])
    func `traces have a path of their own below the address`(address: String) throws {
        #expect(
            try collector(["OTEL_EXPORTER_OTLP_ENDPOINT": address])
                == OTLPConfiguration(address: "http://collector:4318/v1/traces", service: "palisade"))
    }

    @Test func `fields and the service's name are taken over`() throws {
        #expect(
            try collector([
                "OTEL_EXPORTER_OTLP_ENDPOINT": "https://eu.example/otlp", "OTEL_SERVICE_NAME": "shop",
                "OTEL_EXPORTER_OTLP_HEADERS": "x-api-key=a%2Cb%3D, Authorization = Basic eA==",
            ])
                == OTLPConfiguration(
                    address: "https://eu.example/otlp/v1/traces",
                    headers: ["x-api-key": "a,b=", "Authorization": "Basic eA=="], service: "shop"))
    }

    @Test(arguments: ["collector:4317", "grpc://collector:4317", "http://", ""])
    func `what is no address is a fault, and nothing at all is not`(address: String) throws {
        guard !address.isEmpty else {
            #expect(try collector(["OTEL_EXPORTER_OTLP_ENDPOINT": address]) == nil)
            return
        }
        #expect(throws: InvalidConfiguration.self) { try collector(["OTEL_EXPORTER_OTLP_ENDPOINT": address]) }
    }

    @Test(arguments: ["x", "=x", "a b=c", "a=%0d%0ab", "a=%zz"])
    func `fields that are none are a fault that does not show them`(headers: String) {
        #expect {
            try collector([
                "OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318", "OTEL_EXPORTER_OTLP_HEADERS": headers,
            ])
        } throws: { error in
            (error as? InvalidConfiguration)?.faults.map(\.description) == [
                "OTEL_EXPORTER_OTLP_HEADERS is not a list of fields. Write it as in x-api-key=…,x-tenant=…; %2C is a comma."
            ]
        }
    }

    @Test func `another form of the protocol is worth a warning`() throws {
        let variables = ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"]
        #expect(try configuration(variables).warnings.contains { $0.contains("sent as http/json") })
    }

    @Test func `the fields are secret`() {
        let report = ConfigurationReport(
            ConfigurationSource(environment: ["OTEL_EXPORTER_OTLP_HEADERS": "x-api-key=hush"], flags: []),
            purpose: .serve, processorCount: 1)
        #expect(!report.text.contains("hush") && report.text.contains("OTEL_EXPORTER_OTLP_HEADERS"))
    }
}
