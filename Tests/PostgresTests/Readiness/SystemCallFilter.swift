// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import Postgres

/// What containers do by seccomp: a system call fails with an error that the filter chooses.
enum SystemCallFilter {
    /// The number of `io_setup(2)`.
    static let ioSetup: UInt32 = {
        #if arch(x86_64)
            206
        #else
            0
        #endif
    }()

    // linux/filter.h and linux/seccomp.h, which Swift's Glibc does not have.
    private struct Instruction {
        var code: UInt16
        var ifTrue: UInt8 = 0
        var ifFalse: UInt8 = 0
        var operand: UInt32
    }

    private struct Program {
        var count: UInt16
        var instructions: UnsafePointer<Instruction>
    }

    private typealias ProcessControl = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32

    /// Has the system call fail with `code` on this thread, for as long as the thread lives.
    static func refuse(_ number: UInt32, with code: Int32) throws {
        // The importer leaves out functions with variable arguments.
        let symbol = try #require(dlsym(nil, "prctl"))
        let prctl = unsafeBitCast(symbol, to: ProcessControl.self)
        let instructions = [
            Instruction(code: 0x20, operand: 0),  // load the number of the call
            Instruction(code: 0x15, ifFalse: 1, operand: number),  // is it this one?
            Instruction(code: 0x06, operand: 0x0005_0000 | UInt32(code)),  // SECCOMP_RET_ERRNO
            Instruction(code: 0x06, operand: 0x7fff_0000),  // SECCOMP_RET_ALLOW
        ]
        let noNewPrivileges: Int32 = 38
        let setSeccomp: Int32 = 22
        let modeFilter: UInt = 2
        let result = instructions.withUnsafeBufferPointer { instructions -> Int32 in
            guard let start = instructions.baseAddress else { return -1 }
            var program = Program(count: UInt16(instructions.count), instructions: start)
            return withUnsafePointer(to: &program) { program in
                guard prctl(noNewPrivileges, 1, 0, 0, 0) == 0 else { return -1 }
                return prctl(setSeccomp, modeFilter, UInt(bitPattern: program), 0, 0)
            }
        }
        guard result == 0 else { throw SystemError(code: errno) }
    }
}
