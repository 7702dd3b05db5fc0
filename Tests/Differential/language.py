# SPDX-License-Identifier: Apache-2.0
"""Compares parsing and printing with graphql-js: errors with their places, what is printed, and printed again.

    python3 Tests/Differential/language.py --answer fuzz/.build/release/answer --count 10000

Exit code 0 if all agree. Needs Node.js, graphql-js 16 and graphql-core (see validation.py).

Set apart: descriptions where only the September 2025 edition has them, and documents that graphql-js prints as
something that it reads otherwise or not at all.
"""

import pathlib
import random
import re
import sys

from graphql import build_schema

from comparison import Comparison, errors
from definitions import SDLGenerator
from documents import DocumentGenerator

TOKENS = ['{', '}', '(', ')', '[', ']', ':', '$', '!', '@', '=', '|', '&', '...', 'a', 'b', 'on', 'query', 'mutation',
          'subscription', 'fragment', 'type', 'extend', 'interface', 'implements', 'union', 'enum', 'input', 'scalar',
          'schema', 'directive', 'repeatable', 'true', 'false', 'null', '"s"', '"""b"""', '1', '-1', '0', '1.5', '1e3',
          '-0', '-0.0', 'FIELD', 'OBJECT', '_', '__x', '#c\n', '\n', '\r\n', '\r', ',', '\ufeff', '\t']
CHARACTERS = list('ab019-+.eE_"\\\n\r\t #,{}[]()!$&|@=:\'%?;<~`^*/') + [
    '\\u', '\\u{', '"""', '\\"""', '\u2028', '\u2029', '\x85', '\xa0', '\x0b', '\x0c', '\x00', '\x01', '\x1f', '\x7f',
    '\x80', '\ufeff', '😀', 'é', '\ufffd', '\uffff', '\\uD83D', '\\uDE00', '\\u{1F600}', '\\u{D83D}', '\\u{110000}',
    '\\u{0}', '\\uD800', '\\n', '\\x', '..', '\r\n']
BLOCK_PARTS = ['  ', '\t', ' ', 'a', 'b', '"', '""', '\\"""', '\\', '\n', '\n', '\r\n', '\r', '\u2028', '\x85', '\u3000',
               '\xa0', 'é', '😀', '\n    ', '\n  ', 'x' * 69, 'x' * 70, 'x' * 71, '\x00', '\x07', '\\n', '\x0b', '#', ',',
               '\ufeff']
TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|[A-Za-z_]\w*|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\.\.|#[^\n]*|\s+|.',
    re.DOTALL)


class TextGenerator:
    """Texts that are hardly GraphQL, and documents with a few tokens changed."""

    def __init__(self, seed):
        self.random = random.Random(f'language {seed}')
        paths = sorted(pathlib.Path(__file__).parent.glob('schemas/*.graphql'))
        self.schemas = [build_schema(path.read_text(encoding='utf-8')) for path in paths]

    def question(self) -> dict:
        task, make = self.random.choice([
            ('document', self.soup), ('value', self.characters), ('document', self.characters), ('value', self.string),
            ('value', self.block), ('value', self.number), ('document', self.strings_in_places),
            *[('document', self.changed_document)] * 6])
        return {'task': task, 'text': make()}

    def some(self, parts, most) -> str:
        return ''.join(self.random.choice(parts) for _ in range(self.random.randint(0, most)))

    def soup(self) -> str:
        return ''.join(self.random.choice(['', ' ']) + self.random.choice(TOKENS)
                       for _ in range(self.random.randint(1, 14)))

    def characters(self) -> str:
        return self.some(CHARACTERS, 10)

    def string(self) -> str:
        return '"' + self.some(CHARACTERS + ['a'] * 40, 8) + self.random.choice(['"', '"', '"', ''])

    def block(self) -> str:
        return '"""' + self.some(BLOCK_PARTS, 9) + self.random.choice(['"""', '"""', '"""', ''])

    def number(self) -> str:
        return self.random.choice('0123456789-') + self.some('0019-+.eE_a"}{ ', 7)

    def strings_in_places(self) -> str:
        string = self.random.choice([self.string, self.block, lambda: '"""' + self.some(BLOCK_PARTS[:16], 9) + '"""'])
        return self.random.choice([
            lambda: f'type A {{ {string()} a({string()} b: String = {string()} c: Int): Int {string()} d: Int }}',
            lambda: f'{string()} enum A {{ {string()} B @c(d: {string()}) }}',
            lambda: f'{{ a(b: {string()}, c: [{string()}, {string()}]) {{ d(e: {{f: {string()}}}) @g(h: {string()}) }} }}',
            lambda: f'query A($b: String = {string()}) {{ c }} {string()} scalar D'])()

    def changed_document(self) -> str:
        if self.random.random() < 0.5:
            faultiness = self.random.choice([0, 0.1])
            text = DocumentGenerator(self.random.choice(self.schemas), self.random.random(), faultiness).document()
        else:
            text = SDLGenerator(self.random.random(), faultiness=self.random.choice([0, 0.1])).document()
        tokens = TOKEN.findall(text)
        for _ in range(self.random.choice([0, 0, 1, 1, 1, 2, 3])):
            self.change(tokens)
        return ''.join(tokens)

    def change(self, tokens: list):
        tokens.append(' ')
        at, other = self.random.randrange(len(tokens)), self.random.randrange(len(tokens))
        odd = self.random.choice([self.string, self.block, self.number, self.characters, self.soup])
        self.random.choice([
            lambda: tokens.pop(at), lambda: tokens.insert(at, self.random.choice(TOKENS)),
            lambda: tokens.insert(at, tokens[other]), lambda: tokens.__setitem__(at, self.random.choice(TOKENS)),
            lambda: tokens.__setitem__(at, tokens[other]), lambda: tokens.__setitem__(at, odd()),
            lambda: tokens.__delitem__(slice(at, None))])()


def is_known(wanted, got) -> bool:
    """Whether graphql-js 16 is known to answer otherwise than the specification has it."""
    if 'errors' in wanted:
        message = wanted['errors'][0]['message']
        half_character = re.search('[\ud800-\udfff]', message)
        return bool(half_character) or 'Unexpected description' in message or re.search(
            r'Expected "\$", found (Block)?String', message) is not None or any(
                'on shorthand queries' in error['message'] for error in got.get('errors', []))
    return 'errors' not in got and wanted.get('again') != wanted['printed']


def main():
    comparison = Comparison(__doc__, count=10_000)
    generator = TextGenerator(comparison.seed)
    questions = [generator.question() for _ in range(comparison.count)]
    for question, (wanted, got) in zip(questions, comparison.ask(questions)):
        parts = ('printed', 'again', 'content')
        same = errors(wanted) == errors(got) and all(wanted.get(part) == got.get(part) for part in parts)
        if not same and is_known(wanted, got):
            comparison.count_case('set apart')
            continue
        comparison.count_case('refused' if 'errors' in wanted else 'parsed and printed')
        if not same:
            comparison.differ(repr(question['text']), wanted, got)
    return comparison.finish()


if __name__ == '__main__':
    sys.exit(main())
