// SPDX-License-Identifier: Apache-2.0

import Foundation
import GraphQLLanguage
import GraphQLSchema

/// Feeds the GraphQL libraries with damaged and random documents until its time is over.
///
/// Exit code 0: nothing was found; 1: findings, each written to a file; 2: wrong arguments. A crash ends the process:
/// the file of the current case then holds what it was.
@main
struct Fuzz {
    let options: Options
    private let schemas: [Schema]
    private let mutator: Mutator
    private var subject = Subject()
    private var findingCount = 0

    static func main() {
        guard let options = Options(CommandLine.arguments.dropFirst()) else {
            print(Options.usage)
            exit(2)
        }
        let thread = Thread {
            do {
                var fuzz = try Fuzz(options)
                exit(try fuzz.run() ? 0 : 1)
            } catch {
                print("\(error)")
                exit(2)
            }
        }
        thread.stackSize = options.stackKiB * 1024
        thread.start()
        while true { sleep(60) }
    }

    private init(_ options: Options) throws {
        self.options = options
        let bytes = { (path: String) throws in [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }
        schemas = try options.schemas.map { path in
            try SchemaBuilder.build(try Parser.parse(Source(utf8: try bytes(path), name: path), limits: .schema))
        }
        mutator = Mutator(try (options.corpus + options.schemas).map(bytes))
    }

    /// Whether all was well.
    private mutating func run() throws -> Bool {
        let record = open(options.record, O_CREAT | O_RDWR | O_TRUNC, 0o644)
        guard record >= 0 else { throw CocoaError(.fileWriteUnknown) }
        defer { close(record) }
        let start = ContinuousClock.now
        let end = start + .seconds(options.seconds)
        var number = 0
        while number < options.cases, number % 64 != 0 || ContinuousClock.now < end, findingCount < 20 {
            try runCase(number, record)
            number += 1
            if number % 100_000 == 0 { print("… \(number) cases, \(ResidentMemory.peakMiB ?? 0) MiB") }
        }
        report(after: ContinuousClock.now - start)
        return findingCount == 0
    }

    private mutating func runCase(_ number: Int, _ record: Int32) throws {
        // Each case has its own seed, so that `--seed S+n --cases 1` repeats it.
        let seed = options.seed &+ UInt64(number)
        var random = SeededGenerator(seed: seed)
        guard let schema = random.pick(schemas) else { return }
        let (bytes, expectation) = document(for: schema, &random)
        let head = Array("# seed \(seed)\n".utf8)
        _ = (head + bytes).withUnsafeBytes { pwrite(record, $0.baseAddress, $0.count, 0) }
        ftruncate(record, off_t(head.count + bytes.count))

        var findings = subject.findings(in: bytes, schema: schema, expecting: expectation, random: &random)
        if number % 4096 == 0, let peak = ResidentMemory.peakMiB, peak > options.memoryMiB {
            findings.append("\(peak) MiB of memory")
        }
        guard !findings.isEmpty else { return }
        findingCount += 1
        try FileManager.default.createDirectory(atPath: options.findings, withIntermediateDirectories: true)
        let path = "\(options.findings)/\(seed).graphql"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        for finding in findings { print("FOUND seed \(seed), \(bytes.count) bytes, \(path): \(finding)") }
    }

    private func document(
        for schema: Schema, _ random: inout SeededGenerator
    ) -> (bytes: [UInt8], expectation: Subject.Expectation) {
        // Hostile documents are large: few of them take as long as all others.
        if random.chance(1) { return (Array(HostileGenerator(schema: schema).document(&random).utf8), .none) }
        switch random.below(20) {
        case 0..<5:
            return (mutator.damagedBytes(mutator.original(&random), &random), .none)
        case 5..<12:
            return (mutator.damagedOriginal(&random), .none)
        default:
            var generator = OperationGenerator(schema: schema, random: SeededGenerator(seed: random.next()))
            guard let (text, variables, name) = generator.document() else { return ([], .none) }
            let bytes = Array(text.utf8)
            switch random.below(8) {
            case 0..<3: return (bytes, .valid(variables: variables, operationName: name))
            case 3..<5: return (mutator.damagedBytes(bytes, &random), .none)
            default: return (mutator.damagedTokens(bytes, &random), .none)
            }
        }
    }

    private func report(after duration: Duration) {
        let counts = subject.counts
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        print(
            """
            seed \(options.seed): \(counts.cases) documents, \(counts.bytes / 1_000_000) MB, in \(Int(seconds)) s
              \(counts.parsed) parsed and printed (\(counts.limited) others beyond a limit)
              \(counts.schemasBuilt) schemas built, \(counts.schemasRefused) refused
              \(counts.validated) validated, \(counts.valid) of them valid, \(counts.executed) executed
              peak memory \(ResidentMemory.peakMiB.map { "\($0) MiB" } ?? "unknown"), stack \(options.stackKiB) KiB
            """)
        for stage in Stage.allCases {
            guard let worst = subject.costs.worst[stage] else { continue }
            let rate = String(format: "%.1f", worst.rate)
            let milliseconds = String(format: "%.2f", worst.milliseconds)
            print("  worst \(stage): \(rate) ms per 10 kB (\(milliseconds) ms for \(worst.size) bytes)")
        }
        print(findingCount == 0 ? "no finding" : "\(findingCount) FINDINGS")
    }
}
