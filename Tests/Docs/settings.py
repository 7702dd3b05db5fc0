# SPDX-License-Identifier: Apache-2.0
"""What pages say of variables is what the program has: flags and defaults in docs/configuration.md, defaults elsewhere."""

import json
import re
import subprocess

from development import clean_environment, program

PAGE = "docs/configuration.md"
# What a server needs, and its default is therefore not asked for.
NEEDED = {
    "PALISADE_DATABASE_URL": "postgresql://database.example/app", "PALISADE_SCHEMA": "schema",
    "PALISADE_JWT_SECRET": "a secret that is made up for the test of the documentation",
}
# Defaults that are no fixed text: how the page has to tell them.
MADE = {
    "PALISADE_REPLICA_POOL_SIZE": "`PALISADE_POOL_SIZE`", "PALISADE_EVENT_LOOPS": "the processors",
    "PALISADE_CURSOR_SECRET": "made from the tokens' secret",
    "PALISADE_REQUIRED_CLAIMS": "user and tenant claim as uuid",
    "PALISADE_ROLES": "the five roles of the shipped migrations",
}


def faults(prose, tree):
    rows = documented(prose[PAGE])
    if len(rows) < 40:
        return ["Tests/Docs/settings.py: finds no table of variables any more"]
    defaults = known_defaults()
    return default_faults(rows, defaults) + number_faults(prose, defaults) + flag_faults(rows, tree)


def documented(text):
    """Of each variable what its row says: {name: (flags, default)}."""
    rows = {}
    for row in re.findall(r"^\|(.*)\|$", text, re.M):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)]
        if len(cells) == 4:
            for name in re.findall(r"`(PALISADE_\w+)`", cells[0]):
                rows[name] = (set(re.findall(r"`(--[a-z0-9-]+)`", cells[1])), cells[2])
    return rows


def known_defaults():
    """What `serve` takes where nothing is said."""
    run = subprocess.run(
        [program(), "config", "--format", "json"], capture_output=True, text=True, check=True,
        env=clean_environment() | NEEDED)
    return {
        entry["name"]: MADE.get(entry["name"], entry["value"]) for entry in json.loads(run.stdout)["variables"]
        if entry["source"] == "default" and entry["value"] is not None
    }


def default_faults(rows, defaults):
    found = []
    for name, wanted in defaults.items():
        if name not in rows:
            continue
        # "`info`; `notice` in `dev`": what stands first is what `serve` has.
        said = rows[name][1].partition(";")[0]
        if wanted not in (said, said.strip("`")):
            found.append(f"{PAGE}: the default of {name} is {wanted}, not {said}")
    return found


def number_faults(prose, defaults):
    """Numbers beside a variable: "500 (`PALISADE_MAX_PAGE_SIZE`)", "`PALISADE_MAX_COST` (2,000,000)"."""
    found = []
    for page, text in prose.items():
        beside = re.findall(r"(\d[\d,]*(?: ?[KMG]iB)?) \(`(PALISADE_\w+)`", text)
        beside += [(number, name) for name, number in re.findall(r"`(PALISADE_\w+)` \((\d[\d,]*(?: ?[KMG]iB)?)\)", text)]
        for said, name in beside:
            if name in defaults and said.replace(",", "").replace(" ", "") != defaults[name]:
                found.append(f"{page}: the default of {name} is {defaults[name]}, not {said}")
    return found


def flag_faults(rows, tree):
    flags = {}
    collect(tree, flags)
    return [
        f"{PAGE}: the flags of {name} are {' '.join(sorted(flags.get(name, ()))) or 'none'}, "
        f"not {' '.join(sorted(said)) or 'none'}"
        for name, (said, _) in sorted(rows.items()) if said != flags.get(name, set())
    ]


def collect(command, flags):
    """The flags whose help names a variable."""
    for argument in command.get("arguments", []):
        text = " ".join(filter(None, (argument.get("abstract"), argument.get("discussion"))))
        for name in re.findall(r"PALISADE_[A-Z_]*[A-Z]", text):
            flags.setdefault(name, set()).update("--" + known["name"] for known in argument.get("names") or [])
    for below in command.get("subcommands", []):
        collect(below, flags)
