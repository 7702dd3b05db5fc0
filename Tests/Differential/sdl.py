# SPDX-License-Identifier: Apache-2.0
"""Compares schemas with graphql-js: verdicts, messages and places, printing, introspection, a client's reading of it.

    python3 Tests/Differential/sdl.py --answer fuzz/.build/release/answer --count 5000

Exit code 0 if all agree. Needs Node.js and graphql-js 16.

Set apart, as graphql-js 16 is known to differ: what it breaks off for (defaults that are none, where a type is no
input type, or that complete themselves), the rules that only the September 2025 edition has, and the location of a
directive in an extension of an input object, which it calls ARGUMENT_DEFINITION. Of a default value that is none and of
a built-in directive's argument that is none it says less: with them, its errors need only be among ours.
"""

import json
import re
import sys

from comparison import Comparison, errors, first_difference
from definitions import SDLGenerator

EDITION = {'DistinctRootTypes', 'DirectiveCycles', 'DeprecatedImplementations'}
DEFAULTS = {'DefaultValues', 'DefaultValueCycles'}
MISCALLED = re.compile(r'may not be used on (ARGUMENT|INPUT_FIELD)_DEFINITION\.$')


def verdict(sdl: str, wanted: dict, got: dict) -> str:
    """How the answers about a schema agree."""
    if 'brokenOff' in wanted:
        return 'set apart: graphql-js breaks off'
    rules = {error.get('rule') for error in got.get('errors', [])}
    want, have = errors(wanted), errors(got)
    if want == have:
        return 'refused alike' if want else 'accepted alike'
    if not want and have and rules <= EDITION | DEFAULTS:
        return 'set apart: rules of the edition'
    if 'extend input' in sdl and any(MISCALLED.search(message) for message, _ in want + have):
        others = [[error for error in found if not MISCALLED.search(error[0])] for found in (want, have)]
        return 'different' if others[0] and others[0] != others[1] else 'set apart: extensions of input objects'
    if want == errors(got, without=DEFAULTS):
        return 'refused alike, but for default values'
    # It drops what it cannot read: an argument without its default is required, and may then break other rules.
    if want and rules & (DEFAULTS | {'BuiltInDirectiveValues'}):
        return 'set apart: values that are none'
    return 'different'


def introspection(answer: dict):
    """The result, without what the versions' queries differ in."""
    # Below the last type that it asks for, a query has no member `ofType`.
    schema = json.loads(answer['introspection'], object_hook=without_null_type)['data']['__schema']
    for root in ('queryType', 'mutationType', 'subscriptionType'):
        schema[root] = (schema[root] or {}).get('name')
    for type_ in schema['types']:
        type_.pop('isOneOf', None)
    # The order of the members is that of the query.
    return json.loads(json.dumps(schema, sort_keys=True))


def without_null_type(value: dict) -> dict:
    return {key: member for key, member in value.items() if key != 'ofType' or member is not None}


def main():
    comparison = Comparison(__doc__, count=5_000)
    texts = [SDLGenerator(f'{comparison.seed} {n}', (0, 0, 0.02, 0.06, 0.2)[n % 5]).document()
             for n in range(comparison.count)]
    pairs = comparison.ask([{'task': 'schema', 'sdl': text} for text in texts])
    readings = comparison.ask_reference(
        [{'task': 'client', 'text': got.get('introspection', '{}')} for _, got in pairs])
    for text, (wanted, got), client in zip(texts, pairs, readings):
        kind = verdict(text, wanted, got)
        if kind == 'different':
            comparison.differ(text, wanted.get('errors'), got.get('errors'))
            continue
        comparison.count_case(kind)
        if kind != 'accepted alike':
            continue
        for part in ('printed', 'again'):
            if wanted.get(part) != got.get(part):
                comparison.differ(text, wanted.get(part), got.get(part))
        difference = first_difference(introspection(wanted), introspection(got))
        if difference:
            comparison.differ(text, 'introspection', difference)
        if client.get('client') != wanted['client']:
            comparison.differ(text, wanted['client'], client)
    return comparison.finish()


if __name__ == '__main__':
    sys.exit(main())
