# SPDX-License-Identifier: Apache-2.0
"""Checks of the Swift sources that the formatter does not make. Called by scripts/lint.

Fails on: a file without the licence line; an import against the direction of the targets; an unchecked concurrency
escape without a comment that names what protects the state; a construct that ends the process on bad input; a child
process that inherits sockets.
Reports, without failing: files of more than 400 lines.
"""

import re
import sys
from pathlib import Path

LICENCE = "// SPDX-License-Identifier: Apache-2.0"
LONG_FILE = 400

# What each target may import of ours: only what lies before it. Packages from outside are listed where confined.
TARGETS = {
    "JSON": set(),
    "GraphQLLanguage": set(),
    "GraphQLSchema": {"GraphQLLanguage"},
    "GraphQLValidation": {"GraphQLLanguage", "GraphQLSchema"},
    "GraphQLExecution": {"GraphQLLanguage", "GraphQLSchema", "JSON"},
    "SQL": set(),
    "Mapping": {"GraphQLLanguage", "GraphQLSchema", "SQL"},
    "Planning": {"GraphQLExecution", "GraphQLLanguage", "GraphQLSchema", "JSON", "Mapping", "SQL"},
    "Safety": {"JSON", "SQL"},
    "CLibPQ": set(),
    "CEpoll": set(),
    "CKernelAIO": set(),
    "CMalloc": set(),
    "CJWT": set(),
    "Postgres": {"CLibPQ", "CEpoll", "CKernelAIO", "SQL"},
    "Migration": {"Postgres", "SQL"},
    "EmbeddedPostgres": set(),
    "Tenancy": {"CJWT", "JSON"},
    "Gzip": set(),
    "Jobs": {"Gzip", "JSON", "Postgres", "SQL"},
    "Server": None,  # all of the above
    "palisade": None,
}
# Modules that one place alone may know.
CONFINED = {
    "CLibPQ": {"Postgres"},
    "CEpoll": {"Postgres"},
    "CKernelAIO": {"Postgres"},
    "CMalloc": {"palisade"},
    "CJWT": {"Tenancy"},
    "Hummingbird": {"Server"},
    "HummingbirdCore": {"Server"},
    "HummingbirdTesting": {"Server"},
    "NIOHTTP2": {"Server"},
    "NIOSSL": {"Server"},
}
# Pure targets, which the standard library has to be enough for.
WITHOUT_FOUNDATION = {
    "JSON", "GraphQLLanguage", "GraphQLSchema", "GraphQLValidation", "GraphQLExecution", "SQL", "Mapping", "Planning",
}

IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"
    r"(?:(?:struct|class|enum|protocol|func|var|let|typealias|actor)\s+)?(\w+)"
)
ESCAPE = re.compile(r"@unchecked\s+Sendable|nonisolated\(unsafe\)|@preconcurrency\s+(?:\w+\s+)?import")
FOUNDATION_PROCESS = re.compile(r"(?<![\w.])Process\(\)")
ENDS_PROCESS = re.compile(r"\btry!|\bas!|\bfatalError\s*\(")


def code_of(line):
    """The line without its string literals and trailing comment, so that prose about a construct is not the construct."""
    line = re.sub(r'"(?:\\.|[^"\\])*"', '""', line)
    return line.split("//", 1)[0]


def commented(lines, index):
    """Whether a line says why itself, or the line right above it does."""
    if re.search(r"//\s*\S", re.sub(r'"(?:\\.|[^"\\])*"', '""', lines[index])):
        return True
    return index > 0 and re.match(r"\s*//+\s*\S", lines[index - 1]) is not None


def target_of(path):
    """The target that a file under Sources/ or Tests/ belongs to; tests may know what their target knows, and it."""
    kind, name = path.parts[0], path.parts[1]
    return (name, False) if kind == "Sources" else (name.removesuffix("Tests"), True)


def check_import(module, target, is_test):
    if module in CONFINED and target not in CONFINED[module]:
        return f"only {', '.join(sorted(CONFINED[module]))} may import {module}"
    if is_test:
        return None
    if module.startswith("Foundation") and target in WITHOUT_FOUNDATION:
        return f"{target} does without Foundation"
    if module not in TARGETS or module == target:
        return None
    if target not in TARGETS:
        return f"{target} is not in the table of targets (scripts/check_sources.py)"
    allowed = TARGETS[target]
    if target == "Server" and module == "palisade":
        return "an import against the direction of the targets: palisade imports Server"
    if allowed is not None and module not in allowed:
        return f"an import against the direction of the targets: {target} may import {sorted(allowed) or 'none of ours'}"
    return None


def check(path):
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    if not lines or lines[0].strip() != LICENCE:
        # A manifest's first line has to be the tools version.
        if not (path.name == "Package.swift" and len(lines) > 1 and lines[1].strip() == LICENCE):
            yield 1, f"the first line has to be: {LICENCE}"
    in_sources = path.parts[0] == "Sources"
    in_string = False
    for index, line in enumerate(lines):
        opens_or_closes = line.count('"""') % 2 == 1
        inside, in_string = in_string, in_string != opens_or_closes
        if inside:
            continue
        code = code_of(line)
        match = IMPORT.match(code)
        if match and path.parts[0] in ("Sources", "Tests"):
            fault = check_import(match.group(1), *target_of(path))
            if fault:
                yield index + 1, fault
        if ESCAPE.search(code) and not commented(lines, index):
            yield index + 1, "say in a comment, on this line or right above it, what protects the state"
        if FOUNDATION_PROCESS.search(code):
            yield index + 1, "Foundation's Process hands open sockets to its child: use Subprocess"
        if in_sources:
            match = ENDS_PROCESS.search(code)
            if match:
                yield index + 1, f"'{match.group(0)}' ends the process on an error: throw instead"


def main():
    roots = [Path(name) for name in ("Sources", "Tests", "bench") if Path(name).is_dir()]
    files = [Path("Package.swift")] if Path("Package.swift").exists() else []
    files += sorted(p for root in roots for p in root.rglob("*.swift") if ".build" not in p.parts)
    faults = 0
    for path in files:
        for line, message in check(path):
            print(f"{path}:{line}: error: {message}")
            faults += 1
        length = path.read_text(encoding="utf-8").count("\n")
        if length > LONG_FILE:
            print(f"{path}:1: note: {length} lines; is it still one thing?")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
