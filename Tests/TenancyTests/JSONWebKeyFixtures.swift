// SPDX-License-Identifier: Apache-2.0

/// The public keys of `KeyFixtures` as JSON Web Keys, without `kid`.
enum JSONWebKeyFixtures {
    static let rsa2048 = #"""
        {"kty":"RSA","n":"sPgpnbly3AGQvokLThw7EO9qcH-F1gkpAolxqnjFfvGhBFpGl_rO2y2Uf4WRTIMyW_tiypgTUq5bXlf-UT\#
        WVbBGt9dKzttcB9dwk5mra88VCuT2rrJy1HGhRoYR9ZN6xg6t1soTjN_5OVpkUkybFQXOlRi_FbW2EiYtfeOYWKgSsA2h0qQF86H\#
        Ok_YkLAGuYErOtORfDUxEMv-cYObj-9DDrwEJ6ovDJ-rCD6ioMlHqTBBDejOZ0AyRu9dcE8WzScoa_FxMq-CzVXObjrtI2J35A1c\#
        h96SUhIvxomSFkY1DcJp_g2fQqxltTTGUMPdz-HmVDoQH5KoFR93n6oO1Rfw","e":"AQAB"}
        """#
    static let rsa1024 = #"""
        {"kty":"RSA","n":"0MOGke8S8fJ9uehIaMhq8QOhOdTP0ewXN9EpH3tcSKGFDFKBalh9K83yivq7kLgXnZ8g8b71-kDtwaSMLW\#
        Vshc0jyliLmipwzyTHcfpf4XGs8nEuSwmsotYqwtdSfzgA2E8KwldOTHCIt8X8Mmr-nyT6fW8Oep7ah4PohTgevP8","e":"AQAB\#
        "}
        """#
    static let p256 = #"""
        {"kty":"EC","crv":"P-256","x":"2uKVXCNjuAVWX9QLvi9_uXGQok7gb_6C9k_sjA1d7q0","y":"1gndsko4Iy4-ic20iPU\#
        06i5PHKGJIh_ihRSLVGW7wd0"}
        """#
    static let p384 = #"""
        {"kty":"EC","crv":"P-384","x":"cBC-Y_HNzCVHaJWU4wcWEXlXtJp_025WIpQsRXwWbC6Hc8_4fgEcXh7akfbPimlN","y"\#
        :"nn8ApF8NK7qqheZe6po6Q8odXSyn4vPv7GG2fqfGw1ymwQosIPg7IPCiHmeQnEAq"}
        """#
    static let p521 = #"""
        {"kty":"EC","crv":"P-521","x":"AWeR-FUj8CzbwnzyWBMbh4durv4W0Rgq3f_s_Pl45PhubhJeCliG_qlrqgzrnQSUDZxcR\#
        skf2vxo92pdsEU9Ueef","y":"AIGqokb3_7ZxiH8yrWrB2Anyuzen0iJcU4yRhhjgTdRxUeojAp51NlZ9d1zxeEShhtf1ViQCsA\#
        2JvJGk_dP97SSM"}
        """#
    static let secp256k1 = #"""
        {"kty":"EC","crv":"secp256k1","x":"14IWwZlHigTEX9OdX-NyAX5yIV7Ok4qtp8ZTSjoMfss","y":"Osh2DCDehjX2eCg\#
        ZpDSiHOmmMY2JjhjAQsWEaiuNnkc"}
        """#
    static let ed25519 = #"""
        {"kty":"OKP","crv":"Ed25519","x":"H69qbg4mJqFxBmEAGGQjJgO6dJl5d3OPG90PSWqmi-I"}
        """#
}
