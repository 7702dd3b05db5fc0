// SPDX-License-Identifier: Apache-2.0

package import Mapping

extension ServedAPI {
    /// What is served with this configuration.
    package init(mapping: Mapping, configuration: ServerConfiguration) {
        self.init(
            mapping: mapping, settings: configuration.planning, cursors: CursorCodec(key: configuration.cursorKey))
    }
}
