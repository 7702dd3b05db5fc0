# SPDX-License-Identifier: Apache-2.0
"""A running `palisade dev` with data of its own."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from pages import ROOT

# What `make test` leaves is looked at first: it is what was just tested.
PROGRAM = next((path for path in (ROOT / ".build/debug/palisade", ROOT / ".build/release/palisade") if path.exists()), None)
# Only what hangs takes as long.
PATIENCE = 300


def program():
    if PROGRAM is None:
        raise SystemExit("docs: there is no program yet: swift build --product palisade")
    return str(PROGRAM)


def clean_environment():
    """Nothing of whoever runs the test."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PALISADE_", "PG"))} | {
        name: os.environ[name] for name in ("PALISADE_POSTGRES_BIN",) if name in os.environ
    }


class Development:
    """Begun and ended here, or, with `running`, the data directory of one that runs already."""

    def __init__(self, running=None):
        self.running = running

    def __enter__(self):
        self.directory = Path(tempfile.mkdtemp(prefix="palisade-docs-"))
        self.directory.chmod(0o711)
        self.data = Path(self.running).resolve() if self.running else self.directory / "data"
        self.process = None if self.running else self._start()
        self._await()
        self.url = self.json["url"].rstrip("/")
        return self

    def _start(self):
        with open(self.directory / "log", "wb") as log:
            return subprocess.Popen(
                [program(), "dev", "--port", "0", "--data-dir", str(self.data)], cwd=ROOT, env=clean_environment(),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def _await(self):
        file = self.data / "dev.json"
        deadline = time.monotonic() + PATIENCE
        while not file.exists():
            if self.process is None:
                raise SystemExit(f"docs: no palisade dev runs with {self.data}")
            if self.process.poll() is not None or time.monotonic() > deadline:
                log = (self.directory / "log").read_text(errors="replace")
                self.__exit__()
                raise SystemExit(f"docs: palisade dev did not start:\n{log}")
            time.sleep(0.05)
        self.json = json.loads(file.read_text())

    def __exit__(self, *_):
        if self.process is None:
            shutil.rmtree(self.directory, ignore_errors=True)
            return
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
        home = None
        credentials = self.data / "credentials"
        if credentials.exists():
            home = json.loads(credentials.read_text()).get("serverHome")
        shutil.rmtree(self.directory, ignore_errors=True)
        if home:
            shutil.rmtree(home, ignore_errors=True)

    def token(self, name):
        """The token of the demo identity whose name begins so."""
        found = [identity for identity in self.json["identities"] if identity["name"].startswith(name)]
        if not found:
            raise LookupError(f"there is no demo identity '{name}…'")
        return found[0]["token"]

    def ask(self, document, token, variables=None, operation=None):
        body = {"query": document, "variables": variables or {}}
        if operation:
            body["operationName"] = operation
        head = {"Content-Type": "application/json"}
        if token:
            head["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(f"{self.url}/graphql", json.dumps(body).encode(), head)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            return json.load(error)

    def text(self, path):
        with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as response:
            return response.read().decode()
