// SPDX-License-Identifier: Apache-2.0

/// What a running server writes about itself into `postmaster.pid` (PostgreSQL, miscadmin.h: "line numbers").
struct PostmasterFile: Equatable {
    let processID: Int32
    /// Whether it accepts connections; the file says `ready`, else `starting`, `stopping` or `standby`.
    let isReady: Bool

    /// Parses the file's text; `nil` while it is not complete enough to name a process.
    init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, let processID = Int32(first), processID > 0 else {
            return nil
        }
        self.processID = processID
        isReady = lines.count > 7 && lines[7].prefix { $0 != " " } == "ready"
    }

    static func read(inData data: String) -> PostmasterFile? {
        LocalFile.read("\(data)/postmaster.pid", limit: 4_096)
            .flatMap { PostmasterFile(String(decoding: $0, as: UTF8.self)) }
    }
}
