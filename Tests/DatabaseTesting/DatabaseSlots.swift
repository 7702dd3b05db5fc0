// SPDX-License-Identifier: Apache-2.0

/// Bounds how many tests have a database at the same time: a small server has few connections to give.
actor DatabaseSlots {
    static let shared = DatabaseSlots(count: 8)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(count: Int) {
        free = count
    }

    /// Waits for a slot, which `giveBack` must follow.
    func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    /// Gives the slot to the next who waits.
    func giveBack() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
