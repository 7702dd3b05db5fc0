# SPDX-License-Identifier: Apache-2.0
"""Makes Apollo Client for Node.js out of a Python wheel, where npm is out of reach.

    apollo.py WHEEL FOLDER

The web page of dagster-webserver is built with Apollo Client, and its source maps hold the library's modules word for word.
They are written to FOLDER/node_modules. What the page does not use is not in there, such as `relayStylePagination`.
Modules that only pass on what others export are dropped by the page's bundler: they are written anew.
"""

import json
import re
import sys
import zipfile
from pathlib import Path

# Each package, and the module that it begins with; none where it passes on all that is there.
PACKAGES = {
    "@apollo/client": None, "@wry/caches": None, "@wry/context": "lib/index.js", "@wry/equality": "lib/index.js",
    "@wry/trie": "lib/index.js", "graphql": None, "graphql-tag": "lib/index.js", "optimism": "lib/index.js",
    "symbol-observable": "es/index.js", "ts-invariant": "lib/invariant.js", "tslib": "tslib.es6.mjs",
    "zen-observable-ts": "module.js",
}
# What needs React or a WebSocket; and CommonJS, which is there beside the same as modules.
LEFT_OUT = ("@apollo/client/react/", "@apollo/client/link/ws/")
# Modules that the bundler dropped and that have another name than their folder's.
FURTHER = {"@apollo/client/utilities/observables/Observable.js": 'export { Observable } from "zen-observable-ts";\n'}
# What modules that only pass on take from other folders than their own.
BORROWED = {
    "@apollo/client/cache/index.js": 'export * from "../utilities/common/canonicalStringify.js";\n',
}
PASSES_ON = re.compile(
    r"""^(?:export\s*(?:\*|\{[^}]*\})\s*from|import)\s*["'][^"'\s]+["'];?[^\n]*\n?""", re.MULTILINE)
IMPORT = re.compile(
    r"""^(?:import|export)\s*(?:\*|\{(?P<names>[^}]*)\})?\s*(?:from)?\s*["'](?P<path>\.[^"'\s]+)["']""", re.MULTILINE)


def modules(wheel):
    """The path below node_modules, and the text, of each module."""
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.namelist():
            if not member.endswith(".js.map"):
                continue
            held = json.loads(archive.read(member))
            for source, text in zip(held["sources"], held.get("sourcesContent") or []):
                before, _, path = source.split("?")[0].rpartition("node_modules/")
                if before and text and path.startswith(tuple(f"{name}/" for name in PACKAGES)):
                    if not path.startswith(LEFT_OUT) and "Object.defineProperty(exports" not in text:
                        yield path, text


def sources(folder):
    """The modules of a folder but for the one that stands for all of them."""
    files = [file for file in sorted(folder.rglob("*")) if file.suffix in (".js", ".mjs")]
    return [file for file in files if file.parent / file.stem != folder / "index"]


def passing_on(folder, further=""):
    """A module that passes on all that the modules of a folder export."""
    return further + "".join(f'export * from "./{file.relative_to(folder)}";\n' for file in sources(folder))


def is_barrel(text):
    """Whether a module only passes on what others export."""
    return not re.sub(r"//[^\n]*|/\*.*?\*/", "", PASSES_ON.sub("", text), flags=re.DOTALL).strip()


def unpack(wheel, folder):
    root = folder / "node_modules"
    for path, text in [*modules(wheel), *FURTHER.items()]:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for file in list(root.rglob("index.js")):
        if is_barrel(file.read_text(encoding="utf-8")):
            file.unlink()
    (root / "@apollo/client/core/index.js").unlink(missing_ok=True)
    for package, entry in PACKAGES.items():
        home = root / package
        if entry is None:
            entry = "all.mjs"
            further = 'export * from "graphql-tag";\n' if package == "@apollo/client" else ""
            text = passing_on(home, further)
            (home / entry).write_text(text, encoding="utf-8")
        description = {"name": package, "type": "module", "exports": {".": f"./{entry}", "./core": f"./{entry}"}}
        (home / "package.json").write_text(json.dumps(description), encoding="utf-8")
    for file in [file for file in root.rglob("*") if file.suffix in (".js", ".mjs")]:
        for found in IMPORT.finditer(file.read_text(encoding="utf-8")):
            wanted = (file.parent / found["path"]).resolve()
            if wanted.exists() or not wanted.is_relative_to(root.resolve()):
                continue
            if wanted.stem == "index":
                text = passing_on(wanted.parent, BORROWED.get(str(wanted.relative_to(root.resolve())), ""))
            else:
                # Nothing that the page calls needs it, which is why the bundler left it out.
                names = [name.split(" as ")[0].strip() for name in (found["names"] or "").split(",")]
                text = "".join(f"export const {name} = undefined;\n" for name in names if name)
            wanted.parent.mkdir(parents=True, exist_ok=True)
            wanted.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    unpack(Path(sys.argv[1]), Path(sys.argv[2]))
