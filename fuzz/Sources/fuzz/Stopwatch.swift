// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a case is checked for the cost of.
enum Stage: String, CaseIterable {
    case parse, validate, print, build, execute
}

/// The worst cost of each stage, in milliseconds of processor time per 10 kB of the document.
struct Costs {
    /// Documents below this size count as so large: a fixed cost is no slow case.
    static let smallestSize = 1_000
    static let limit = 100.0

    struct Worst {
        var milliseconds = 0.0
        var size = 0
        var rate: Double { Costs.rate(milliseconds, size: size) }
    }

    private(set) var worst: [Stage: Worst] = [:]
    private(set) var totalMilliseconds = 0.0

    static func rate(_ milliseconds: Double, size: Int) -> Double {
        milliseconds * 10_000 / Double(max(size, smallestSize))
    }

    /// Runs some work and counts it; the cost per 10 kB, again and again if it is too high, since a machine that is
    /// busy with other things can disturb one run.
    mutating func measure<Result>(_ stage: Stage, size: Int, _ work: () -> Result) -> (result: Result, rate: Double) {
        var (result, milliseconds) = Self.time(work)
        totalMilliseconds += milliseconds
        for _ in 0..<3 where Self.rate(milliseconds, size: size) > Self.limit / 2 {
            let again = Self.time(work)
            (result, milliseconds) = (again.0, min(milliseconds, again.1))
        }
        let found = Worst(milliseconds: milliseconds, size: size)
        if found.rate > worst[stage, default: Worst()].rate { worst[stage] = found }
        return (result, found.rate)
    }

    private static func time<Result>(_ work: () -> Result) -> (Result, Double) {
        let start = processorTime(CLOCK_THREAD_CPUTIME_ID)
        let result = work()
        return (result, Double(processorTime(CLOCK_THREAD_CPUTIME_ID) - start) / 1_000_000)
    }

    private static func processorTime(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

/// The process's resident memory.
enum ResidentMemory {
    /// The most there was so far, in MiB; nil where the system does not say.
    static var peakMiB: Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
        else { return nil }
        return Int(line.filter(\.isNumber)).map { $0 / 1024 }
    }
}
