# SPDX-License-Identifier: Apache-2.0
"""Compares `palisade validate` with graphql-core on random documents: verdicts, messages, locations and order.

    python3 Tests/Differential/validation.py --bin .build/release/palisade --count 5000 Tests/Differential/schemas/*.graphql

Exit code 0 if all agree. Needs graphql-core (PyPI) of the 3.2 series, which is no part of the product.

graphql-core differs from graphql-js 16.11 and from the specification in known ways, which are set apart: it has one
report fewer for nullable variables in OneOf input objects; it breaks off where such a variable is not defined, where
a variable decides `@skip` or `@include` on a subscription's root, and where fragments that spread themselves overlap;
and it lets these directives stand there, which the September 2025 edition forbids.
"""

import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from graphql import GraphQLError, build_schema, parse, validate

from documents import DocumentGenerator

EXTRA = 'but must be non-nullable to be used for OneOf Input Object'
FORBIDDEN = 'must not use `@skip` or `@include` directives in the top level selection.'


def expected(schema, text):
    """graphql-core's errors, or None where it breaks off."""
    try:
        document = parse(text)
    except GraphQLError as error:
        return [plain(error.message, error.locations)]
    try:
        errors = validate(schema, document)
    except (KeyError, GraphQLError, RecursionError):
        return None
    return [plain(error.message, error.locations) for error in errors]


def plain(message, locations):
    # graphql-core quotes with apostrophes and writes directive locations as words.
    subject, used_on, location = message.partition(' may not be used on ')
    message = subject + used_on + location.upper().replace(' ', '_')
    return message.replace("'", '"'), tuple((place.line, place.column) for place in locations or [])


def run(binary, schema_path, directory, name, text):
    path = os.path.join(directory, name)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    result = subprocess.run(
        [binary, 'validate', '--schema', schema_path, '--format', 'json', path], capture_output=True, timeout=60)
    os.unlink(path)
    return json.loads(result.stdout)


def actual(errors):
    return [(e['message'].replace("'", '"'), tuple((p['line'], p['column']) for p in e['locations'])) for e in errors]


def agree(want, got):
    if want is None or any(FORBIDDEN in message for message, _ in got):
        return None
    return want == [error for error in got if EXTRA not in error[0]]


def main(judge=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--bin', required=True)
    parser.add_argument('--count', type=int, default=5000, help='documents over all schemas')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--show', type=int, default=3, help='differences to print')
    parser.add_argument('schemas', nargs='+')
    options = parser.parse_args()
    tally, kinds = collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory() as directory, ThreadPoolExecutor(2) as pool:
        for position, path in enumerate(options.schemas):
            with open(path, encoding='utf-8') as file:
                sdl = file.read()
            schema = build_schema(sdl)
            count = (options.count + len(options.schemas) - 1) // len(options.schemas)
            seeds = [options.seed * 10_000_000 + position * 1_000_000 + n for n in range(count)]
            texts = [DocumentGenerator(schema, seed, (0, 0.02, 0.06, 0.2)[seed % 4]).document() for seed in seeds]
            if judge:
                found = judge(options.bin, sdl, texts)
            else:
                found = pool.map(
                    lambda item: run(options.bin, path, directory, f'{item[0]}.graphql', item[1]), zip(seeds, texts))
            for seed, text, errors in zip(seeds, texts, found):
                want, got = expected(schema, text), actual(errors)
                verdict = agree(want, got)
                tally['valid' if not got else 'invalid'] += 1
                tally[{True: 'equal', False: 'different', None: 'set apart'}[verdict]] += 1
                kinds.update({e.get('rule', 'other') for e in errors})
                if verdict is False and bool(want) != bool(got):
                    tally['verdict differs'] += 1
                if verdict is False and tally['different'] <= options.show:
                    print(f'--- seed {seed} of {path}\n{text}')
                    for error in want:
                        if error not in got:
                            print('  only graphql-core:', error)
                    for error in got:
                        if error not in want:
                            print('  only palisade:    ', error)
                    if sorted(want) == sorted(got):
                        print('  the order differs')
    print(dict(tally))
    print('documents per rule:', dict(kinds.most_common()))
    return 1 if tally['different'] else 0


if __name__ == '__main__':
    sys.exit(main())
