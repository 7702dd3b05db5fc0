# SPDX-License-Identifier: Apache-2.0
"""Completions as `scripts/completions` installs them, in the shells themselves: what the Tab key offers."""

import os
import pty
import select
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from development import PATIENCE, clean_environment, program
from pages import ROOT

# What is typed, and what is offered.
EXPECTED = {"palisade ex": ["execute", "explain"], "palisade serve --sch": ["--schema"]}


def faults():
    found = []
    with tempfile.TemporaryDirectory(prefix="palisade-completions-") as home:
        programs = Path(home, "bin")
        programs.mkdir()
        (programs / "palisade").symlink_to(program())
        environment = {name: value for name, value in clean_environment().items() if not name.startswith("XDG_")} | {
            "HOME": home, "PATH": f"{programs}:{os.environ['PATH']}", "TERM": "dumb"}
        for shell, offered in (("bash", in_bash), ("zsh", in_zsh), ("fish", in_fish)):
            if not shutil.which(shell):
                print(f"completions: not tried in {shell}, which is not there")
                continue
            installed = subprocess.run(
                [ROOT / "scripts/completions", shell], env=environment, capture_output=True, text=True)
            file = installed.stdout.split("\n")[0]
            if installed.returncode != 0 or not Path(file).is_file():
                found.append(f"scripts/completions {shell}: {installed.stdout}{installed.stderr}")
                continue
            for typed, wanted in EXPECTED.items():
                shown = offered(environment, file, typed, wanted)
                if not all(word in shown for word in wanted):
                    found.append(f"completions of {shell}: '{typed}' offers not {wanted}, but:\n{shown}")
    return found


def in_bash(environment, file, typed, wanted):
    begin = f"bind 'set show-all-if-ambiguous on'; . '{file}'"
    return on_terminal(["bash", "--noprofile", "--norc", "-i"], environment, begin, typed, wanted)


def in_zsh(environment, file, typed, wanted):
    begin = f"fpath=('{Path(file).parent}' $fpath); autoload -U compinit; compinit -u -D"
    return on_terminal(["zsh", "-f", "-i"], environment, begin, typed, wanted)


def in_fish(environment, _, typed, __):
    # fish finds the file by itself, and tells what it would offer.
    command = ["fish", "-c", "complete -C $argv[1]", typed]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE).stdout


def on_terminal(command, environment, begin, typed, wanted):
    """What a shell shows after something was typed and Tab was pressed."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, environment)
    try:
        os.write(terminal, f"{begin}; echo be''gun\n".encode())
        read_until(terminal, ["begun\r\n"])
        os.write(terminal, f"{typed}\t".encode())
        return read_until(terminal, wanted)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def read_until(terminal, wanted):
    shown = ""
    deadline = time.monotonic() + PATIENCE
    while not all(word in shown for word in wanted) and time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 1)
        if ready:
            shown += os.read(terminal, 65536).decode(errors="replace")
    return shown
