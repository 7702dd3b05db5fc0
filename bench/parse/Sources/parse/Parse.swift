// SPDX-License-Identifier: Apache-2.0

import Foundation
import GraphQLLanguage

/// Parses one file again and again, and prints the seconds that one parse takes: those of the fastest batch, which
/// nothing else on the machine disturbed. `parse.cjs` does the same with graphql-js.
@main
struct Parse {
    static func main() throws {
        let text = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
        var count = 1
        var best = Double.infinity
        let end = ContinuousClock.now + .seconds(0.8)
        while ContinuousClock.now < end {
            let duration = try ContinuousClock().measure {
                for _ in 0..<count {
                    let document = try Document.parse(text, limits: .schema)
                    precondition(!document.definitions.isEmpty)
                }
            }
            let seconds = duration / .seconds(1)
            best = min(best, seconds / Double(count))
            // Batches of about 10 ms.
            count = max(1, Int(0.01 / best))
        }
        print(best)
    }
}
