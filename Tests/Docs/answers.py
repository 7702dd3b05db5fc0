# SPDX-License-Identifier: Apache-2.0
"""Compares what is answered or printed with what a page shows. `…` stands for anything."""

import json
import re


class Difference(Exception):
    pass


def compare_json(expected, actual, shape=False, path="$"):
    """Fails where the answer is not what the page shows, or, with `shape`, not of the same names and types."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        if set(expected) != set(actual):
            missing = ", ".join(sorted(set(expected) - set(actual)))
            extra = ", ".join(sorted(set(actual) - set(expected)))
            raise Difference(f"{path}: the page alone has [{missing}], the answer alone [{extra}]")
        for name, value in expected.items():
            # Each request has one of its own.
            if name != "requestId":
                compare_json(value, actual[name], shape, f"{path}.{name}")
        return
    if isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual) and not (shape and expected and actual):
            raise Difference(f"{path}: the page has {len(expected)} items, the answer {len(actual)}")
        for index, (left, right) in enumerate(zip(expected, actual)):
            compare_json(left, right, shape, f"{path}[{index}]")
        return
    if shape:
        if expected is not None and actual is not None and kind(expected) != kind(actual):
            raise Difference(f"{path}: the page has {json.dumps(expected)}, the answer {json.dumps(actual)}")
        return
    if isinstance(expected, str) and isinstance(actual, str) and "…" in expected:
        if re.fullmatch(pattern(expected), actual, re.DOTALL):
            return
    if kind(expected) != kind(actual) or expected != actual:
        raise Difference(f"{path}: the page has {json.dumps(expected)}, the answer {json.dumps(actual)}")


def kind(value):
    return "boolean" if isinstance(value, bool) else "number" if isinstance(value, (int, float)) else type(value).__name__


def pattern(text):
    return ".*?".join(re.escape(part) for part in text.split("…"))


def compare_text(expected, actual):
    """Fails where the output is not what the page shows; a line that is `…` stands for any lines."""
    wanted = []
    for line in expected.strip("\n").split("\n"):
        if line.strip() == "…":
            wanted.append(r"(?:[^\n]*\n)*?")
        else:
            wanted.append("[^\n]*?".join(re.escape(part) for part in line.rstrip().split("…")) + r"[ \t]*\n")
    if not re.fullmatch("".join(wanted), actual.strip("\n") + "\n"):
        raise Difference("the page does not show what is printed:\n" + indented(actual))


def indented(text):
    return "\n".join("    | " + line for line in text.strip("\n").split("\n"))
