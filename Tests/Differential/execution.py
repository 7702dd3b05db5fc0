# SPDX-License-Identifier: Apache-2.0
"""Compares execution with graphql-js: data with the order of its keys, errors with messages, places and paths.

    python3 Tests/Differential/execution.py --answer fuzz/.build/release/answer --count 5000

Exit code 0 if all agree. Needs Node.js, graphql-js 16 and graphql-core (see validation.py). Half of the operations ask
for introspection. Set apart: `@skip` and `@include` at a subscription's root, which the September 2025 edition forbids,
introspection that nests too deep for graphql-js 16.9 and later, and arrays as in coercion.py.
"""

import json
import random
import sys

from graphql import (
    GraphQLBoolean, GraphQLEnumType, GraphQLInputObjectType, GraphQLList, GraphQLNonNull, GraphQLObjectType,
    GraphQLScalarType, build_schema)

from comparison import Comparison, errors, first_difference
from documents import DocumentGenerator

SDL = '''
type Query implements Node {
  id: ID!  name: String  node(id: ID = "1", kind: Kind): Node  nodes(first: Int = 2, where: Filter): [Node!]!
  any: Any  anys: [Any]  user: User!  users: [User]  matrix: [[Int!]]  strict: [[Int!]!]!  kind: Kind!  flag: Boolean
  ratio: Float  when: Stamp  self: Query!  echo(text: String! = "x", list: [Int], filter: Filter): String
}
type Mutation { set(id: ID!, filter: Filter): User  rename(name: String): String!  query: Query }
type Subscription { changed(id: ID): User  tick: Int! }
interface Node { id: ID! }
interface Named implements Node { id: ID!  name: String }
type User implements Named & Node {
  id: ID!  name: String  friends(first: Int): [User!]  best: User!  kind: Kind  pets: [Pet]  age: Int!  any: Any
}
type Dog implements Named & Node { id: ID!  name: String  barks: Boolean!  owner: User }
type Cat implements Node { id: ID!  name(upper: Boolean! = true): String  lives: Int @deprecated  owner: User! }
union Pet = Dog | Cat
union Any = User | Dog | Cat | Query
enum Kind { A B @deprecated C }
scalar Stamp @specifiedBy(url: "https://example.com/stamp")
input Filter { name: String  kinds: [Kind!]  min: Int = 0  and: [Filter!] }
directive @tag(name: String!) repeatable on
  FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT | QUERY | MUTATION | FRAGMENT_DEFINITION | VARIABLE_DEFINITION
'''
ODD_VALUES = [None, {'__error': 'broken'}, {'__error': {'a': 1}}, [], [1, 'x'], 'text', '1', 1, 1.5, 0, True, {}, -0.0, '',
              {'__typename': 'Nope'}, {'__typename': 'Node'}, {'__typename': 'Mutation'}, {'__typename': 5}, [None],
              {'__args': True}, 12345678901, 'RED', 'A', 1e21, '0x10', ' 12 ']
LEAVES = {'Int': [0, 1, -5, 7.0, '12', True], 'Float': [1, 1.5, -0.25, '2.5', 1e21, 1e-7],
          'String': ['a', 'é"\\\n', '', 5, 1.5, True], 'Boolean': [True, False, 1, 0], 'ID': ['x', '1', 5, 7.0]}


class ConditionalGenerator(DocumentGenerator):
    """With `@skip` and `@include` on many selections, by variables too, and more introspection."""

    def directives(self, location: str, constant=False) -> str:
        text = super().directives(location, constant)
        conditional = location in ('FIELD', 'FRAGMENT_SPREAD', 'INLINE_FRAGMENT') and self.chance(0.15)
        if conditional and '@skip' not in text and '@include' not in text:
            for name in self.random.choice([['skip'], ['include'], ['include', 'skip']]):
                constant = self.random.choice(['true', 'false'])
                condition = constant if self.chance(0.3) else self.value(GraphQLNonNull(GraphQLBoolean), False)
                text += f' @{name}(if: {condition})'
        return text

    def introspection(self) -> str:
        types = self.schema.type_map
        depth = self.random.choice([1, 2, 3, 4])
        if self.chance(0.5):
            return '__schema ' + self.selections(types['__Schema'], depth, False)
        name = self.random.choice([*types, 'Nope'])
        return f'__type(name: "{name}") ' + self.selections(types['__Type'], depth, False)


class IntrospectionGenerator(ConditionalGenerator):
    """Asks for nothing else."""

    def document(self) -> str:
        self.composites = [type_ for type_ in self.schema.type_map.values()
                           if isinstance(type_, GraphQLObjectType) and type_.name[:2] == '__']
        return super().document()

    def overlap(self, first, second) -> bool:
        return first is second

    def operation(self, own_name: str) -> str:
        self.current = own_name
        fields = ' '.join(f'r{n}: {self.introspection()}' for n in range(self.random.choice([1, 1, 2])))
        used = set().union(*(self.uses.get(n, set()) for n in {own_name} | self.reached(own_name)))
        variables = [f'${name}: {type_}' for name, type_ in self.variables.items() if name in used]
        return f'query {own_name}' + (f'({", ".join(variables)})' if variables else '') + f' {{\n {fields}\n }}'


class ValueGenerator:
    """Root values and variables; `faultiness` is the chance of one that its type does not have."""

    def __init__(self, schema, source: random.Random):
        self.schema, self.random = schema, source
        self.faultiness = source.choice([0, 0.02, 0.1])

    def output(self, type_, depth=0):
        if depth and self.random.random() < self.faultiness:
            return self.random.choice(ODD_VALUES)
        if isinstance(type_, GraphQLNonNull):
            type_ = type_.of_type
        elif depth and self.random.random() < 0.1:
            return None
        if isinstance(type_, GraphQLList):
            return [self.output(type_.of_type, depth + 1) for _ in range(self.random.choice([0, 1, 2, 3]))]
        if isinstance(type_, GraphQLEnumType):
            return self.random.choice(list(type_.values))
        if isinstance(type_, GraphQLScalarType):
            return self.random.choice(LEAVES.get(type_.name, ['2020', 1, {'a': [1]}, [1], True]))
        if depth > 7:
            return None
        if not isinstance(type_, GraphQLObjectType):
            type_ = self.random.choice(self.schema.get_possible_types(type_))
        members = {'__typename': type_.name} if self.random.random() < 0.98 else {}
        for name, field in type_.fields.items():
            likely = 0.97 if isinstance(field.type, GraphQLNonNull) else 0.85 if depth < 4 else 0.3
            if self.random.random() < likely:
                members[name] = self.output(field.type, depth + 1)
        if 'echo' in members and self.random.random() < 0.5:
            members['echo'] = {'__args': True}
        return members

    def input(self, type_, depth=0):
        if self.random.random() < self.faultiness:
            return self.random.choice([None, 1, 'x', [], {}, 1.5, True, [1], {'a': 1}])
        if isinstance(type_, GraphQLNonNull):
            type_ = type_.of_type
        elif self.random.random() < 0.1:
            return None
        if isinstance(type_, GraphQLList):
            return [self.input(type_.of_type, depth + 1) for _ in range(self.random.choice([0, 1, 2]))]
        if isinstance(type_, GraphQLEnumType):
            return self.random.choice(list(type_.values))
        if isinstance(type_, GraphQLInputObjectType):
            return {name: self.input(field.type, depth + 1) for name, field in type_.fields.items()
                    if isinstance(field.type, GraphQLNonNull) or self.random.random() < 0.4 and depth < 3}
        return self.random.choice({'Int': [0, 1, -5], 'Float': [1.5], 'Boolean': [True, False], 'ID': ['x', 5]}
                                  .get(type_.name, ['s']))


def question(schema, seed: int) -> dict:
    source = random.Random(f'execution {seed}')
    generator = (ConditionalGenerator, IntrospectionGenerator)[seed % 2](schema, seed, (0, 0, 0.02, 0.06)[seed // 2 % 4])
    text = generator.document()
    if source.random() < 0.1:
        text = text.replace('query Op0', 'query', 1).replace('query {', '{', 1)
    values = ValueGenerator(schema, source)
    variables = {name: values.input(type_) for name, type_ in generator.variables.items() if source.random() < 0.85}
    asked = {'task': 'execute', 'sdl': SDL, 'text': text, 'variables': json.dumps(variables),
             'root': json.dumps(values.output(schema.query_type))}
    if 'Op1' in text and source.random() < 0.95 or source.random() < 0.2:
        asked['operationName'] = source.choice(['Op0', 'Op0', 'Op0', 'Op1', 'Op1', 'Nope', ''])
    return asked


def is_known(got: dict) -> bool:
    messages = [error['message'] for error in got.get('errors', [])]
    return any('must not use `@skip` or `@include` directives' in message
               or message == 'Maximum introspection depth exceeded' for message in messages)


def main():
    comparison = Comparison(__doc__, count=5_000)
    schema = build_schema(SDL)
    questions = [question(schema, comparison.seed * 10_000_000 + n) for n in range(comparison.count)]
    for asked, (wanted, got) in zip(questions, comparison.ask(questions)):
        case = f'{asked["text"]}\n{asked["variables"]} {asked.get("operationName")}'
        if 'response' not in wanted or 'response' not in got:
            same = 'errors' in wanted and errors(wanted) == errors(got)
            comparison.count_case('set apart' if not same and is_known(got) else 'invalid')
            if not same and not is_known(got):
                comparison.differ(case, wanted.get('errors'), got.get('errors'))
            continue
        want, have = json.loads(wanted['response']), json.loads(got['response'])
        difference = first_difference(want.get('data', 'none'), have.get('data', 'none'), 'data')
        if difference:
            comparison.differ(case, 'data', difference)
        elif want.get('errors') == have.get('errors'):
            comparison.count_case('request errors' if 'data' not in want else 'errors' if 'errors' in want else 'data')
        elif any('to be an object.' in error['message'] for error in have.get('errors', [])):
            comparison.count_case('set apart')
        else:
            comparison.differ(case, want.get('errors'), have.get('errors'))
    return comparison.finish()


if __name__ == '__main__':
    sys.exit(main())
