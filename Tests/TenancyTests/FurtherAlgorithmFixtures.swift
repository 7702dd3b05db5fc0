// SPDX-License-Identifier: Apache-2.0

/// Keys and tokens of the algorithms that libjwt does not have, made once by Python's `cryptography` (OpenSSL); the private
/// keys were not kept. Each token has the claims of `TokenRecipe.claims`.
enum FurtherAlgorithmFixtures {
    static let rsa = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwDrkBYJTakV2fndgQMut
        bs8wx2Y9Hj/F/RwXRlQgUvmTx9wunGqb8R32wmZ0cJ+Gw6DXu8AmfTHdA4V45DLf
        Yp7wT6If04yhhVK0VKxq96GrqJVqQxE/GyUAZR1Yi5b8hJ1xrtckOUYu+8hx3YrF
        4y8jvXi2hnsZUceiPifYxaUcU/VUPhWokBsK4eFBevHvootX4GQcLs9JXAt8vWWt
        dTz+LVZWP5WapiOgxiHqngUcNA54qtfduuyIHlryofBB+e7dATMkZKzYA/PZVQwi
        18EHp8HijHsoOtbPdTc2ufhJhDKjyWqddklEu690Z8usbb8ryJHVeCRZvUMFb/gL
        /QIDAQAB
        -----END PUBLIC KEY-----
        """
    static let ed25519 = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAH4SG7iXJ3l1DDe2MI5PRRyzFK3Joho1aqabYPQYyONY=
        -----END PUBLIC KEY-----
        """
    static let ps256Token = """
        eyJhbGciOiJQUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCJ\
        0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0IjoxNzA\
        wMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.RhEwZsZMtrf_ss7SXZyb4cUFh5bogpvuKqZk_CTDm4rAb7WC1DKxtmnBh1EPVDyHCe\
        jmJIVXeXSJhnFAjOaVXTrE58aCRxQTXpeUtRbBIhFl7ubLLhKSI2GTa9ZgY9yofRlZy55xgzF2RjTl3TCBP7tlxaTe31fVhRpISN\
        INCwCNgGtL5qMqWnwuCedesGFEXBum4BcnC1GZngEuGVh6hIf4MfHIi5ksweCLYDs7_91HRDk9cjK8kZuMs1-XovfU-OxsazDwrc\
        JZFphgdyuAmFmjyNMZBYTqwr73W3ArKV_dcWJudd47PsB7E-GNEQFrufB9ECSUMUFAXmxmclJeUA
        """
    static let ps384Token = """
        eyJhbGciOiJQUzM4NCIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCJ\
        0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0IjoxNzA\
        wMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.LViWylya7_zQpGw8DAUheqRosLmGyp_UaQ-KfJCf_9Gux-ikD2VWcQ1IEHzwMQxVvh\
        S95DEbkSaYE3hwBFVNOiRi1-zEU4JaGM0fbxOX_UwgRPIYNhK0yWuQlLEtinQK4buyJHPlgK5gKC56_si0yxNV1instHV_xE4iwa\
        Ud0CoLcCZaXpdPoMNxKeVyk58Ym-kmmFb93WZYU9faNOVnDfit-ryCJ3LEfn3WZ46ITZ9RCsWKaw3YsNJ2jbvJfBSfWNxK747ZJq\
        XhVS33I4KvIfwMgWQdWzxV7DJpvnW72AtDAzW-Mxl3x_X1kNgoIJQ8JU0m6iHnQwLB-AuVqSNuUQ
        """
    static let ps512Token = """
        eyJhbGciOiJQUzUxMiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCJ\
        0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0IjoxNzA\
        wMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.vj2eH1vFXVvBrElgLQoOkTR0okzDBxxq1ZQ6x412zs1TJTHSNWptsuss39tw-7uhFZ\
        Um003f-x6NN96HhRHS51U2_XREll-lfavXuhlJHjk5d3nP0KU6v-FV1wOXJvXsnghzExMm5vgPJRPsvB1yYezNSCgSjuAG5AjJHR\
        W7MUoWzUdFl5A49pTwmPUplDW_bw7QNVurFMhG_B0xjBAFManUIvqgwKOAjL8tzYFHfB7XQQuBm4qDkb1z0ZAARJ_PlJTISJytlI\
        63D_LdmnUCmJe3-REFKoAe8ULzG3zrhCdKF1uC36vW6ZpW9PPkBC_408kJDAXGzjtnoTD-LuzrCQ
        """
    /// A salt shorter or longer than the hash, which RFC 7518 section 3.5 does not allow.
    static let unsaltedToken = """
        eyJhbGciOiJQUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCJ\
        0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0IjoxNzA\
        wMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.dsh36yisUJwDE_tMXV3o07bE0lQqw83-5Bb1TzjFcxSzopniPfOnj5WH5yjmNr7l6q\
        zZ2Rqfx67r5PeCW6II-JlN1cQHmokZL92vrU5ViWNkFdbO-JPpqbRGI8R5lthuL2xPhwrwy073jT2VGri9DNBeiDqNyJXsF4SCKn\
        Df8oPS2ZSJsec0myBzpT-K-JA0ZqODzoQMMDElMX6i_q7ERl9UFgKUoomTkS6jdxergRTaOC7hCtXW2BEuDqOXX7J-kg6YIKAiW4\
        IDwq32ISWPQAxGjWiWW04gSwDIDkVvBIo1dEb0SYYAk8jAL7Rb9byrXmvvIhoJloKGKmsw4Rgq4Q
        """
    static let longSaltToken = """
        eyJhbGciOiJQUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCJ\
        0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0IjoxNzA\
        wMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.MAu0njynLEfYvcZG3BUyGWAED9FXVAg4kmDLgKvdr7rnFkTT2M4wXAyeBM0O5UOf2u\
        WEN801UMj510rKakEmD90669D19wocAUca0yx3oRW9hQiJY0qP_tPS6emILCiqimIVjTmLwFuqHy9z8DDTIBezs6clg1JzLysacr\
        AR9AFoJrR-ReYlNyJj-ZycbpYQ3vmePgj0U1kEFh8RZCz6ObNh9IYWmu_F465SmFaGERkeH7jluHpfEiF0Ff8-mQsP9MgVnpsubF\
        9mA_TGwJ_icc8Wc0fqo4F1c7M0-UdDYJ4MfLUIThyOjV5rzNnI2Bman2X8LrU8joT_9wJ0iILnow
        """
    /// The mask made by another hash than the signature.
    static let otherMaskToken = """
        eyJhbGciOiJQUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCJ\
        0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0IjoxNzA\
        wMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.jbw5tBOiYtFTIgj6wLU2mPH1Jhpr3IyM2TcFqI3DUaSTWvbPk8fB0Nz8yUjXoQ4Hbu\
        iMyJiSt1a6Uip6xMEKoyVc3UTLxIcclmwZtnEusaZIHUd_mSO8PR4A3C9ewPI1usF3Z062Bqntv5A8qUPY6htUUmFEckohHlgLZt\
        OOHjUpd_I3LWUGgHOs0-bQZPBY5SoqWxeAXM2rt3UdDDXe5-WJcb4x-ishFFWRQrkM-MBjKHXqb2eIc4ebXJXo3vkfhPlsAnp7Yw\
        wX5Ji7_N5103jmCUqdaaeRmipTpWbFdDFUYZk6MvMIrP2wHHyJbpUCYlD9pimnyjy-S6YiEmRVLA
        """
    static let edDSAToken = """
        eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCJ\
        0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0IjoxNzA\
        wMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.3YxpQiSqXeH-o-veSafPnHqpRnw77S3UsDBT0BPJ4JmDODjyq_Z0xO2KGGR_QZE-xt\
        AD9WvcN9X7jQQ_Es5kAg
        """
    static let ed25519Token = """
        eyJhbGciOiJFZDI1NTE5IiwidHlwIjoiSldUIn0.eyJzdWIiOiIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEi\
        LCJ0ZW5hbnRfaWQiOiJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEiLCJyb2xlIjoibWVtYmVyIiwiaWF0Ijox\
        NzAwMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.Yisxthmr3m8w3YG03QWkTPgvI5nviT7su661P8tdIT7ZTwYVa94axNFx8zk4a2J\
        F-KA3opE1h_HG-lqtH_LmDQ
        """
}
