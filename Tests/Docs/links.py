# SPDX-License-Identifier: Apache-2.0
"""Relative links and anchors: what they name has to be there."""

import subprocess
from urllib.parse import unquote

from pages import ROOT


def faults(pages):
    by_path = {page.path: page for page in pages}
    found = []
    for page in pages:
        for line, target in page.links:
            if "://" in target or target.startswith("mailto:"):
                continue
            name, _, anchor = unquote(target).partition("#")
            path = (page.path.parent / name).resolve() if name else page.path
            if not path.exists():
                found.append(f"{page.name}:{line}: there is no {target}")
            elif not path.is_relative_to(ROOT):
                found.append(f"{page.name}:{line}: {target} leads out of the repository")
            elif anchor and path in by_path and anchor not in by_path[path].anchors:
                found.append(f"{page.name}:{line}: {path.relative_to(ROOT)} has no heading for #{anchor}")
    return found
