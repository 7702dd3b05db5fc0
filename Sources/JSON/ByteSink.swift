// SPDX-License-Identifier: Apache-2.0

/// Where serialised bytes go: an array here, a network buffer in the server.
package protocol ByteSink {
    mutating func write(_ byte: UInt8)
    mutating func write(_ bytes: UnsafeRawBufferPointer)
}

extension [UInt8]: ByteSink {
    @inlinable
    package mutating func write(_ byte: UInt8) {
        append(byte)
    }

    @inlinable
    package mutating func write(_ bytes: UnsafeRawBufferPointer) {
        append(contentsOf: bytes)
    }
}

extension ByteSink {
    /// Writes a fixed piece of text, such as `{"data":`.
    @inlinable
    package mutating func write(_ text: StaticString) {
        if text.hasPointerRepresentation {
            write(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        } else {
            text.withUTF8Buffer { write(UnsafeRawBufferPointer($0)) }
        }
    }
}
