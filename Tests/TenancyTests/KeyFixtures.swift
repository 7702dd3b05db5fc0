// SPDX-License-Identifier: Apache-2.0

/// Public keys made for these tests, and tokens signed once by their private keys, which were not kept.
///
/// Each token has the claims of `TokenRecipe.claims`.
enum KeyFixtures {
    static let rsa2048 = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsPgpnbly3AGQvokLThw7
        EO9qcH+F1gkpAolxqnjFfvGhBFpGl/rO2y2Uf4WRTIMyW/tiypgTUq5bXlf+UTWV
        bBGt9dKzttcB9dwk5mra88VCuT2rrJy1HGhRoYR9ZN6xg6t1soTjN/5OVpkUkybF
        QXOlRi/FbW2EiYtfeOYWKgSsA2h0qQF86HOk/YkLAGuYErOtORfDUxEMv+cYObj+
        9DDrwEJ6ovDJ+rCD6ioMlHqTBBDejOZ0AyRu9dcE8WzScoa/FxMq+CzVXObjrtI2
        J35A1ch96SUhIvxomSFkY1DcJp/g2fQqxltTTGUMPdz+HmVDoQH5KoFR93n6oO1R
        fwIDAQAB
        -----END PUBLIC KEY-----
        """
    static let rsa1024 = """
        -----BEGIN PUBLIC KEY-----
        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDQw4aR7xLx8n256EhoyGrxA6E5
        1M/R7Bc30Skfe1xIoYUMUoFqWH0rzfKK+ruQuBednyDxvvX6QO3BpIwtZWyFzSPK
        WIuaKnDPJMdx+l/hcazycS5LCayi1irC11J/OADYTwrCV05McIi3xfwyav6fJPp9
        bw56ntqHg+iFOB68/wIDAQAB
        -----END PUBLIC KEY-----
        """
    static let p256 = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE2uKVXCNjuAVWX9QLvi9/uXGQok7g
        b/6C9k/sjA1d7q3WCd2ySjgjLj6JzbSI9TTqLk8coYkiH+KFFItUZbvB3Q==
        -----END PUBLIC KEY-----
        """
    static let p384 = """
        -----BEGIN PUBLIC KEY-----
        MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEcBC+Y/HNzCVHaJWU4wcWEXlXtJp/025W
        IpQsRXwWbC6Hc8/4fgEcXh7akfbPimlNnn8ApF8NK7qqheZe6po6Q8odXSyn4vPv
        7GG2fqfGw1ymwQosIPg7IPCiHmeQnEAq
        -----END PUBLIC KEY-----
        """
    static let p521 = """
        -----BEGIN PUBLIC KEY-----
        MIGbMBAGByqGSM49AgEGBSuBBAAjA4GGAAQBZ5H4VSPwLNvCfPJYExuHh26u/hbR
        GCrd/+z8+Xjk+G5uEl4KWIb+qWuqDOudBJQNnFxGyR/a/Gj3al2wRT1R558Agaqi
        Rvf/tnGIfzKtasHYCfK7N6fSIlxTjJGGGOBN1HFR6iMCnnU2Vn13XPF4RKGG1/VW
        JAKwDYm8kaT90/3tJIw=
        -----END PUBLIC KEY-----
        """
    static let secp256k1 = """
        -----BEGIN PUBLIC KEY-----
        MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAE14IWwZlHigTEX9OdX+NyAX5yIV7Ok4qt
        p8ZTSjoMfss6yHYMIN6GNfZ4KBmkNKIc6aYxjYmOGMBCxYRqK42eRw==
        -----END PUBLIC KEY-----
        """
    static let ed25519 = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAH69qbg4mJqFxBmEAGGQjJgO6dJl5d3OPG90PSWqmi+I=
        -----END PUBLIC KEY-----
        """
    static let rs256Token = """
        eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCJ\
        0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0IjoxNzA\
        wMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.B-hMMIOxJ8MaLn3pe03gfCPoo5_Fy90k882vZfalXO9CvItbThho4g7YbJ02twqX4-\
        _KVnhmcZIJwWOEcOd8Fy_ymI1DhUYExzLGux-vXayKNzny0gG0Ub3Z4POUE-_q1jFnhW98tMYyw4D7zQ3kcngsSZ1rBJUIkqmgPp\
        Bm8xnUyySJ5byakBhlGuvoYYdKQ7QIybA49gfwuSYvmPlMzfHklJiXAFK4reXm598NWaob_HiMEv_12gFg9alkorF0brCEVviKUT\
        BCKZadW4H9x18Ze-ewA-Ab4iejLqb9Tb942poaO263KCf1O3gHMu4ryplrqkXv0tlP8VizEbcbkw
        """
    static let rs384Token = """
        eyJhbGciOiJSUzM4NCIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCJ\
        0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0IjoxNzA\
        wMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.E4bxeZ64kiV1AhiMyUXPykSno-_GG0fanrM1Wid2BU0mAtsbjRThXGs7yL5kgedqTB\
        Kmn-OzE6R7Ej62vefRHc_iSmeSiZCDlLPjgZXWun9ErTxmsncv97jAy4xlMGDUMWIwan9zJu3EUSyq-y1wLExf_rdRADu5hTFML2\
        qKMMd95s2CMZwRkl9PGOBAT_YB-R6_g5LyVtDGx7nkC10ovJF_nppEijVh_68iKlfVbp0wG9f0o-xfTvZZrv0nmNaPhjxfSEQwhG\
        LcZMT1_yG8cl1qsrKBcHJkBOXfZPSeVW_6VobC3CZs5GB30CWZUdfaFDExjlIMEQTsMru5yrWXNQ
        """
    static let rs512Token = """
        eyJhbGciOiJSUzUxMiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCJ\
        0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0IjoxNzA\
        wMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.Y0IzUseEy9rFpov2YuuIhRZ64E-GQvQzJDqTC45k_by04qk9XbY56B9p8sujgAc0UI\
        EAUwZ5SHFstta14LjNA8FN3C--BuYLMDArYK_B0FhavNbn-4TO9IrLMZOQTKZwCctZUWFxhsneVny3L3vPJG0z1xlZQzja7kIcJI\
        Y1wH6-OjYHC9i60Vwl15LDQyr04CkEfhgsk0x6pqtirqP7ebi3fj_FU5wOFJx5hMfui0nWs2VuYJtPDBnuW89TX0Gvo5al0bUw0C\
        HthY9AIv40inwVjFzAs09g9DNXxfdN6g87wF-8va2oHT1mDV2iC81EqFDmwmVgpiTyl0cAhAr5Zg
        """
    static let es256Token = """
        eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCJ\
        0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0IjoxNzA\
        wMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.4d7Li5QWHOuVyGkSIxl2zF_F5lAvn-vK4RDSDvy7JHBr04xtA3T_L0WR_VESf69EKS\
        Su1QCeI1LtELCRSe_ZRQ
        """
    static let es384Token = """
        eyJhbGciOiJFUzM4NCIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCJ\
        0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0IjoxNzA\
        wMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.RkcWhOaS2Y_ADjcHbXQdb08CgbN-mwyrDPnp1_j3d2ixzfcBb701SF-nOOqMizov27\
        8_67HhxBE8QQorCJmsSR9grO5CiMEEkqc5p4yE_aWixZKbk_I_9MieY_x4ZiAl
        """
    static let es512Token = """
        eyJhbGciOiJFUzUxMiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCJ\
        0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0IjoxNzA\
        wMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.AeDBorxu9SkfBOUd4_PtPoo_tL582ApDQ12mUzsEeY6jejmTHkqqilHr6Gfr5eX8MF\
        8-Arkrf7uJejdF2KD9Q_c0AGfm3rSrs9BThElP8tij8r1rPeWvP1xLcxDdlKTFvIj1b6AXuuMu65o1mb5ITpdfUwQGxIX3dCFfjq\
        vzPcytKtPZ
        """
}
