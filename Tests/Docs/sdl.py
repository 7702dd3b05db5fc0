# SPDX-License-Identifier: Apache-2.0
"""Just so much of SDL as it takes to tell whether a page's API is part of a printed one."""

import re

TOKEN = re.compile(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*|[\s,]+|\.\.\.|…|[A-Za-z_]\w*|-?\d[\w.+-]*|[^\s]')
KEYWORDS = {"type", "interface", "input", "enum", "union", "scalar", "directive"}


def tokens(text):
    return [token for token in TOKEN.findall(text) if not re.match(r'[\s,#]|"""', token) and token not in ("…", "...")]


def definitions(text):
    """For each definition, by kind and name, its head and the members of its body."""
    words, found, index = tokens(text), {}, 0
    while index < len(words):
        if words[index] not in KEYWORDS:
            index += 1
            continue
        key, index = (words[index], words[index + 1]), index + 2
        head, members = [], []
        while index < len(words) and words[index] not in KEYWORDS and words[index] != "{":
            head.append(words[index])
            index += 1
        if index < len(words) and words[index] == "{":
            end = closing(words, index)
            members = split(words[index + 1:end])
            index = end + 1
        found[key] = (head, members)
    return found


def closing(words, index):
    depth = 0
    for position in range(index, len(words)):
        depth += {"{": 1, "}": -1}.get(words[position], 0)
        if depth == 0:
            return position
    raise ValueError("a brace is not closed")


def split(words):
    """Members of a body: a name, with everything up to the next one."""
    members, depth = [], 0
    for index, word in enumerate(words):
        opens = word in ("(", "[", "{")
        closes = word in (")", "]", "}")
        is_name = depth == 0 and re.match(r"[A-Za-z_]", word) and (
            not members or (words[index - 1] not in (":", "@", "=", "&", "|")))
        if is_name:
            members.append([])
        depth += opens - closes
        if members:
            members[-1].append(word)
    return [" ".join(member) for member in members]


def missing(expected, actual):
    """What the page shows and the program does not print. The page may leave out."""
    printed, found = definitions(actual), []
    for (kind, name), (head, members) in definitions(expected).items():
        if (kind, name) not in printed:
            found.append(f"{kind} {name}")
            continue
        real_head, real_members = printed[(kind, name)]
        if kind == "union" or (head and kind != "scalar"):
            if head != real_head:
                found.append(f"{kind} {name} {' '.join(head)} (printed: {' '.join(real_head)})")
        for member in members:
            if member not in real_members:
                near = next((real for real in real_members if real.split()[0] == member.split()[0]), "nothing")
                found.append(f"{name}.{member} (printed: {near})")
    return found
