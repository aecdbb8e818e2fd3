/// A currency of ISO 4217, and how many decimals its amounts have.
struct Currency: Sendable, Hashable {
    /// Three capitals.
    let code: String
    /// 2 for EUR, 0 for JPY, 3 for KWD, 4 for CLF.
    let minorDigits: Int

    init(_ code: String) throws(PriceProblem) {
        // By bytes: to Swift, a Kelvin sign is the same as a K.
        guard code.utf8.count == 3, let digits = Self.minorDigits[code] else { throw PriceProblem(Self.reason(against: code)) }
        self.code = code
        minorDigits = digits
    }

    private static func reason(against code: String) -> String {
        if code.isEmpty { return "currency is empty" }
        if unitless.contains(code) { return "currency \(code) has no smallest unit to round to (ISO 4217)" }
        let capitals = code.uppercased()
        if minorDigits[capitals] != nil { return "currency \(code.shown) has to be in capitals: \(capitals)" }
        return "currency \(code.shown) is not a code of ISO 4217"
    }

    private static let minorDigits: [String: Int] = {
        let pairs = codes.flatMap { digits, codes in codes.split { $0 == " " || $0 == "\n" }.map { (String($0), digits) } }
        return Dictionary(pairs) { first, _ in first }
    }()

    /// The codes by their number of decimals: the list of 2026, funds included. A code that ISO withdraws later has to stay, because a price
    /// list that was kept may have it.
    private static let codes: [(Int, String)] = [
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (
            2,
            """
            AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP
            CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD
            KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR
            PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU
            UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
            """
        ),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
    ]

    /// Metals, units of account and codes for tests: ISO 4217 gives them no minor unit.
    private static let unitless: Set<String> = [
        "XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX",
    ]
}
