// SPDX-License-Identifier: Apache-2.0

import SQL

/// What a function takes and answers that finds rows for a directive.
struct FindingForm {
    /// What its first parameter is.
    let takes: String
    /// What one would call that parameter.
    let parameter: String
    /// The answer's column that says how well a row fits.
    let rank: String
    /// Whether there is no finding without it.
    let needsRank: Bool
    /// The answer's column that shows why a row fits.
    let headline: String?

    /// The answer's columns beside the key.
    var figures: [String] { [rank] + (headline.map { [$0] } ?? []) }

    /// Of `@search`.
    static let words = FindingForm(
        takes: "the words", parameter: "query", rank: "rank", needsRank: false, headline: "headline")
    /// Of `@similar`.
    static let text = FindingForm(
        takes: "the text", parameter: "text", rank: "similarity", needsRank: true, headline: nil)
}

extension MappingResolver {
    /// A function that finds rows by a text, of which each is found once.
    mutating func findingFunction(
        _ name: QualifiedName, of form: FindingForm, key: [MappedColumn], place: String, at origin: Origin
    ) -> MappedSearchFunction? {
        let columns = key.map { "\($0.name) …" }.joined(separator: ", ")
        func fault(_ problem: String) -> MappingFault {
            MappingFault(
                "\(place): \(problem)",
                hint: "Write: create function \(name)(\(form.parameter) text) returns table (\(columns), "
                    + "\(form.rank) real) stable.", at: origin)
        }
        let named = functions.filter { $0.name == name }
        guard let function = named.first, named.count == 1, let signature = function.signature else {
            faults.append(
                fault(
                    named.isEmpty
                        ? "there is no function \(name) in the database."
                        : "\(name) is not one function that a statement can call."))
            return nil
        }
        guard function.volatility != .volatile else {
            faults.append(fault("\(name) is VOLATILE, so that it may write, but a search only reads."))
            return nil
        }
        guard let first = signature.parameters.first, ["text", "varchar"].contains(first.type.serving),
            !first.type.isArray, !first.name.isEmpty, signature.parameters.dropFirst().allSatisfy(\.hasDefault)
        else {
            faults.append(
                fault("\(name) does not take \(form.takes) as its first parameter, a text, and need no other."))
            return nil
        }
        let others = signature.columns.filter { !form.figures.contains($0.name) }
        guard !key.isEmpty, others.count == key.count,
            zip(key, others).allSatisfy({ $0.type.serving == $1.type.serving })
        else {
            let columns = key.map { "\($0.name) \($0.type.serving)" }.joined(separator: ", ")
            faults.append(
                fault(
                    "\(name) does not answer the key of the rows (\(columns)), and beside it only "
                        + "\(form.figures.joined(separator: " and ")).")
            )
            return nil
        }
        let isRanked = signature.columns.contains {
            $0.name == form.rank && ["float4", "float8"].contains($0.type.serving)
        }
        guard isRanked || !form.needsRank else {
            faults.append(fault("\(name) does not answer a number '\(form.rank)'."))
            return nil
        }
        let headline = form.headline.flatMap { name in
            signature.columns.first { $0.name == name && $0.type.serving == "text" }?.name
        }
        return MappedSearchFunction(
            name: name, identityArguments: function.identityArguments, parameter: first.name,
            key: zip(key, others).map { JoinPair(own: $0.name, foreign: $1.name) }, rank: isRanked ? form.rank : nil,
            headline: headline)
    }
}
