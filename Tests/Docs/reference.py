# SPDX-License-Identifier: Apache-2.0
"""Reference pages have everything that the program has, and nothing else."""

import json
import re
import subprocess
import textwrap

import settings
from development import clean_environment, program
from pages import ROOT

COMMANDS = ROOT / "docs/commands.md"


def faults(pages):
    prose = {page.name: page.path.read_text(encoding="utf-8") for page in pages}
    found = []
    found += compare(
        "variable", matches(r'case \w+ = "(PALISADE_\w+)"', "Sources/Server/Configuration/ConfigurationVariable.swift"),
        "docs/configuration.md", table_names(prose["docs/configuration.md"], r"PALISADE_\w+"))
    found += compare(
        "error code", matches(r'case `?\w+`? = "([A-Z_]+)"', "Sources/Server/Errors/ErrorCode.swift"),
        "docs/errors.md", set(re.findall(r"^### `([A-Z_]+)`$", prose["docs/errors.md"], re.M)))
    found += compare(
        "metric", metrics_in_code(), "docs/metrics.md",
        table_names(prose["docs/metrics.md"], r"(?:palisade|process)_\w+"))
    found += compare(
        "safety code", matches(r'case \w+ = "(PA\d\d\d)"', "Sources/Safety/SafetyCode.swift"),
        "docs/safety.md", set(re.findall(r"^\| (PA\d\d\d) \|", prose["docs/safety.md"], re.M)))
    found += compare(
        "exit code", {"0"} | matches(r"case \w+ = (\d+)", "Sources/palisade/ExitStatus.swift"),
        "docs/configuration.md", set(re.findall(r"^\| (\d+) \|", prose["docs/configuration.md"], re.M)))
    directives = set(re.findall(r"^directive @(\w+)", swift_string("definitions"), re.M)) | set(
        re.findall(r"^ +directive @(\w+)", text_of("Sources/Mapping/Directives/MappingDirectives.swift"), re.M))
    found += compare(
        "directive", directives, "docs/directives.md",
        set(re.findall(r"^#+ .*?`@(\w+)", prose["docs/directives.md"], re.M)))
    found += argument_faults(prose["docs/directives.md"])
    found += status_faults(prose["docs/errors.md"])
    found += settings.faults(prose, tree())
    found += alert_faults(prose)
    found += variable_faults(prose)
    found += command_faults(pages)
    found += index_faults(pages, prose)
    found += security_faults(prose)
    return found


def served_faults(development):
    """Names on the metrics page of a running server, besides those that appear with the first event."""
    served = set(re.findall(r"^# TYPE (\w+) ", development.text("/metrics"), re.M))
    documented = table_names(text_of("docs/metrics.md"), r"(?:palisade|process)_\w+")
    return [f"docs/metrics.md: {name} is served and not described" for name in sorted(served - documented)]


# ---- Names in the code

def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def matches(pattern, *names):
    return {name for file in names for name in re.findall(pattern, text_of(file))}


def swift_string(name):
    found = re.search(rf'static let {name} = """\n(.*?)\n\s*"""\n', text_of(
        "Sources/Mapping/Directives/MappingDirectives.swift"), re.S)
    return found[1] if found else ""


def metrics_in_code():
    return {
        name for path in sorted((ROOT / "Sources/Server").rglob("*.swift"))
        for name in re.findall(r'"((?:palisade|process)_[a-z_]+)"', path.read_text(encoding="utf-8"))
    }


def table_names(text, pattern):
    """Names in code in the first cell of a table's rows."""
    cells = re.findall(r"^\|([^|]*)\|", text, re.M)
    return {name for cell in cells for name in re.findall(rf"`({pattern})`", cell)}


def compare(what, code, page, documented):
    found = [f"{page}: the {what} {name} is missing" for name in sorted(code - documented)]
    found += [f"{page}: there is no {what} {name}" for name in sorted(documented - code)]
    if not code:
        found.append(f"Tests/Docs/reference.py: finds no {what} in the code any more")
    return found


def argument_faults(page):
    """The heading of each directive names its arguments: `@limit(default:, max:)`."""
    # Descriptions may hold anything.
    sdl = re.sub(r'"[^"\n]*"', "", swift_string("definitions"))
    found = []
    for name, arguments in re.findall(r"directive @(\w+)(?:\(([^)]*)\))?", sdl):
        want = re.findall(r"(\w+):", arguments)
        heading = re.search(rf"^## `@{name}(?:\(([^)]*)\))?`$", page, re.M)
        have = re.findall(r"\w+", heading[1] or "") if heading else None
        if have is None or sorted(have) != sorted(want):
            found.append(f"docs/directives.md: @{name} takes {', '.join(want) or 'no argument'}: its heading has to say so")
    return found


def status_faults(page):
    """Each code of an error has the HTTP status that the code says."""
    found = []
    for comment, code in re.findall(
            r'((?:    ///.*\n)+)    case `?\w+`? = "([A-Z_]+)"', text_of("Sources/Server/Errors/ErrorCode.swift")):
        section = re.search(rf"^### `{code}`$(.*?)(?=^### |\Z)", page, re.M | re.S)
        for number in re.findall(r"HTTP (\d{3})", comment):
            if not section or not re.search(rf"\b{number}\b", section[1]):
                found.append(f"docs/errors.md: {code} is answered with {number}, which its section does not say")
    return found


# ---- Names in prose

def variable_faults(prose):
    """Variables that any page or file of operation names."""
    known = matches(r'"(PALISADE_\w+)"', "Sources/Server/Configuration/ConfigurationVariable.swift")
    # Tests and benchmarks have variables of their own.
    for folder in ("Tests", "bench"):
        for path in (ROOT / folder).rglob("*.swift"):
            known |= set(re.findall(r'"(PALISADE_\w+)"', path.read_text(encoding="utf-8")))
    texts = dict(prose)
    for path in sorted((ROOT / "ops").rglob("*")):
        if path.is_file():
            texts[str(path.relative_to(ROOT))] = path.read_text(encoding="utf-8")
    found = []
    for name, text in texts.items():
        for variable in sorted(set(re.findall(r"\bPALISADE_[A-Z_]*[A-Z]\b", text))):
            if variable not in known and not variable.startswith("PALISADE_TEST_"):
                found.append(f"{name}: there is no variable {variable}")
    return found


def alert_faults(prose):
    """Alerts ask for metrics that there are, and each has its paragraph in the runbook."""
    rules = text_of("ops/alerts.yml")
    known, found = metrics_in_code() | {"up"}, []
    for expression in re.findall(r"expr: (.*)", rules):
        for name in re.findall(r"\b((?:palisade|process)_[a-z_]+?)(?:_bucket|_sum|_count)?\b(?=[{\[\s=<>)])", expression):
            if name not in known:
                found.append(f"ops/alerts.yml: there is no metric {name}")
    if "docs/operations.md" in prose:
        found += compare(
            "alert", set(re.findall(r"- alert: (\w+)", rules)), "docs/operations.md",
            set(re.findall(r"^#+ `(Palisade\w+)`", prose["docs/operations.md"], re.M)))
    return found


def index_faults(pages, prose):
    """docs/README.md leads to every page."""
    index = next((page for page in pages if page.name == "docs/README.md"), None)
    if index is None:
        return []
    linked = {(index.path.parent / target.partition("#")[0]).resolve() for _, target in index.links if "://" not in target}
    return [
        f"docs/README.md: leads nobody to {page.name}" for page in pages
        if page.path.parent == index.path.parent and page is not index and page.path not in linked
    ]


def security_faults(prose):
    """docs/security.md names tests by their sentences: each has to be there, in the file that is linked before it."""
    text, found = prose.get("docs/security.md", ""), []
    for row in re.findall(r"^\|.*\|$", text, re.M):
        cell = row.rstrip("|").rpartition(" | ")[2]
        for file, rest in re.findall(r"\]\(\.\./(Tests/[^)]*\.swift)\)((?:(?!\]\().)*)", cell):
            path = ROOT / file
            sentences = path.read_text(encoding="utf-8") if path.exists() else ""
            for sentence in re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", rest):
                if f"func `{sentence}`" not in sentences:
                    found.append(f"docs/security.md: {file} has no test '{sentence}'")
        for file in re.findall(r"`(Tests/[^`]*)`", cell):
            if not (ROOT / file).exists():
                found.append(f"docs/security.md: there is no {file}")
    return found


# ---- Commands

def tree():
    """What the argument parser knows of the program."""
    run = subprocess.run(
        [program(), "--experimental-dump-help"], capture_output=True, text=True, check=True, env=clean_environment())
    return json.loads(run.stdout)["command"]


def subcommands(command):
    return [sub for sub in command.get("subcommands", []) if sub["commandName"] != "help" and sub.get("shouldDisplay", True)]


def leaves(command, path=()):
    path = (*path, command["commandName"])
    below = subcommands(command)
    if len(path) > 1 and (not below or command.get("defaultSubcommand")):
        yield path, command
    for sub in below:
        yield from leaves(sub, path)


def shown(command):
    return [argument for argument in command.get("arguments", []) if argument.get("shouldDisplay", True)
            and not any(name["name"] in ("help", "version") for name in argument.get("names") or [])]


def flag(argument):
    names = argument.get("names") or []
    spelled = ", ".join(("--" if name["kind"] == "long" else "-") + name["name"] for name in names)
    value = argument.get("valueName", "value")
    # What has a form of its own is written in just that form.
    value = value if "=" in value else value.upper()
    if argument["kind"] == "positional":
        spelled = value
    elif argument["kind"] == "option":
        spelled += f" {value}"
    return spelled + ("…" if argument.get("isRepeating") else "")


def commands_page():
    lines = [
        "# Commands", "",
        "Every command with its arguments, as `palisade help COMMAND` has them. This page is made from the program:",
        "`Tests/Docs/run --update`. Exit codes: [configuration.md](configuration.md#exit-codes).",
    ]
    for path, command in leaves(tree()):
        lines += ["", f"## `{' '.join(path)}`", "", command.get("abstract", "")]
        for paragraph in filter(None, command.get("discussion", "").split("\n")):
            lines += ["", *textwrap.wrap(re.sub(r"([*_<|])", r"\\\1", paragraph), 118)]
        arguments = shown(command)
        if arguments:
            lines += ["", "| argument | |", "|---|---|"]
            for argument in arguments:
                text = " ".join(filter(None, (argument.get("abstract"), argument.get("discussion"))))
                if argument.get("allValues") and "(values:" not in text:
                    text += " One of " + ", ".join(f"`{value}`" for value in argument["allValues"]) + "."
                if argument.get("defaultValue"):
                    text += f" Default: `{argument['defaultValue']}`."
                if argument["kind"] != "flag" and not argument.get("isOptional"):
                    text += " Required."
                text = re.sub(r"\s+", " ", text).replace("|", "\\|")
                lines.append(f"| `{flag(argument)}` | {text} |")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def listed(text):
    """Commands, and arguments of each, that a page of commands has."""
    names, command = set(), ""
    for heading, argument in re.findall(r"^(?:## `([^`]*)`|\| `([^`]*)` \|.*)$", text, re.M):
        command = heading or command
        names.add(heading or f"{command} {argument}")
    return names


def write_commands():
    COMMANDS.write_text(commands_page(), encoding="utf-8")


def command_faults(pages):
    """The page is the program's help, word for word, and pages use no other commands."""
    found = []
    if not COMMANDS.exists():
        return ["docs/commands.md: is missing: Tests/Docs/run --update"]
    page, made = COMMANDS.read_text(encoding="utf-8"), commands_page()
    have, want = listed(page), listed(made)
    found += [f"docs/commands.md: lacks {name}: Tests/Docs/run --update" for name in sorted(want - have)]
    found += [f"docs/commands.md: there is no {name}: Tests/Docs/run --update" for name in sorted(have - want)]
    if not found and page != made:
        found.append("docs/commands.md: is not what the program says, word for word: Tests/Docs/run --update")
    root = tree()
    for page in pages:
        if page.name in ("CHANGELOG.md", "docs/commands.md"):
            continue
        for text in uses(page):
            problem = use_fault(root, text)
            if problem:
                found.append(f"{page.name}: `{text}`: {problem}")
    return found


def uses(page):
    """Command lines of `palisade` in a page, in blocks and in code between words."""
    for block in page.blocks:
        if block.language in ("sh", "text", ""):
            for line in re.sub(r"\\\n\s*", " ", block.text).split("\n"):
                for part in re.split(r"[;|&]+|\$\(|#", line):
                    found = re.match(r"\s*(?:[A-Z_]+=(?:'[^']*'|\"[^\"]*\"|\S*)\s+|exec\s+)*palisade\s+(\S.*)", part)
                    if found and block.language == "sh":
                        yield found[1].strip()
    for found in re.findall(r"`palisade ([a-z][^`]*)`", page.prose):
        yield found


def use_fault(root, text):
    command = root
    words = text.replace("[", " ").replace("]", " ").replace("…", " ").replace(")", " ").replace("'", " ").split()
    while words and not words[0].startswith("-"):
        below = {sub["commandName"]: sub for sub in command.get("subcommands", [])}
        if words[0] not in below:
            if below and re.fullmatch(r"[a-z-]+", words[0]) and command is root:
                return f"there is no command {words[0]}"
            break
        command = below[words[0]]
        words.pop(0)
    known = {"help", "generate-completion-script"}
    for candidate in [command, *command.get("subcommands", [])]:
        for argument in candidate.get("arguments", []):
            known |= {name["name"] for name in argument.get("names") or []}
    for word in words:
        found = re.match(r"--([a-z][a-z-]*)", word)
        if found and found[1] not in known:
            return f"there is no flag --{found[1]}"
    return None
