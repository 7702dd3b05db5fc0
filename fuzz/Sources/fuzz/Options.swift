// SPDX-License-Identifier: Apache-2.0

/// What the command line asks for.
struct Options {
    /// Stop after so many seconds …
    var seconds = 60.0
    /// … or so many cases, whichever comes first.
    var cases = Int.max
    var seed: UInt64 = 1
    /// Where the current case is written before it runs, so that a crash leaves it behind.
    var record = "fuzz-last-case"
    /// Where findings are written.
    var findings = "fuzz-findings"
    /// The stack that cases run on: that of a small worker thread.
    var stackKiB = 512
    /// The resident memory that the process may reach.
    var memoryMiB = 512
    var schemas: [String] = []
    var corpus: [String] = []

    static let usage = """
        fuzz [--seconds N] [--cases N] [--seed S] [--record FILE] [--findings FOLDER] [--stack-kib N] [--memory-mib N]
             --schema FILE … FILE …

        Each FILE is a document to mutate; each --schema is valid SDL that operations are generated for.
        """

    /// nil if the arguments are not as `usage` says.
    init?(_ arguments: some Sequence<String>) {
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--") else {
                corpus.append(argument)
                continue
            }
            guard let value = rest.popFirst() else { return nil }
            switch argument {
            case "--seconds":
                guard let number = Double(value) else { return nil }
                seconds = number
            case "--cases":
                guard let number = Int(value) else { return nil }
                cases = number
            case "--seed":
                guard let number = UInt64(value) else { return nil }
                seed = number
            case "--stack-kib":
                guard let number = Int(value) else { return nil }
                stackKiB = number
            case "--memory-mib":
                guard let number = Int(value) else { return nil }
                memoryMiB = number
            case "--record": record = value
            case "--findings": findings = value
            case "--schema": schemas.append(value)
            default: return nil
            }
        }
        guard !schemas.isEmpty else { return nil }
    }
}
