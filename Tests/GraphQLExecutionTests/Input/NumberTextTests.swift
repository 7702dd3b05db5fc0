// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import GraphQLExecution

struct NumberTextTests {
    @Test(
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "-1.5"), (100, "100"), (0.1, "0.1"), (123456.789, "123456.789"),
            (1e16, "10000000000000000"), (1e20, "100000000000000000000"), (1e21, "1e+21"), (1.5e21, "1.5e+21"),
            (1e-6, "0.000001"), (1e-7, "1e-7"), (1.25e-7, "1.25e-7"), (-1.25e300, "-1.25e+300"),
            (.leastNonzeroMagnitude, "5e-324"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
            (0.00012, "0.00012"),
            (.infinity, "Infinity"), (-.infinity, "-Infinity"), (.nan, "NaN"),
        ] as [(Double, String)])
    func `numbers are written as ECMAScript does`(number: Double, text: String) {
        #expect(NumberText.text(for: number) == text)
    }

    @Test(
        arguments: [
            (0, true, 0), (-0.0, true, 0), (0.5, false, nil), (-1, true, -1), (2_147_483_647, true, .max),
            (2_147_483_648, true, nil), (-2_147_483_648, true, .min), (-2_147_483_649, true, nil),
            (4_503_599_627_370_495.5, false, nil), (0x1p53, true, nil), (-0x1p53, true, nil), (1e300, true, nil),
            (.leastNonzeroMagnitude, false, nil), (.infinity, false, nil), (.nan, false, nil),
        ] as [(Double, Bool, Int32?)])
    func `whole numbers are told from others`(number: Double, isWhole: Bool, integer: Int32?) {
        #expect(number.isWhole == isWhole)
        #expect(number.wholeInt32 == integer)
    }
}
