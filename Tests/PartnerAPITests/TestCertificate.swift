import Foundation
import NIOSSL

/// A certificate authority for tests and the certificates that it has signed, all for one key. Nobody else trusts it.
enum TestCertificate: String, CaseIterable {
    case good, expired, early, other

    /// A server that shows this certificate.
    var context: NIOSSLContext {
        get throws {
            let certificate = try NIOSSLCertificate(bytes: Array(pem.utf8), format: .pem)
            let key = try NIOSSLPrivateKey(bytes: Array(Self.key.utf8), format: .pem)
            return try NIOSSLContext(
                configuration: .makeServerConfiguration(certificateChain: [.certificate(certificate)], privateKey: .privateKey(key)))
        }
    }

    private var pem: String {
        switch self {
        case .good: Self.goodPEM
        case .expired: Self.expiredPEM
        case .early: Self.earlyPEM
        case .other: Self.otherPEM
        }
    }

    /// Valid until 2126.
    static let authority = """
        -----BEGIN CERTIFICATE-----
        MIIBeDCCAR6gAwIBAgIUVoFfUYTALjfR0J71x34vxwIFT+YwCgYIKoZIzj0EAwIw
        GTEXMBUGA1UEAwwOVGVzdCBhdXRob3JpdHkwIBcNMjYxMTI3MDI1NjIzWhgPMjEy
        NjExMDMwMjU2MjNaMBkxFzAVBgNVBAMMDlRlc3QgYXV0aG9yaXR5MFkwEwYHKoZI
        zj0CAQYIKoZIzj0DAQcDQgAEvoyKUe8eBtXRlEU8fsq6CNco9K+9SRjqNMZeq/sM
        Y9EaXVxfArGGZmNL/nD7p1+bGkhG3axRKVr8xUbWeXO5CqNCMEAwDwYDVR0TAQH/
        BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAQYwHQYDVR0OBBYEFGquliUNcsm+39j6Yj8+
        pcVTpQxkMAoGCCqGSM49BAMCA0gAMEUCIH/F4UHza3ma5i6uPp2jixDx2RKZQlpz
        u5mxKSpgIPRgAiEAsFLaUXVxiaz/nrJZk61NqaLVpP7DeddIwq+66BBUGlY=
        -----END CERTIFICATE-----
        """

    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg4YD9TKhuZJ1cr/3Q
        ktOxg/T81ldixYlHS18OsvODZ7KhRANCAAQ1mR7UYh5dhANiAwG7i6wciDR3RpK1
        C9aTihxaQpnUyqX7GbtB67VxRxTz5NbT4MrFiHHAwpiJv+dnK+kSVm7l
        -----END PRIVATE KEY-----
        """

    /// For localhost and 127.0.0.1, from 2020 to 2120.
    private static let goodPEM = """
        -----BEGIN CERTIFICATE-----
        MIIBkzCCATigAwIBAgICEAAwCgYIKoZIzj0EAwIwGTEXMBUGA1UEAwwOVGVzdCBh
        dXRob3JpdHkwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQ
        BgNVBAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDWZHtRi
        Hl2EA2IDAbuLrByINHdGkrUL1pOKHFpCmdTKpfsZu0HrtXFHFPPk1tPgysWIccDC
        mIm/52cr6RJWbuWjczBxMBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATATBgNV
        HSUEDDAKBggrBgEFBQcDATAdBgNVHQ4EFgQUOSv3sPNd8C8wZZE8hSPT9x4kDJMw
        HwYDVR0jBBgwFoAUaq6WJQ1yyb7f2PpiPz6lxVOlDGQwCgYIKoZIzj0EAwIDSQAw
        RgIhANDwOGfqzdg6qAGoY8CVyefvXo6QBOAVYtqodMUTm1ijAiEAto7zbDhSP6Bm
        QNY6RkjcNw4dsmFSoMxgvh+T5biUJnY=
        -----END CERTIFICATE-----
        """

    /// For localhost, from 2020 to 2021.
    private static let expiredPEM = """
        -----BEGIN CERTIFICATE-----
        MIIBjzCCATagAwIBAgICEAEwCgYIKoZIzj0EAwIwGTEXMBUGA1UEAwwOVGVzdCBh
        dXRob3JpdHkwHhcNMjAwMTAxMDAwMDAwWhcNMjEwMTAxMDAwMDAwWjAUMRIwEAYD
        VQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQ1mR7UYh5d
        hANiAwG7i6wciDR3RpK1C9aTihxaQpnUyqX7GbtB67VxRxTz5NbT4MrFiHHAwpiJ
        v+dnK+kSVm7lo3MwcTAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwEwYDVR0l
        BAwwCgYIKwYBBQUHAwEwHQYDVR0OBBYEFDkr97DzXfAvMGWRPIUj0/ceJAyTMB8G
        A1UdIwQYMBaAFGquliUNcsm+39j6Yj8+pcVTpQxkMAoGCCqGSM49BAMCA0cAMEQC
        ICQNDgY4Xkhd89P5cMtVWZQai0VB59BJ991Ms3ZL3Ry5AiAm9EOlyBYivaO+V3fC
        2qnD3jhM0xCXDRra1wDOpLoKeg==
        -----END CERTIFICATE-----
        """

    /// For localhost, from 2119 on.
    private static let earlyPEM = """
        -----BEGIN CERTIFICATE-----
        MIIBlDCCATqgAwIBAgICEAIwCgYIKoZIzj0EAwIwGTEXMBUGA1UEAwwOVGVzdCBh
        dXRob3JpdHkwIhgPMjExOTAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFDES
        MBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAENZke
        1GIeXYQDYgMBu4usHIg0d0aStQvWk4ocWkKZ1Mql+xm7Qeu1cUcU8+TW0+DKxYhx
        wMKYib/nZyvpElZu5aNzMHEwGgYDVR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMBMG
        A1UdJQQMMAoGCCsGAQUFBwMBMB0GA1UdDgQWBBQ5K/ew813wLzBlkTyFI9P3HiQM
        kzAfBgNVHSMEGDAWgBRqrpYlDXLJvt/Y+mI/PqXFU6UMZDAKBggqhkjOPQQDAgNI
        ADBFAiEA8bhRNO+QaR6DGEj+X/7gaALKJhEtn+XYrDfXOEY0XKoCIDOyU+ZeWwiM
        pqucUOldDuaeOKgnGYOBte+QBroro87v
        -----END CERTIFICATE-----
        """

    /// For other.example, from 2020 to 2120.
    private static let otherPEM = """
        -----BEGIN CERTIFICATE-----
        MIIBlTCCATqgAwIBAgICEAMwCgYIKoZIzj0EAwIwGTEXMBUGA1UEAwwOVGVzdCBh
        dXRob3JpdHkwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBgxFjAU
        BgNVBAMMDW90aGVyLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQ1
        mR7UYh5dhANiAwG7i6wciDR3RpK1C9aTihxaQpnUyqX7GbtB67VxRxTz5NbT4MrF
        iHHAwpiJv+dnK+kSVm7lo3EwbzAYBgNVHREEETAPgg1vdGhlci5leGFtcGxlMBMG
        A1UdJQQMMAoGCCsGAQUFBwMBMB0GA1UdDgQWBBQ5K/ew813wLzBlkTyFI9P3HiQM
        kzAfBgNVHSMEGDAWgBRqrpYlDXLJvt/Y+mI/PqXFU6UMZDAKBggqhkjOPQQDAgNJ
        ADBGAiEA4hgd3iJP7Q2VEtiZrNoxXL+bND1pF7g8/BfogbVVPHsCIQDW/XuwFwz7
        UBytelo76qRbbRa74bM8NUsZUcH5xVXvzQ==
        -----END CERTIFICATE-----
        """
}
