# SPDX-License-Identifier: Apache-2.0
"""What can be said of the files in ops/ without running them."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import reference
from pages import ROOT


def faults():
    return dockerfile_faults() + command_faults() + unit_faults()


def dockerfile_faults():
    """What is copied from the repository is there, and is not kept out of the build."""
    found = []
    ignored = {
        line.strip() for line in reference.text_of("ops/Dockerfile.dockerignore").split("\n")
        if line.strip() and not line.startswith("#")
    }
    for sources in re.findall(r"^COPY (?!--from)(.*) \S+$", reference.text_of("ops/Dockerfile"), re.M):
        for source in sources.split():
            if not (ROOT / source).exists():
                found.append(f"ops/Dockerfile: there is no {source} to copy")
            if source.split("/")[0] in ignored:
                found.append(f"ops/Dockerfile: {source} is kept out by ops/Dockerfile.dockerignore")
    return found


def command_faults():
    """Commands of the program that the files run."""
    root = reference.tree()
    used = [("ops/palisade.service", line) for line in re.findall(
        r"^ExecStart=\S+/palisade (.*)$", reference.text_of("ops/palisade.service"), re.M)]
    used += [("ops/Dockerfile", " ".join(re.findall(r'"([^"]*)"', line))) for line in re.findall(
        r"^CMD \[(.*)\]$", reference.text_of("ops/Dockerfile"), re.M)]
    compose = reference.text_of("ops/compose.yaml")
    used += [("ops/compose.yaml", " ".join(re.findall(r'"([^"]*)"', line))) for line in re.findall(
        r"image: palisade\n\s+command: \[(.*)\]$", compose, re.M)]
    if len(used) < 4:
        return ["Tests/Docs/shipping.py: finds no commands in ops/ any more"]
    return [f"{name}: `{text}`: {problem}" for name, text in used if (problem := reference.use_fault(root, text))]


def unit_faults():
    if not shutil.which("systemd-analyze"):
        return []
    text = reference.text_of("ops/palisade.service").replace("/usr/local/bin/palisade", "/bin/true")
    with tempfile.TemporaryDirectory() as directory:
        unit = Path(directory, "palisade.service")
        unit.write_text(text)
        run = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True)
    lines = [line for line in (run.stdout + run.stderr).split("\n") if "palisade" in line]
    return [f"ops/palisade.service: {line}" for line in lines]
