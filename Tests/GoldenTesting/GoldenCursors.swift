// SPDX-License-Identifier: Apache-2.0

package import Crypto

/// The key that seals the cursors of golden files, the same in every run.
package enum GoldenCursors {
    package static let key = SymmetricKey(data: (0..<32).map { UInt8($0) })
}
