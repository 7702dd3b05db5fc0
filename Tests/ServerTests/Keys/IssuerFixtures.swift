// SPDX-License-Identifier: Apache-2.0

/// Public keys made for these tests, and tokens signed once by their private keys, which were not kept. The tokens have no
/// `kid`, the tenant and user of `TestHTTPServer`, and expire in 2100.
enum IssuerFixtures {
    static let rsa2048 = #"""
        {"kty":"RSA","n":"sPgpnbly3AGQvokLThw7EO9qcH-F1gkpAolxqnjFfvGhBFpGl_rO2y2Uf4WRTIMyW_tiypgTUq5bXlf-UT\#
        WVbBGt9dKzttcB9dwk5mra88VCuT2rrJy1HGhRoYR9ZN6xg6t1soTjN_5OVpkUkybFQXOlRi_FbW2EiYtfeOYWKgSsA2h0qQF86H\#
        Ok_YkLAGuYErOtORfDUxEMv-cYObj-9DDrwEJ6ovDJ-rCD6ioMlHqTBBDejOZ0AyRu9dcE8WzScoa_FxMq-CzVXObjrtI2J35A1c\#
        h96SUhIvxomSFkY1DcJp_g2fQqxltTTGUMPdz-HmVDoQH5KoFR93n6oO1Rfw","e":"AQAB"}
        """#
    static let p256 = #"""
        {"kty":"EC","crv":"P-256","x":"2uKVXCNjuAVWX9QLvi9_uXGQok7gb_6C9k_sjA1d7q0","y":"1gndsko4Iy4-ic20iPU\#
        06i5PHKGJIh_ihRSLVGW7wd0"}
        """#
    static let rs256Token = #"""
        eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCJ\#
        0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0IjoxNzA\#
        wMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.B-hMMIOxJ8MaLn3pe03gfCPoo5_Fy90k882vZfalXO9CvItbThho4g7YbJ02twqX4-\#
        _KVnhmcZIJwWOEcOd8Fy_ymI1DhUYExzLGux-vXayKNzny0gG0Ub3Z4POUE-_q1jFnhW98tMYyw4D7zQ3kcngsSZ1rBJUIkqmgPp\#
        Bm8xnUyySJ5byakBhlGuvoYYdKQ7QIybA49gfwuSYvmPlMzfHklJiXAFK4reXm598NWaob_HiMEv_12gFg9alkorF0brCEVviKUT\#
        BCKZadW4H9x18Ze-ewA-Ab4iejLqb9Tb942poaO263KCf1O3gHMu4ryplrqkXv0tlP8VizEbcbkw
        """#
    static let es256Token = #"""
        eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCJ\#
        0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0IjoxNzA\#
        wMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.4d7Li5QWHOuVyGkSIxl2zF_F5lAvn-vK4RDSDvy7JHBr04xtA3T_L0WR_VESf69EKS\#
        Su1QCeI1LtELCRSe_ZRQ
        """#

    /// A set of one key.
    static func set(_ keys: String...) -> String { #"{"keys":[\#(keys.joined(separator: ","))]}"# }
}
