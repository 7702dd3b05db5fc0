// SPDX-License-Identifier: Apache-2.0

/// One command that was queued in a connection's pipeline, in the order in which the server answers.
enum PipelineStep: Equatable {
    /// Which of a segment's statements a command belongs to.
    enum Target: Equatable {
        case opening
        case statement(Int)
        case conclusion

        /// The position that an error reports.
        var statementIndex: Int? {
            switch self {
            case .opening, .conclusion: nil
            case .statement(let index): index
            }
        }
    }

    /// Frees the name of an evicted statement.
    case deallocate
    /// Sets the isolation level of the segment.
    case isolate
    /// Prepares the target's statement.
    case prepare(Target)
    /// Executes the target's statement.
    case execute(Target)
    /// Text of several statements by the simple protocol, each of which returns a result.
    case script
    /// Ends the segment, which commits it.
    case synchronize

    var statementIndex: Int? {
        switch self {
        case .prepare(let target), .execute(let target): target.statementIndex
        case .deallocate, .isolate, .script, .synchronize: nil
        }
    }
}
