// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Postgres

struct ConnectionParametersTests {
    private func value(_ name: String, _ parameters: ConnectionParameters?) -> String? {
        parameters?.keywords.last { $0.name == name }?.value
    }

    @Test func `the session settings are added to the options of the user`() throws {
        let parameters = try #require(
            ConnectionParameters(.init(connectionString: "postgresql://u@h/d?options=-c%20work_mem%3D8MB")))
        let options = try #require(value("options", parameters))
        #expect(
            options == "-c work_mem=8MB -c TimeZone=UTC -c DateStyle=ISO "
                + "-c standard_conforming_strings=on -c extra_float_digits=1 -c array_nulls=on -c row_security=on")
        #expect(value("client_encoding", parameters) == "UTF8")
        #expect(value("application_name", parameters) == "palisade")
    }

    @Test func `a name in the connection string wins over ours`() {
        let parameters = ConnectionParameters(.init(connectionString: "host=h application_name=mine"))
        #expect(value("application_name", parameters) == "mine")
    }

    @Test func `a transaction pooler gets no options`() {
        let parameters = ConnectionParameters(
            .init(connectionString: "host=h dbname=d", route: .transactionPooler))
        #expect(parameters != nil)
        #expect(value("options", parameters) == nil)
    }

    @Test func `passwords are masked in what libpq says`() {
        let parameters = ConnectionParameters(.init(connectionString: "postgresql://u:s3cret@h/d"))
        #expect(parameters?.masked("no s3cret here\nnor s3cret there") == "no *** here; nor *** there")
    }

    @Test(arguments: ["postgresql://u@h:1/d?no_such_keyword=1", "a b c", "host=h\0"])
    func `what libpq cannot read is refused`(connectionString: String) {
        #expect(ConnectionParameters(.init(connectionString: connectionString)) == nil)
    }
}
