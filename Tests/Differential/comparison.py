# SPDX-License-Identifier: Apache-2.0
"""The two programs that are asked the same questions, and the tally of how their answers agree."""

import argparse
import collections
import json
import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).parent
# Where Debian's package node-graphql puts its library.
DEBIAN_LIBRARIES = '/usr/share/nodejs'


class Comparison:
    """Asks graphql-js and Palisade, counts, and shows the first answers that differ."""

    def __init__(self, description: str, count: int):
        parser = argparse.ArgumentParser(description=description.splitlines()[0])
        parser.add_argument('--answer', required=True, help="the program of fuzz/Sources/answer")
        parser.add_argument('--count', type=int, default=count, help='cases')
        parser.add_argument('--seed', type=int, default=1)
        parser.add_argument('--show', type=int, default=3, help='differences to print')
        self.options = parser.parse_args()
        self.count, self.seed = self.options.count, self.options.seed
        self.tally = collections.Counter()

    def ask(self, questions: list) -> list:
        """For each question what graphql-js answers and what Palisade does."""
        return list(zip(self.ask_reference(questions), answers([self.options.answer], questions)))

    def ask_reference(self, questions: list) -> list:
        return answers(['node', str(HERE / 'graphqljs.js')], questions)

    def count_case(self, kind: str):
        self.tally[kind] += 1

    def differ(self, case: str, wanted, got):
        self.tally['different'] += 1
        if self.tally['different'] <= self.options.show:
            print(f'--- {case}\n  graphql-js: {wanted}\n  palisade:   {got}')

    def finish(self) -> int:
        print(dict(self.tally))
        return 1 if self.tally['different'] else 0


def answers(command: list, questions: list) -> list:
    environment = dict(os.environ)
    environment['NODE_PATH'] = environment.get('NODE_PATH', '') + ':' + DEBIAN_LIBRARIES
    lines = ''.join(json.dumps(question) + '\n' for question in questions)
    result = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, env=environment, check=True)
    found = [json.loads(line) for line in result.stdout.split(b'\n') if line]
    assert len(found) == len(questions), f'{command[0]}: {len(found)} answers to {len(questions)} questions'
    return found


def errors(answer: dict, without=()) -> list:
    """The messages and places of an answer's errors, without those of some rules."""
    return [(error['message'], error['locations']) for error in answer.get('errors', [])
            if error.get('rule') not in without]


def first_difference(one, other, path='') -> str:
    """Where two JSON values differ, the order of keys included; an empty text if they do not."""
    if isinstance(one, dict) and isinstance(other, dict):
        if list(one) != list(other):
            return f'{path}: {list(one)} and {list(other)}'
        pairs = [(one[key], other[key], f'{path}.{key}') for key in one]
    elif isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            return f'{path}: {len(one)} and {len(other)} items'
        pairs = [(a, b, f'{path}[{index}]') for index, (a, b) in enumerate(zip(one, other))]
    else:
        same = one == other and isinstance(one, bool) == isinstance(other, bool)
        return '' if same else f'{path}: {one!r} and {other!r}'
    return next(filter(None, (first_difference(*pair) for pair in pairs)), '')
