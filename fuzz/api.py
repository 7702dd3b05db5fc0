# SPDX-License-Identifier: Apache-2.0
"""Random valid operations against a running server, as each of its demo identities.

    python3 fuzz/api.py --dev .palisade/dev.json --seconds 60 [--seed 7] [--mutations]

Needs graphql-core (PyPI). Each identity's own schema is read by introspection; operations are made from it, so that
none may fail validation. An answer is a finding when it has a code that a client cannot cause (INTERNAL,
GRAPHQL_VALIDATION_FAILED …), tells of SQL, or does not have the shape that the schema promises: a null under `!`, a
value that is not of its scalar, a key too many or in another order; or when the same query without some of its fields
(`@skip`) has another answer in the others. With --mutations the data are changed at random, and answers not compared.
"""

import argparse
import collections
import json
import random
import re
import sys
import time
import urllib.error
import urllib.request

from graphql import (
    GraphQLEnumType, GraphQLError, GraphQLInputObjectType, GraphQLList, GraphQLNonNull, GraphQLScalarType,
    build_client_schema, get_introspection_query, get_named_type, is_abstract_type, is_leaf_type,
    is_non_null_type, is_object_type, is_required_argument, is_required_input_field, parse, validate)

CLIENTS_FAULTS = {'BAD_USER_INPUT', 'LIMIT_EXCEEDED', 'NOT_FOUND', 'CONFLICT', 'FORBIDDEN', 'TIMEOUT', 'RATE_LIMITED'}
SQL_WORDS = re.compile(r'SQLSTATE|\bSELECT\b|\bpg_|\brelation "|syntax error|/Sources/|\.swift|palisade_|constraint "')
SCALARS = {
    'Int': lambda v: type(v) is int and -2**31 <= v < 2**31,
    'Float': lambda v: type(v) in (int, float),
    'String': lambda v: type(v) is str,
    'ID': lambda v: type(v) is str,
    'Boolean': lambda v: type(v) is bool,
    'DateTime': lambda v: type(v) is str and re.fullmatch(
        r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z', v) is not None,
    'Date': lambda v: type(v) is str and re.fullmatch(r'\d{4}-\d\d-\d\d', v) is not None,
    'Time': lambda v: type(v) is str and re.match(r'\d\d:\d\d:\d\d', v) is not None,
    'UUID': lambda v: type(v) is str and re.fullmatch(r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', v) is not None,
    'BigInt': lambda v: type(v) is str and re.fullmatch(r'-?\d+', v) is not None,
    'Decimal': lambda v: type(v) is str and re.fullmatch(r'-?\d+(\.\d+)?|NaN|-?Infinity', v) is not None,
}
STRINGS = ['', 'a', 'Sam', "o'clock", '%', '_', '\\', '"quoted"', 'é', '日本', '🙂', '\u200b', '$1', '--', 'null', '{}',
           "'; drop table core.users; --", 'x' * 300, '\n', 'Europe/Berlin', 'UTC', 'PT1H', 'a\tb', '(', '[', '*', '&']
# The aliases of fields that the second query of a pair leaves out.
OMITTED = 'omitted'
INCLUDED, SKIPPED = '@include(if: true)', '@skip(if: true)'


class Operations:
    """Makes operations over one schema; remembers ids that answers held, so that look-ups find rows.

    `omission` is the chance that a field below the root is marked as one to leave out.
    """

    def __init__(self, schema, source, ids, omission=0):
        self.schema, self.random, self.ids, self.omission = schema, source, ids, omission

    def operation(self, kind):
        root = self.schema.query_type if kind == 'query' else self.schema.mutation_type
        self.definitions, self.values, self.fields = [], {}, 0
        count = self.random.choice([1, 1, 1, 2, 3])
        selections = [self.field(root, depth=0, alias=f'r{n}') for n in range(count)]
        head = kind + (' Q(' + ', '.join(self.definitions) + ')' if self.definitions else ' Q')
        return head + ' { ' + ' '.join(selections) + ' }', self.values

    def field(self, parent, depth, alias=None, name=None):
        names = [n for n, f in parent.fields.items() if depth < 5 or is_leaf_type(get_named_type(f.type))]
        name = name or self.random.choice(names)
        definition = parent.fields[name]
        self.fields += 1
        is_omitted = depth > 0 and self.random.random() < self.omission
        if is_omitted:
            alias = f'{OMITTED}{self.fields}'
        text = (f'{alias}: ' if alias else '') + name
        arguments = []
        for key, argument in definition.args.items():
            if not is_required_argument(argument) and self.random.random() < 0.55:
                continue
            if key in ('last', 'before') or (key == 'after' and self.random.random() < 0.8):
                if not is_required_argument(argument) and self.random.random() < 0.8:
                    continue
            arguments.append(f'{key}: {self.argument(key, argument.type)}')
        if arguments:
            text += '(' + ', '.join(arguments) + ')'
        if is_omitted:
            text += ' ' + INCLUDED
        type_ = get_named_type(definition.type)
        if is_leaf_type(type_):
            return text
        return text + ' ' + self.selections(type_, depth + 1)

    def selections(self, type_, depth):
        if is_abstract_type(type_):
            members = self.schema.get_possible_types(type_)
            chosen = self.random.sample(members, min(len(members), 2))
            inner = ' '.join(f'... on {m.name} {self.selections(m, depth)}' for m in chosen)
            return '{ __typename ' + inner + ' }'
        leaves = [n for n, f in type_.fields.items() if is_leaf_type(get_named_type(f.type)) and not any(
            is_required_argument(a) for a in f.args.values())]
        picked = self.random.sample(leaves, min(len(leaves), self.random.randint(1, 4)))
        nested = [n for n in type_.fields if n not in leaves]
        if nested and self.fields < 30 and (depth < 4 or not picked):
            picked += self.random.sample(nested, min(len(nested), self.random.choice([1, 1, 2]) if depth < 3 else 1))
        if not picked or self.random.random() < 0.1:
            picked.append('__typename')
        parts = []
        for position, name in enumerate(picked):
            if name == '__typename':
                parts.append(name)
            else:
                parts.append(self.field(type_, depth, alias=f'f{position}' if self.random.random() < 0.3 else None,
                                        name=name))
        # One name with two shapes may not be merged: names that stand alone need no alias.
        return '{ ' + ' '.join(parts) + ' }'

    def argument(self, key, type_):
        value = self.value(type_, key, 0)
        if self.random.random() < 0.6:
            name = f'v{len(self.definitions)}'
            self.definitions.append(f'${name}: {type_}')
            self.values[name] = value
            return f'${name}'
        return literal(value, type_)

    def value(self, type_, key, depth):
        if is_non_null_type(type_):
            return self.value(type_.of_type, key, depth)
        if isinstance(type_, GraphQLList):
            return [self.value(type_.of_type, key, depth + 1) for _ in range(self.random.choice([0, 1, 1, 2, 3]))]
        if isinstance(type_, GraphQLEnumType):
            return self.random.choice(list(type_.values))
        if isinstance(type_, GraphQLInputObjectType):
            return self.object(type_, depth)
        return self.scalar(type_, key)

    def object(self, type_, depth):
        fields = list(type_.fields.items())
        if getattr(type_, 'is_one_of', False) or type_.name.endswith('OrderBy'):
            key, field = self.random.choice([f for f in fields if depth < 4 or is_leaf_type(get_named_type(f[1].type))]
                                            or fields)
            return {key: self.value(field.type, key, depth + 1)}
        chosen = {k: f for k, f in fields if is_required_input_field(f)}
        others = [(k, f) for k, f in fields if k not in chosen and (
            depth < 3 or is_leaf_type(get_named_type(f.type)))]
        for key, field in self.random.sample(others, min(len(others), self.random.choice([0, 1, 1, 2, 3]))):
            chosen[key] = field
        return {k: self.value(f.type, k, depth + 1) for k, f in chosen.items()}

    def scalar(self, type_, key):
        pick = self.random.choice
        if type_.name == 'ID' or type_.name == 'UUID':
            if self.ids and self.random.random() < 0.85:
                return pick(self.ids)
            return pick(['00000000-0000-4000-8000-000000000000', '1', 'x', '']) if type_.name == 'ID' else \
                '00000000-0000-4000-8000-000000000000'
        if type_.name == 'Int':
            return pick([1, 2, 5, 20]) if key in ('first', 'last', 'atMost') else pick([0, 1, 2, 5, 60, -1, 2**31 - 1])
        if type_.name == 'Float':
            return pick([0, 0.5, 1, 50, 99.5, -1.5, 1e300, 1e-300])
        if type_.name == 'Boolean':
            return self.random.random() < 0.6
        if type_.name == 'DateTime':
            return pick(['2026-10-01T00:00:00Z', '2026-11-20T12:30:00.123456+02:00', '0001-01-01T00:00:00Z',
                         '2026-03-29T01:30:00Z', '9999-12-31T23:59:59Z'])
        if type_.name == 'Date':
            return pick(['2026-10-01', '2024-02-29', '0001-01-01', '9999-12-31'])
        if type_.name == 'Time':
            return pick(['12:00:00', '23:59:59.999999'])
        if type_.name == 'BigInt':
            return pick(['0', '1', '-1', '9223372036854775807', '50'])
        if type_.name == 'Decimal':
            return pick(['0', '1.5', '-2.25', '100000000000000000000.01'])
        if type_.name == 'JSON':
            return pick([{}, [], {'a': [1, None, {'b': 'c'}]}, 'text', 1.5, True])
        return pick(STRINGS)


def literal(value, type_):
    """A value as GraphQL writes it; enums are told from strings by their type."""
    if is_non_null_type(type_):
        return literal(value, type_.of_type)
    if isinstance(type_, GraphQLList):
        return '[' + ', '.join(literal(v, type_.of_type) for v in value) + ']'
    if isinstance(type_, GraphQLInputObjectType):
        return '{' + ', '.join(f'{k}: {literal(v, type_.fields[k].type)}' for k, v in value.items()) + '}'
    if isinstance(type_, GraphQLEnumType):
        return value
    return json_literal(value)


def json_literal(value):
    if isinstance(value, dict):
        return '{' + ', '.join(f'{k}: {json_literal(v)}' for k, v in value.items()) + '}'
    if isinstance(value, list):
        return '[' + ', '.join(map(json_literal, value)) + ']'
    return json.dumps(value)


class Shape:
    """Holds an answer against the selections and types that it answers."""

    def __init__(self, schema, ids):
        self.schema, self.ids = schema, ids

    def check(self, data, selection_set, type_, path):
        wanted = self.collect(selection_set, type_, {})
        if list(data) != list(wanted):
            raise Finding(f'{path}: keys {list(data)}, expected {list(wanted)}')
        for key, node in wanted.items():
            name = node.name.value
            if name == '__typename':
                if data[key] != type_.name:
                    raise Finding(f'{path}.{key}: {data[key]!r} is not {type_.name}')
                continue
            self.value(data[key], node, type_.fields[name].type, f'{path}.{key}')

    def collect(self, selection_set, type_, wanted):
        for node in selection_set.selections:
            if node.kind == 'field':
                wanted.setdefault(node.alias.value if node.alias else node.name.value, node)
            elif node.type_condition.name.value == type_.name:
                self.collect(node.selection_set, type_, wanted)
        return wanted

    def value(self, value, node, type_, path):
        if is_non_null_type(type_):
            if value is None:
                raise Finding(f'{path}: null under !')
            return self.value(value, node, type_.of_type, path)
        if value is None:
            return
        if isinstance(type_, GraphQLList):
            if type(value) is not list:
                raise Finding(f'{path}: no list')
            for position, item in enumerate(value):
                self.value(item, node, type_.of_type, f'{path}[{position}]')
        elif isinstance(type_, GraphQLEnumType):
            if value not in type_.values:
                raise Finding(f'{path}: {value!r} is no {type_.name}')
        elif isinstance(type_, GraphQLScalarType):
            if not SCALARS.get(type_.name, lambda _: True)(value):
                raise Finding(f'{path}: {value!r} is no {type_.name}')
            if type_.name in ('ID', 'UUID') and len(self.ids) < 5000:
                self.ids.append(value)
        else:
            if is_abstract_type(type_):
                type_ = self.schema.get_type(value.get('__typename'))
            self.check(value, node.selection_set, type_, path)


def without_omitted(value):
    """The answer as the query without the marked fields should have it. Averages depend on the order of rows."""
    if isinstance(value, dict):
        return {key: without_omitted(inner) for key, inner in value.items() if not key.startswith(OMITTED)}
    if isinstance(value, list):
        return [without_omitted(item) for item in value]
    return float(f'{value:.9g}') if isinstance(value, float) else value


def compare(answer, reduced):
    """A query may fail for a field that the reduced one leaves out; else both agree."""
    if answer.get('errors'):
        return
    if reduced.get('errors'):
        raise Finding(f'with fields left out: {reduced["errors"][0]["message"]}')
    if json.dumps(without_omitted(answer['data'])) != json.dumps(without_omitted(reduced['data'])):
        raise Finding(f'with fields left out, other data: {json.dumps(reduced["data"])[:500]}')


class Finding(Exception):
    pass


def post(url, token, body):
    request = urllib.request.Request(
        url + '/graphql', json.dumps(body).encode(),
        {'Content-Type': 'application/json', 'Accept': 'application/graphql-response+json',
         'Authorization': 'Bearer ' + token})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)


def examine(answer, document, schema, ids, tally):
    for error in answer.get('errors') or []:
        code = (error.get('extensions') or {}).get('code')
        tally[code] += 1
        if code not in CLIENTS_FAULTS:
            raise Finding(f'code {code}: {error["message"]}')
        if SQL_WORDS.search(json.dumps(error)):
            raise Finding(f'tells of the inside: {json.dumps(error)}')
    operation = document.definitions[0]
    if answer.get('data') is None:
        if not answer.get('errors'):
            raise Finding('neither data nor errors')
        return
    tally['data'] += 1
    root = schema.query_type if operation.operation.value == 'query' else schema.mutation_type
    Shape(schema, ids).check(answer['data'], operation.selection_set, root, 'data')


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--dev', default='.palisade/dev.json')
    parser.add_argument('--seconds', type=float, default=60)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--mutations', action='store_true')
    parser.add_argument('--show', type=int, default=20, help='findings to print')
    options = parser.parse_args()
    with open(options.dev) as file:
        dev = json.load(file)
    worlds = []
    for identity in dev['identities']:
        answer = post(dev['url'], identity['token'], {'query': get_introspection_query(input_value_deprecation=True)})
        worlds.append((identity, build_client_schema(answer['data']), []))
    tally, findings, count = collections.Counter(), {}, 0
    end = time.monotonic() + options.seconds
    while time.monotonic() < end:
        count += 1
        source = random.Random(options.seed * 1_000_003 + count)
        identity, schema, ids = source.choice(worlds)
        kind = 'mutation' if options.mutations and schema.mutation_type and source.random() < 0.4 else 'query'
        omission = 0 if options.mutations else source.choice([0, 0.2, 0.5, 0.9])
        query, values = Operations(schema, source, ids, omission).operation(kind)
        document = parse(query)
        if validate(schema, document):
            tally['not valid (a fault of the generator)'] += 1
            continue
        try:
            answer = post(dev['url'], identity['token'], {'query': query, 'variables': values})
            examine(answer, document, schema, ids, tally)
            if INCLUDED in query:
                tally['with fields left out'] += 1
                body = {'query': query.replace(INCLUDED, SKIPPED), 'variables': values}
                compare(answer, post(dev['url'], identity['token'], body))
        except Finding as finding:
            kept = findings.setdefault(re.sub(r"\d+|'[^']*'|f\d+", '#', str(finding))[:90], [])
            kept.append((identity['name'], str(finding), query, json.dumps(values)))
    for kept in list(findings.values())[:options.show]:
        print(f'--- {len(kept)} times, as {kept[0][0]}\n{kept[0][1]}\n{kept[0][2]}\n{kept[0][3]}\n')
    print(f'{count} operations: ' + ', '.join(f'{n} {k}' for k, n in tally.most_common()) +
          f'; {sum(map(len, findings.values()))} findings of {len(findings)} kinds')
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main())
