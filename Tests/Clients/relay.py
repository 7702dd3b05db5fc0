# SPDX-License-Identifier: Apache-2.0
"""Makes relay-runtime for Node.js out of a Python wheel, where npm is out of reach.

    relay.py WHEEL FOLDER

The web page of arize-phoenix is built with Relay. Its script holds the library's modules one after the other, as functions
that are called when they are first needed; those are written to FOLDER/node_modules/relay-runtime.
"""

import json
import re
import sys
import zipfile
from pathlib import Path

FIRST = "ACTOR_CHANGE:`ActorChange`"
LAST = "isRelayModernEnvironment:"
MODULE = r"([\w$]+)=([\w$]+)\(\(\((?:e(?:,t)?)?\)=>\{"
# What the page has elsewhere: how a module is made, and where errors go that nobody catches.
PRELUDE = """// relay-runtime, MIT licence, Copyright (c) Meta Platforms, Inc. and affiliates.
const {wrapper} = (body, module) => () => {{
    if (!module) body((module = {{ exports: {{}} }}).exports, module);
    return module.exports;
}};
const u = (error) => {{ setTimeout(() => {{ throw error; }}); }};
"""


def runtime(text):
    """The library as one module."""
    at = text.index(LAST, text.index(FIRST))
    begin = list(re.finditer(MODULE, text[:text.index(FIRST)]))[-1]
    last = list(re.finditer(MODULE, text[:at]))[-1]
    # The module after it is the package, which only hands out the one before.
    end = re.search(r",[\w$]+=" + re.escape(last[2]) + r"\(\(\(e,t\)=>\{t\.exports=" + re.escape(last[1]) + r"\(\)", text[at:])
    names = ["Environment", "Network", "RecordSource", "Store", "createOperationDescriptor", "fetchQuery", "commitMutation"]
    return (PRELUDE.format(wrapper=last[2]) + f"var {text[begin.start():at + end.start()]};\n"
            + f"export const {{ {', '.join(names)} }} = {last[1]}();\n")


def main(wheel, folder):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if re.search(r"/assets/vendor-[^-]+\.js$", name)]
        text = archive.read(name).decode()
    home = folder / "node_modules/relay-runtime"
    home.mkdir(parents=True, exist_ok=True)
    (home / "index.js").write_text(runtime(text), encoding="utf-8")
    (home / "package.json").write_text(json.dumps({"name": "relay-runtime", "type": "module", "main": "index.js"}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
