// SPDX-License-Identifier: Apache-2.0

import Server
import Testing

struct ConfigurationTextTests {
    @Test(arguments: [
        ("500ms", Duration.milliseconds(500)), ("5", .seconds(5)), ("5s", .seconds(5)), ("30m", .seconds(1_800)),
        ("12h", .seconds(43_200)), ("7d", .seconds(604_800)), ("0s", .zero),
    ])
    func `durations are read as people write them`(text: String, duration: Duration) {
        #expect(DurationText.duration(text) == duration)
    }

    @Test(arguments: ["", "s", "-5s", "5 s", "1.5s", "5S", "5sec", "4294967296s", "٣s"])
    func `what is no duration is none`(text: String) {
        #expect(DurationText.duration(text) == nil)
    }

    @Test(arguments: ["500ms", "5s", "30m", "12h", "7d", "90s"])
    func `a duration's text says the same`(text: String) {
        let duration = DurationText.duration(text)
        #expect(duration != nil)
        #expect(duration.map { DurationText.duration(DurationText.text($0)) } == duration)
    }
}
