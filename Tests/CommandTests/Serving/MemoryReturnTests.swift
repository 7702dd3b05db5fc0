// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import palisade

struct MemoryReturnTests {
    /// What lies between blocks that are in use is what glibc keeps by itself.
    @Test func `memory between blocks that are in use is given back`() {
        let size = 64 << 10
        let blocks = (0..<1_024).map { _ in
            let block = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
            block.initializeMemory(as: UInt8.self, repeating: 1)
            return block
        }
        for (index, block) in blocks.enumerated() where !index.isMultiple(of: 8) { block.deallocate() }
        #expect(MemoryReturn.giveBack())
        for (index, block) in blocks.enumerated() where index.isMultiple(of: 8) { block.deallocate() }
    }
}
