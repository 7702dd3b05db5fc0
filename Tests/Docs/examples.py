# SPDX-License-Identifier: Apache-2.0
"""Runs the blocks that are marked, in the order of each page."""

import json
import re
import shlex
import time
from concurrent.futures import ThreadPoolExecutor

import sdl
from answers import Difference, compare_json, compare_text, indented
from session import Session

# What runs a program of each language.
PROGRAMS = {"python": "python3", "js": "node"}
ANSWERS = {"json", "text", ""}
DONE = ("run", "file", "sdl", "excerpt", "expanded")


# Pages that change tables of the demo, or lock all of them: one after the other. The rest may meet.
TOGETHER = ("docs/mutations.md", "docs/privacy.md", "docs/operations.md")
READERS = 2


def run(pages, development, verbose=False):
    """How many examples ran, and what is wrong with them. Two pages are read at a time."""
    pages = [page for page in pages if any(block.mark and block.mark.kind in DONE for block in page.blocks)]
    groups = [[page for page in pages if page.name in TOGETHER]]
    groups += [[page] for page in pages if page.name not in TOGETHER]
    with ThreadPoolExecutor(READERS) as pool:
        readers = [reader for group in pool.map(lambda group: read(group, development, verbose), groups) for reader in group]
    return sum(reader.count for reader in readers), [fault for reader in readers for fault in reader.faults]


def read(pages, development, verbose):
    readers = []
    for page in pages:
        reader = Reader(page, development, verbose)
        readers.append(reader)
        try:
            reader.read()
        finally:
            reader.session.close()
    return readers


class Reader:
    """Does what a page says."""

    def __init__(self, page, development, verbose):
        self.page, self.development, self.verbose = page, development, verbose
        self.session = Session(development)
        self.count, self.faults = 0, []
        self.person = None
        # Values of this run in place of those that the page shows.
        self.kept = {}
        # The page's latest SDL, and what it was expanded to.
        self.written, self.printed = "", ""

    def read(self):
        blocks = self.page.blocks
        for index, block in enumerate(blocks):
            for line, command in block.setup:
                status, output, problem = self.session.run(command + "\n")
                if status != 0:
                    self.faults.append(f"{self.page.name}:{line}: exit code {status}:\n{indented(output + problem)}")
            if block.mark is None or block.mark.kind not in DONE:
                continue
            if self.session.is_over:
                self.faults.append(f"{block.place}: not run, since an example before it failed")
                return
            begin = time.monotonic()
            if block.mark["if"] and self.session.run(f"{block.mark['if']} > /dev/null 2>&1\n", may_fail=True)[0] != 0:
                print(f"{block.place}: skipped, since this fails: {block.mark['if']}")
                continue
            self.count += 1
            try:
                self.do(block, blocks[index + 1] if index + 1 < len(blocks) else None)
            except (Difference, LookupError, ValueError) as fault:
                self.faults.append(f"{block.place}: {fault}")
            if self.verbose:
                print(f"{block.place}: {time.monotonic() - begin:.2f} s")

    def do(self, block, following):
        mark = block.mark
        if mark.kind == "file":
            name = next(iter(mark.options))
            self.session.write(name, block.text)
        elif mark.kind == "sdl":
            self.expand(block)
        elif mark.kind in ("excerpt", "expanded"):
            missing = sdl.missing(block.text, self.written if mark.kind == "excerpt" else self.printed)
            if missing:
                raise Difference("the page shows what is not there: " + "; ".join(missing))
        else:
            answer = following if following and following.language in ANSWERS and (
                following.mark is None or following.mark.kind == "answer") else None
            if mark["noanswer"]:
                answer = None
            if block.language == "graphql":
                self.ask(block, answer)
            elif block.language == "sql":
                name = f".steps/{block.line}.sql"
                text = self.as_run(block)
                if mark["within"]:
                    text = f"begin;\n{mark['within']};\n{text}\nrollback;\n"
                self.session.write(name, text)
                database = mark["on"] or "$ADMIN dbname=postgres"
                self.execute(block, f'psql "{database}" -X -q -v ON_ERROR_STOP=1 -f {name}\n', answer)
            elif block.language in PROGRAMS:
                name = f"{block.line}.{block.language}"
                self.session.write(name, self.as_run(block))
                self.execute(block, f"{PROGRAMS[block.language]} {name}\n", answer)
            else:
                self.execute(block, self.as_run(block), answer)

    def as_run(self, block):
        text = block.text
        for shown, real in block.mark.replacements:
            if shown not in text:
                raise LookupError(f"there is no '{shown}' to replace")
            text = text.replace(shown, real)
        return self.with_kept(text)

    def with_kept(self, text):
        for shown, value in self.kept.items():
            text = text.replace(shown, value)
        return text

    # ---- Commands

    def execute(self, block, script, answer):
        mark = block.mark
        if mark["until"]:
            begun, log = self.session.start(script, mark["until"])
            if not begun:
                raise Difference(f"'{mark['until']}' was never printed:\n{indented(log)}")
            return
        wanted = int(mark["exit"] or 0)
        status, output, problem = self.session.run(script, may_fail=wanted != 0)
        if status != wanted:
            raise Difference(f"exit code {status}, expected {wanted}:\n{indented(output + problem)}")
        if mark["prints"] and mark["prints"] not in output + problem:
            raise Difference(f"does not print '{mark['prints']}':\n{indented(output + problem)}")
        if answer is None:
            return
        if answer.language == "json":
            compare_json(json.loads(answer.text), json.loads(output), shape=bool(mark["shape"]))
        else:
            compare_text(answer.text, output if output.strip() else problem)

    # ---- Operations

    def ask(self, block, answer):
        mark = block.mark
        self.person = mark["as"] or self.person
        if self.person is None:
            raise LookupError("as whom? <!-- run as=\"…\" -->")
        token = None if self.person == "nobody" else self.development.token(self.person)
        response = self.development.ask(
            self.as_run(block), token, json.loads(mark["variables"] or "{}"), mark["operation"])
        codes = [error["extensions"]["code"] for error in response.get("errors", [])]
        expected = json.loads(self.with_kept(answer.text)) if answer else None
        allowed = mark["error"] or (expected and "errors" in expected)
        if codes and not allowed:
            raise Difference(f"is answered with an error:\n{indented(json.dumps(response, indent=2, ensure_ascii=False))}")
        if mark["error"] and mark["error"] not in codes:
            raise Difference(f"is answered without {mark['error']}: {codes}")
        if mark["keep"]:
            for item in shlex.split(mark["keep"].replace(",", " ")):
                shown, _, path = item.partition("=")
                self.kept[shown] = at(response, path)
        if expected is not None:
            compare_json(expected, response, shape=bool(mark["shape"]))

    # ---- SDL

    def expand(self, block):
        """The SDL is one that Palisade takes; with `on`, one that fits the database."""
        mark = block.mark
        name = mark["as"] or f".steps/{block.line}.graphql"
        self.session.write(name, block.text)
        files = " ".join(f"--schema {shlex.quote(file)}" for file in [name, *filter(None, str(mark["with"] or "").split(","))])
        wanted = int(mark["exit"] or 0)
        status, output, problem = self.session.run(f"palisade schema print {files}\n", may_fail=True)
        if status != wanted:
            raise Difference(f"schema print ends with {status}, expected {wanted}:\n{indented(problem)}")
        if mark["prints"] and mark["prints"] not in problem:
            raise Difference(f"does not print '{mark['prints']}':\n{indented(problem)}")
        self.written, self.printed = block.text, output
        if mark["on"]:
            script = f'PALISADE_DATABASE_URL="{mark["on"]}" palisade check {files}\n'
            status, output, problem = self.session.run(script, may_fail=True)
            if status != 0:
                raise Difference(f"check ends with {status}:\n{indented(output + problem)}")


def at(response, path):
    value = response
    for name in path.split("."):
        value = value[int(name)] if re.fullmatch(r"\d+", name) else value[name]
    return value
