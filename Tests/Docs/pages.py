# SPDX-License-Identifier: Apache-2.0
"""Pages in Markdown: their headings, links and fenced blocks, with the marks before these."""

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

FENCE = re.compile(r"^(\s*)(```+)\s*([\w+-]*)\s*$")
MARK = re.compile(r"^\s*<!--\s*(run|file|sdl|excerpt|answer|expanded|not run|setup)\b(.*?)-->\s*$")
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
# Languages whose blocks a reader would run. Whoever writes one without a mark is reminded.
EXAMPLES = {"sh", "graphql", "sql", "python", "js", "javascript"}


def paths():
    """README.md, the other pages at the top, and everything in docs/."""
    top = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "migrations/README.md", "Tests/Docs/README.md"]
    return [ROOT / name for name in top] + sorted((ROOT / "docs").rglob("*.md"))


class Mark:
    """`<!-- run as="…" -->`: what is done with the block below it."""

    def __init__(self, kind, text):
        self.kind = kind
        self.reason = None
        self.options = {}
        # What stands in the page, and what is run in its place.
        self.replacements = []
        if kind == "not run":
            self.reason = text.strip().removeprefix(":").strip()
            return
        for word in shlex.split(text):
            name, equals, value = word.partition("=")
            if name == "replace":
                self.replacements.append(value.split(" => "))
            else:
                self.options[name] = value if equals else True

    def __getitem__(self, name):
        return self.options.get(name)


class Block:
    """A fenced block."""

    def __init__(self, page, line, language, mark):
        self.page, self.line, self.language, self.mark = page, line, language, mark
        self.lines = []
        # Commands that only the test runs, before the block: (line, command).
        self.setup = []

    @property
    def text(self):
        return "\n".join(self.lines) + "\n"

    @property
    def place(self):
        return f"{self.page.name}:{self.line}"

    @property
    def is_unmarked_example(self):
        return self.mark is None and self.language in EXAMPLES


class Page:
    def __init__(self, path):
        self.path = path
        self.name = str(path.relative_to(ROOT))
        self.blocks = []
        self.anchors = set()
        self.links = []  # (line, target)
        self.faults = []
        self.prose = ""
        self._read(path.read_text(encoding="utf-8").split("\n"))

    def _read(self, lines):
        block, fence, mark = None, None, None
        setup, prose = [], []
        for number, line in enumerate(lines, 1):
            if block is not None:
                if line.strip() == fence:
                    block, fence = None, None
                else:
                    block.lines.append(line.removeprefix(indent))
                continue
            found = FENCE.match(line)
            if found:
                indent, fence = found[1], found[2]
                block = Block(self, number, found[3], mark)
                block.setup, setup = setup, []
                self.blocks.append(block)
                mark = None
                continue
            found = MARK.match(line)
            if found and found[1] == "setup":
                setup.append((number, found[2].strip().removeprefix(":").strip()))
                continue
            if found:
                if mark is not None:
                    self.faults.append(f"{self.name}:{number}: a mark without a block before this one")
                try:
                    mark = Mark(found[1], found[2])
                except ValueError as error:
                    self.faults.append(f"{self.name}:{number}: {error}")
                if mark is not None and mark.kind == "not run" and not mark.reason:
                    self.faults.append(f"{self.name}:{number}: say why it is not run: <!-- not run: … -->")
                continue
            if mark is not None and line.strip():
                self.faults.append(f"{self.name}:{number}: a mark has to stand right before its block")
                mark = None
            found = HEADING.match(line)
            if found:
                self._add_anchor(found[2])
            if not line.startswith("    "):
                for target in links_of(line):
                    self.links.append((number, target))
            prose.append(line)
        if block is not None:
            self.faults.append(f"{self.name}:{block.line}: the block has no end")
        self.prose = "\n".join(prose)

    def _add_anchor(self, heading):
        """GitHub's anchors: lower case, punctuation away, blanks as hyphens, numbered where they repeat."""
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
        slug = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
        anchor, count = slug, 0
        while anchor in self.anchors:
            count += 1
            anchor = f"{slug}-{count}"
        self.anchors.add(anchor)


def links_of(line):
    """Targets of Markdown's inline links, those in code left out."""
    line = re.sub(r"`[^`]*`", "", line)
    return re.findall(r"\]\(\s*<?([^)\s>]+)>?[^)]*\)", line)
