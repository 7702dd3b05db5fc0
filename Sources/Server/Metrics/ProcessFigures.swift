// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// What the system knows of this process, under the names that Prometheus's own libraries use.
struct ProcessFigures: Sendable {
    private(set) var residentBytes: Int?
    private(set) var openFiles: Int?
    private(set) var processorSeconds: Double?
    let startSeconds: Double

    private static let start = Date.now.timeIntervalSince1970

    /// Reads them. Takes some system calls on files that are never on a disk.
    init() {
        startSeconds = Self.start
        if let pages = try? String(contentsOfFile: "/proc/self/statm", encoding: .ascii).split(separator: " "),
            pages.count > 1, let resident = Int(pages[1])
        {
            residentBytes = resident * sysconf(Int32(_SC_PAGESIZE))
        }
        openFiles = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        var usage = rusage()
        if getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 {
            processorSeconds = [usage.ru_utime, usage.ru_stime].reduce(0) { sum, time in
                sum + Double(time.tv_sec) + Double(time.tv_usec) / 1e6
            }
        }
    }
}
