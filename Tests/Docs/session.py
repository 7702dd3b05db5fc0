# SPDX-License-Identifier: Apache-2.0
"""The terminal of a page's reader: one shell for all of the page, in a directory of its own."""

import os
import re
import select
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from development import PATIENCE, clean_environment, program
from pages import ROOT

PORT = re.compile(r"(127\.0\.0\.1:|localhost:|--port[ =]|_PORT=)(\d{4,5})\b")
# What stands beside the reader in the repository.
NEIGHBOURS = ("schema", "migrations", "demo", "playground", "ops", "scripts")


class Session:
    def __init__(self, development):
        self.development = development
        self.directory = Path(tempfile.mkdtemp(prefix="page-", dir=development.directory))
        self.count = 0
        # Ports of the pages, each with the one that takes its place here.
        self.ports = {"8080": development.url.rpartition(":")[2]}
        for name in NEIGHBOURS:
            (self.directory / name).symlink_to(ROOT / name)
        (self.directory / ".palisade").symlink_to(development.data)
        programs = self.directory / ".bin"
        programs.mkdir()
        (programs / "palisade").symlink_to(program())
        postgres = subprocess.run(
            [ROOT / "scripts/setup", "--print-postgres"], capture_output=True, text=True).stdout.strip()
        environment = clean_environment() | {
            # PostgreSQL's programs of the server's version first: an older pg_dump refuses a newer server.
            "PATH": f"{programs}:{postgres}:{os.environ['PATH']}",
        } | servers(development.json["ownerDatabaseUrl"])
        self.shell = subprocess.Popen(
            ["bash", "--noprofile", "--norc"], cwd=self.directory, env=environment, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        self.pending = b""
        # `stop`: what Ctrl-C is in the other terminal.
        self._send('stop() { for job in $(jobs -p); do kill $(cat /proc/$job/task/$job/children) || true; done; wait; }\n')

    def close(self):
        try:
            os.killpg(self.shell.pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
        self.shell.stdin.close()
        self.shell.stdout.close()
        try:
            self.shell.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(self.shell.pid, signal.SIGKILL)
            self.shell.wait()

    # ---- Ports: what the page says, and what is free

    def outward(self, text):
        return PORT.sub(lambda found: found[1] + self.ports.setdefault(found[2], free_port()), text)

    def inward(self, text):
        for page, real in self.ports.items():
            text = re.sub(rf"\b{real}\b", page, text)
        return text

    # ---- Running

    def write(self, name, text):
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.outward(text), encoding="utf-8")

    def run(self, script, may_fail=False):
        """Runs a script in the shell: its status, and what it printed to each stream."""
        self.count += 1
        name = f"{self.count:03}"
        steps = self.directory / ".steps"
        steps.mkdir(exist_ok=True)
        (steps / f"{name}.sh").write_text(self.outward(script))
        here = f".steps/{name}"
        strict = "set +e" if may_fail else "set -eo pipefail"
        self._send(f"{strict}\n. {here}.sh > {here}.out 2> {here}.err < /dev/null\n"
                   f"printf 'status %s\\n' $?\nset +e +o pipefail\n")
        status = self._status()
        output, problem = (
            self.inward((steps / f"{name}.{stream}").read_text(errors="replace")) for stream in ("out", "err"))
        return status, output, problem

    def start(self, script, until):
        """Runs a script in the background until it has printed something."""
        self.count += 1
        here = f".steps/{self.count:03}"
        (self.directory / ".steps").mkdir(exist_ok=True)
        (self.directory / f"{here}.sh").write_text(self.outward(script))
        log = self.directory / f"{here}.log"
        self._send(f"set +m\n{{ . {here}.sh; }} > {here}.log 2>&1 < /dev/null &\nprintf 'status %s\\n' $?\n")
        self._status()
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            text = log.read_text(errors="replace") if log.exists() else ""
            if until in text:
                return True, self.inward(text)
            self._send("jobs -r | grep -q . && printf 'status 0\\n' || printf 'status 1\\n'\n")
            if self._status() != 0:
                break
            time.sleep(0.1)
        return False, self.inward(log.read_text(errors="replace") if log.exists() else "")

    def _send(self, text):
        try:
            self.shell.stdin.write(text.encode())
            self.shell.stdin.flush()
        except BrokenPipeError:
            pass

    def _status(self):
        deadline = time.monotonic() + PATIENCE
        while True:
            line, end, rest = self.pending.partition(b"\n")
            if end:
                self.pending = rest
                if line.startswith(b"status "):
                    return int(line[7:])
                continue
            ready, _, _ = select.select([self.shell.stdout], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                os.killpg(self.shell.pid, signal.SIGKILL)
                return -1
            read = os.read(self.shell.stdout.fileno(), 65536)
            if not read:
                # A command failed, which ended the shell.
                return self.shell.wait(PATIENCE)
            self.pending += read

    @property
    def is_over(self):
        return self.shell.poll() is not None


def servers(url):
    """`SERVER`, and `ADMIN`, a login there that may create databases and roles: without a database's name."""
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    server = f"host={query.get('host') or parts.hostname} port={query.get('port') or parts.port or 5432}"
    return {"SERVER": server, "ADMIN": f"{server} user={unquote(parts.username)} password={unquote(parts.password)}"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])
