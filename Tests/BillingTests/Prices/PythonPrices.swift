import Foundation
import Testing

/// The same contract in Python, whose fractions and decimals are the judge of ours.
enum PythonPrices {
    /// A price list, and what is asked of it.
    struct Case: Encodable {
        let csv: String
        let questions: [Question]
    }

    struct Question: Encodable {
        let customer: Int64
        let plan: String?
        let quantity: Int64
    }

    struct Verdict: Decodable {
        /// For each question of a case `12.30 EUR = 5: 1.00, 10: 11.30`, or why there is no amount.
        let answers: [[String]]
        /// How many amounts were halfway between two.
        let ties: Int
    }

    static let isPresent = (try? run(["-c", "import fractions"])) == 0

    /// Lets one process answer them all.
    static func verdict(on cases: [Case]) throws -> Verdict {
        let folder = FileManager.default.temporaryDirectory.appending(path: "prices-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["prices.py", "cases.json", "verdict.json"].map { folder.appending(path: $0) }
        try Data(script.utf8).write(to: files[0])
        try JSONEncoder().encode(cases).write(to: files[1])
        try #require(try run(files.map { $0.path() }) == 0)
        return try JSONDecoder().decode(Verdict.self, from: Data(contentsOf: files[2]))
    }

    private static func run(_ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private static let script = """
        import csv, decimal, io, json, sys
        from fractions import Fraction

        DIGITS = {"JPY": 0, "ISK": 0, "EUR": 2, "USD": 2, "KWD": 3, "CLF": 4}
        decimal.getcontext().prec = 200
        ties = 0

        def groups(text):
            rows = csv.reader(io.StringIO(text.lstrip("\\ufeff"), newline=""), skipinitialspace=True)
            rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
            found = {}
            for row in rows[1:]:
                row = dict(zip(rows[0], row))
                owner = int(row["managed_user_id"]) if row["managed_user_id"] else row["plan_id"]
                found.setdefault(owner, []).append(row)
            for tiers in found.values():
                tiers.sort(key=lambda row: int(row["tier_from"]))
            return found

        def cost(row, quantity):
            return quantity * Fraction(row["unit_price"]) / int(row.get("per") or 1)

        def rounded(exact, digits):
            global ties
            exact *= 10 ** digits
            ties += exact.denominator == 2
            return round(exact)

        def text(units, digits):
            return format(decimal.Decimal(units).scaleb(-digits), "f") if digits else str(units)

        def parts(tiers, quantity):
            if quantity <= 0:
                return [(tiers[0], 0)]
            inside = []
            for row in tiers:
                first, end = int(row["tier_from"]), int(row["tier_to"]) if row["tier_to"] else quantity
                if row["mode"] == "graduated":
                    if quantity > first:
                        inside.append((row, min(end, quantity) - first))
                elif first < quantity <= end:
                    inside.append((row, quantity))
            return inside

        def answer(found, question):
            owners = [question["customer"], question.get("plan"), "*"]
            tiers = next((found[owner] for owner in owners if owner in found), None)
            if tiers is None:
                return "no price"
            if tiers[-1]["tier_to"] and question["quantity"] > int(tiers[-1]["tier_to"]):
                return "above the last tier"
            exact, before, costs = Fraction(0), 0, []
            digits = DIGITS[tiers[0]["currency"]]
            for row, quantity in parts(tiers, question["quantity"]):
                exact += cost(row, quantity)
                total = rounded(exact, digits)
                if total >= 10 ** 38:
                    return "too long"
                costs.append(f"{quantity}: {text(total - before, digits)}")
                before = total
            return f"{text(before, digits)} {tiers[0]['currency']} = {', '.join(costs)}"

        answers = []
        for case in json.load(open(sys.argv[1], encoding="utf-8")):
            found = groups(case["csv"])
            answers.append([answer(found, question) for question in case["questions"]])
        json.dump({"answers": answers, "ties": ties}, open(sys.argv[2], "w", encoding="utf-8"))
        """
}
