// SPDX-License-Identifier: Apache-2.0

/// An RSA key with the exponent 3, by which careless verifiers were deceived (CVE-2006-4339, CVE-2014-1568), and signatures
/// of one token, most of them of an encoding that PKCS #1 v1.5 does not allow. The private key was not kept.
enum SmallExponentFixtures {
    static let publicKey = """
        -----BEGIN PUBLIC KEY-----
        MIIBIDANBgkqhkiG9w0BAQEFAAOCAQ0AMIIBCAKCAQEAoibRf3ajZ/dWG2mGvpY0
        +W+4d92MVOdMNB51MHaghIb+XeQNPRbDtmuOWclHUSPTH7WK/ibqh1G23yLwLEP+
        t0Wsd3t/3rHd6QfH03AwSUzbqmT7CI6UqbcqivEhFTeriKRUH2mIL2+GEo62PODS
        xFSsGlEnX2fydKGGiWQH907L1G8s1z3VpEsrhcuDlz5FUzoqA0mI72JBd8t+coPe
        4wduUMXlqwuWVKilgrlytnlM4NRi/huQwhx13NJ9s2sEEmqkY56e7vzkKlwoq2wl
        hHpY4hD8z/K2nyAuZ2oX8gqS6jz13n8pOXU0KQ+yM+ZkCKKPZ2Leg9i1HCxsd6hK
        WQIBAw==
        -----END PUBLIC KEY-----
        """

    /// Its header, for the claims of `TokenRecipe.claims`.
    static let header = #"{"alg":"RS256","typ":"JWT"}"#

    static let signatures: [(name: String, base64URL: String, isValid: Bool)] = [
        (
            "right",
            """
            BOHi4mEU_5xU3RS7d6-TVrWgj7BtPOR8P0w5DAEgq0uz3fN14eE8zGg6EtrJCcWRbBTpWlC-Pkd3QEQ39mr51F8fFHGUpk-objJL\
            0rKfuwEokBNyE2FVSC_OUeA8_tXKyfDo28Ul5peM9W8xGkvT00Vu4cKqLZXuoyCcb6iDVKYeT_Bt9VaG_jhRaDDltlLsg6S5aGNr\
            wJQUis0Zjeo0kFwEs3PwIo6GAbLAmwvnPH-oPVHGAQAhdS1IGfrzD-5i5qC-DXLswEje7Pbjtz1bjLrZRqsYYE6QtHKQtv_XklF1\
            Fvc2zyw5L1rbObfPjfYQaWUsV8Uw_voee9A9t3FR4w
            """, true
        ),
        (
            "plus the modulus",
            """
            pwi0Yde4Z5Oq-H5CNkXIUCVZB435kcvIc2quPHfBL9KyO9eDHvgAgtPIbKQQWulki8p0WHeoxZkuH2coIq74i6TLi-0UhQGGVzoT\
            piLQBE4EOnhtG-_p8eb43NFeFA12UpU8-y6uFgcTB_3nVyyml5oa_BPRjP3hF8Ii-QyLS_TqJF-azJRcooN87fxpTZEx1t7ja6z0\
            r_ZWApiYAG4Tc2NzBDnVzZocVltmHcVZ8vj1HiYo_xuyN0m99s1ww1lm-QticRGLr0XDF1MMYqmBETUyKLwVMEFHU5K_HmnvhFwI\
            ATQsratiaNAPYseBwdx0cge7vygPgtLTl_yqLxmcPA
            """, false
        ),
        (
            "of a hash without parameters",
            """
            HK6UIgPgMY04MQPubGCZ44J954ymWEZIkzgmn7rb2QWhdA9_rKQf_yLBvFR45J0k8BwBGQDztZuWZnufuLYJ6i0CsCcCqys68Uee\
            1LCiAo63_m97WIfiBpRj9Lya20h3ajNFE5v6iqsEn644DAMKQwZxdvhwd2z2RnyFLKl7zjFFE9Z-jJmiyBTc50Av_t5oPAHW9IiX\
            6HDRcTNMK_3PV6tRcR3v-z_PpT_2Q6hvNG7drOdfuZCLCSL1hQpqYnc3nNqCskx8blr9iP-KlHL6MEQD6rUNEvXWomStf6fluere\
            RxvWnUiZ8KrTDaJBchtbhJ3SBCVgzfCKT6TBh8yZtA
            """, false
        ),
        (
            "with a length in long form",
            """
            IXG8kh1lR61g95y9s0h-H3Kbu-RcjLOxpFDGjdOMJ4oAT0758MYhEyeUTSXr_XR9b324Wjk0dxxR8P-FPWGTyBk5vls27z6V8Dh5\
            QO7u1liYtTOUO2ThlRv9gcAolz983Y05HV_OBMwkWApwyvqDfgsf3UY5loBVUwR1lkBmaQahPaRqImd51zbaCu7T8DmnJPS2i91o\
            IMybeAP2MkMugXIs8p8vXwkQ3JVg-0vc41O7-DrxSnNiZqG8X1OZX7bfybpftODu9LllItFlwG48SUlJjCqoE7iTGxZKxc3TVon5\
            vLwqPKy2X63SDRXPu_PQaN6D2tUgAub0nCdQiwWxsw
            """, false
        ),
        (
            "with the name of another hash",
            """
            jDpOZ4-x-kqAZxjHDqLIf_2QJmWuMj7dA-E4HAjVjofNudBJqZpCsnaSd25dQalfYQE-Q9eWuoHctU6DM601N7L1XpBpNJgd-B23\
            Vp9CnNQtHg_dGAa1Un_1nUBX2q3iJau9z7jK7ZtLujGu3l5ipQXqabcA2pdsV-gDUkQyPUm_UYonrKtQ_midRS9tOuX-ZaHWowG0\
            VKv507NBlXJldr7TZdGEbqFYnHnDB6b5O59DGsaFwB5klv4vzowOKlo244yz-DyErPid0GAjDUJkWwlIUYDGrXMb0S90tRwISrR0\
            _L5ZAlbj8PIdUCmxVrHqKr9sHeqC7v49rxSpQaUnkQ
            """, false
        ),
        (
            "of a hash with something behind",
            """
            IP_R--OaoL2D7AWbbC5XnutOz0d2UDwz7lzqiZEnwl9a9IFoUJ-bQjhHcXCsKjgC8nL-ZozvxAB0-PQFnZBLQ9Ubz_qrD20BCys8\
            OGSMRLjEYh0AJCAN6SkeBOGpPx5F0zQlHjDZf1Mw679el9w0aGHXhjZjGW726LQEauWgIReeSDHfM94B3gAK9f_siZ8sGXb2YW7Y\
            bBV1c86kICFzyZLxhUWmFgUUGv6EsApivCAy3mOo0mdFRKefDkQb128qMMmuRs_p7ew4ue-WjKUUQJx05nrkjoOUbAnIFwh5Kz3q\
            1K8c48dwMt2vTo1XBwMdNM_7YGnyPodgR9NYZqYUpg
            """, false
        ),
        (
            "of the hash alone",
            """
            jwUhpCwxVUSOr2MXCtPjB0mh4qLswk64jDknc_Y_XpNa5POg2WnPvApTDRN1W1GyCoKTac0_ibqvfiQXMNQj3y6XaoEoFwAFg3-B\
            gCHz8lDDEMK92nkwnOd47_GCtrQ0HSaPwKuvh3sR99VjDevqRB8WZHazZR7WAo5CIIOhZhYloYHLSwU7HX07Q2BE8kdARLpsb6jj\
            yodlTDqJimhgHRwpN3-uq6eCbykCbTdd3wbeie6W0p6UzxnqtC-GgxX3JvS3-VHby2vio7ym8Nb3ecd5tUp1xnPJ146AqrVlvAp6\
            PeymHvnnCDrpaQsxLfUEIj2j64CmJsOiTiRpl6FqEw
            """, false
        ),
        (
            "of another block type",
            """
            c_C5p0y9oImfW3pVg64AAjmvbIUx0DVVpkD3NS47Dg18yInHbHwBipAOa-YhA4VaGou1JNDWOgyF5A9-b8RuI1Lh2lMsN0JOQawX\
            ordACeIH7NCLcjRaA5Z0_7uDpG9P9QyV3LGawXx2_Gs1owHHMsbEMdJsLAgBeXRgkrnapWV9eAy-YSiYNyiWQCbK2LliJZ-a_SpT\
            qADZrGE3SNVh0MX5VgzX7FO7DzIkNIZQeV0acXZGivQRYb0WdcaYbbuVt3_IPPdQRgLtQB9chihV297sgpfqnw1_lS0aJgGz03Tj\
            vIs38K7horqG-DPDtbaPx-Bs_G8JWqsyOH9op6wuWA
            """, false
        ),
        (
            "with one byte of padding changed",
            """
            aMVubYooQlOcGa1lQ1b2Is-Dzdz2P_owNbuL0EaB29XoMWD3-iG7S5D46ZXi-7yXpiVuyGNKGSI-Lm3uKdwRbqHpbz-gu6wJvjDL\
            IEkFui1Z2xlJ4PfPCiHtOXaLA9XDArSgM38oiUeV19ZYbu8YA7y3cR3q3svBsYy70z4GVMQljvuwA3Yy4w_Jh6iVQ3PWi1kfL5QN\
            jLc-AcFTclcmGmIefdnjfMv1HlKKbge49ubw0csTfkxlGTuEP_DB5nA5EADaux3ZVBpYjidJp_8pblpVS1LeM24U-5O4yx2Qr8ep\
            iqtb5a1MkvSS9_tswTYqqgOwJ51m-9MmByrN2hjD8A
            """, false
        ),
        (
            "with short padding and zeros behind",
            """
            OXXncRp7n-eHWb_s-FiBbePxlDzTdtm9cJQ_6ymLeNkwrRF6yLhtzcPOHbDY79zdIrioBTdQ7h4MeEECkBPpvwoq3pEoP6Fd57Wo\
            1Z9--JvlsY1qDFzilV67ZVgWKn0dtHX_nvRG2zyOkhUArM1MOa4sRLrh6F23royesYSw7MnQ5gdjpUG6A5AYo9UKP3ZHzO-XgqRk\
            Svpw46F36QYfzMTc5KDyT45HJko0Aq51uTWg_FpK8FKR9jK3FJcX_GYRnbbsnzLWB09vPylXJ1I7zTkYesCKhrXtURPN9XJVBL3n\
            Tp0oJ8mbnAiq2t-V_69CyUbVxSNuyIK19hdnns02Dg
            """, false
        ),
        (
            "without padding",
            """
            XFCahRIl1loZ2yjfRHdG3sPJWuP3sU8PvoREHio01MeAYYOAQJSObwl3my9AZJMYuVeQYAVl5Lo-A5Pt-DPG-mLS_CNNpx7pMoEU\
            NgafiWRHYdi9Kc19XQJCLz5D0m_BA4h_xQ3FCW7zFexbJFkbfzIKqZgxI8AfFjZyMaYf-CEG8wpNEM8WKLxHk2Vsuiu9PTDcDiIr\
            n6dwL0VkU5PCqyR-xrzUOy7CnGYtEMjmW177-nvt-sD0SdagWewnJk95jVKsclFoJz254viX9UGik3nZGtaYiy110pUbH9TniAC5\
            XoJtda5VpxLLThweDQzP5VtwUFZ3ZTF52Z-5nez04Q
            """, false
        ),
        (
            "forged by a cube root",
            """
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAMsv9SnrceQVYPXZ1IPUWQHWRdtN4JvLvY649x63SUFZro_UT8hU_JDXeHNsu1pfktPTIcT8v\
            5tfC1wQz9EVUJ6hQnV_BkswnGIUA8h3xLBmuLm0_Lg
            """, false
        ),
    ]
}
