// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Testing

struct RoundTripTests {
    @Test(arguments: 0..<8)
    func `reading what is printed gives the tree back`(block: UInt64) throws {
        for seed in (block * 100)..<(block * 100 + 100) {
            var generator = DocumentGenerator(seed: seed)
            let document = generator.document()
            let text = Printer.print(document)
            let read: Document
            do {
                read = try Document.parse(text, limits: .schema)
            } catch {
                Issue.record("seed \(seed): \(error.message) at \(error.locations) in\n\(text)")
                continue
            }
            let same = shape(of: read.definitions) == shape(of: document.definitions)
            #expect(same, "seed \(seed):\n\(text)")
            #expect(Printer.print(read) == text, "seed \(seed)")
        }
    }

    /// Truncated and mutated documents end in an error or a tree, never in a trap.
    @Test(arguments: 0..<4)
    func `damaged documents do no harm`(block: UInt64) {
        for seed in (block * 100)..<(block * 100 + 100) {
            var generator = DocumentGenerator(seed: seed)
            var random = SeededGenerator(seed: seed)
            let bytes = Array(Printer.print(generator.document()).utf8)
            for _ in 0..<20 {
                var damaged = bytes
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let index = Int.random(in: damaged.indices, using: &random)
                    switch Int.random(in: 0..<3, using: &random) {
                    case 0: damaged[index] = UInt8.random(in: 0...255, using: &random)
                    case 1: damaged.removeSubrange(index...)
                    default: damaged.insert(damaged[Int.random(in: damaged.indices, using: &random)], at: index)
                    }
                    if damaged.isEmpty { break }
                }
                do throws(GraphQLError) {
                    let document = try Parser.parse(Source(utf8: damaged))
                    let printed = Printer.print(document)
                    #expect((try? Document.parse(printed)).map(Printer.print) == printed, "seed \(seed)")
                } catch {
                    #expect(error.message.hasPrefix("Syntax Error: "))
                    #expect(error.locations.count == 1)
                }
            }
        }
    }
}
