# SPDX-License-Identifier: Apache-2.0
"""Compares the coercion of variables, literals and defaults with graphql-js: values, messages, places and order.

    python3 Tests/Differential/coercion.py --answer fuzz/.build/release/answer --count 10000

Exit code 0 if all agree. Needs Node.js and graphql-js 16.

Set apart: numbers that JavaScript cannot hold, names that are numbers, which it puts first, and arrays, which
graphql-js 16 takes for input objects that have their items as fields.
"""

import json
import random
import re
import sys

from comparison import Comparison, errors, first_difference

SDL = '''
type Query {
  int(a: Int): String  required(a: Int!): String  float(a: Float): String  string(a: String): String
  boolean(a: Boolean): String  id(a: ID): String  color(a: Color): String  any(a: Any): String
  item(a: Item): String  oneItem(a: Item!): String  tree(a: Tree): String  defaulted(a: Item! = {count: 1}): String
  ints(a: [Int]): String  strict(a: [Int!]!): String  nested(a: [[Int]]): String  items(a: [Item!]): String
  ids(a: [ID]): String  colors(a: [Color]): String  floats(a: [Float!]): String
  several(a: Int! = 3, b: String = "x", c: [Color!] = [RED], d: Item): String
}
enum Color { RED GREEN BLUE red }
scalar Any
input Item {
  count: Int!  text: String  ratio: Float = 1.5  flag: Boolean! = true  list: [Int!]  item: Item
  color: Color = GREEN  id: ID  any: Any
}
input Tree { self: Tree  list: [Tree!]  name: String }
'''
TYPES = {
    'int': 'Int', 'required': 'Int!', 'float': 'Float', 'string': 'String', 'boolean': 'Boolean', 'id': 'ID',
    'color': 'Color', 'any': 'Any', 'item': 'Item', 'oneItem': 'Item!', 'tree': 'Tree', 'defaulted': 'Item!',
    'ints': '[Int]', 'strict': '[Int!]!', 'nested': '[[Int]]', 'items': '[Item!]', 'ids': '[ID]', 'colors': '[Color]',
    'floats': '[Float!]'}
SEVERAL = {'a': 'Int!', 'b': 'String', 'c': '[Color!]', 'd': 'Item'}
FIELDS = {
    'Item': {'count': 'Int!', 'text': 'String', 'ratio': 'Float', 'flag': 'Boolean!', 'list': '[Int!]', 'item': 'Item',
             'color': 'Color', 'id': 'ID', 'any': 'Any'},
    'Tree': {'self': 'Tree', 'list': '[Tree!]', 'name': 'String'}}
NUMBERS = ['0', '1', '-1', '-0', '1.0', '1.5', '-1.0', '2147483647', '2147483648', '-2147483648', '-2147483649', '1e3',
           '1E2', '1e400', '-1e400', '1e-400', '0.1', '1e21', '1.7976931348623157e308', '5e-324', '123456789012', '-0.0',
           '1.10', '1e20', '1e-7', '0.000001', '9007199254740993', '12345678901234567890']
STRINGS = ['""', '"a"', '"1"', '"1.0"', '"RED"', '"red"', '"GREE"', '"true"', '"null"', r'"\u0000"', '"é"',
           r'"\ud83d\ude00"', r'"a\"b\\"', r'"x\ny"', '"REDD"', r'"\u007f\u0085\u2028"']
JSON_VALUES = {
    'Int': ['0', '1', '-7', '1.0', '2147483647', '-0', '1e3'],
    'Float': NUMBERS[:11] + ['0.1', '1e21', '1e-7', '5e-324'],
    'String': STRINGS, 'Boolean': ['true', 'false'], 'Color': ['"RED"', '"GREEN"', '"red"'],
    'ID': STRINGS + ['1', '-1', '1.0', '1e3', '-0', '123456789012', '1e20'],
    'Any': ['1', '"a"', 'true', '[1, "b"]', '{"a": {"b": [null]}}', '[]', '{}', '1.5']}
LITERALS = {
    'Int': ['0', '1', '-7', '2147483647', '-0'],
    'Float': ['0', '1.5', '-0.0', '1e3', '1E-7', '123456789012345678901', '0.10', '-1', '1e300'],
    'String': ['""', '"a"', r'"\u00e9\n"', '"""b\n  c"""', '"1"'], 'Boolean': ['true', 'false'],
    'ID': ['"a"', '1', '-5', '"1"', '12345678901234567890', '0'], 'Color': ['RED', 'GREEN', 'red'],
    'Any': ['1', '"a"', 'true', '[1, "b"]', '{a: {b: [null]}}', '[]', '{}', 'X', '1.5']}
BEYOND_JAVASCRIPT = re.compile(r'9007199254740993|12345678901234567890|1e400|"\d+": ')
ARRAY_FOR_OBJECT = re.compile(r'to be an object\.')


class RequestGenerator:
    """Operations with variables and their values; `faultiness` is the chance that a value is any JSON."""

    def __init__(self, seed):
        self.random = random.Random(f'coercion {seed}')
        self.choice = self.random.choice

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def question(self) -> dict:
        self.faultiness = self.choice([0, 0.05, 0.15, 0.4])
        self.variables = []
        fields = ' '.join(f'r{n}: {self.field()}' for n in range(self.random.randint(1, 4)))
        definitions, given = [], []
        for name, type_ in self.variables:
            default = f' = {self.literal(type_, variables=0)}' if self.chance(0.2) else ''
            definitions.append(f'${name}: {type_}{default}')
            if self.chance(0.75):
                given.append(f'"{name}": {self.json(type_)}')
        if self.chance(0.1):
            given.append('"unknown": 1')
        self.random.shuffle(given)
        text = 'query' + (f'({", ".join(definitions)})' if definitions else '') + f' {{\n  {fields}\n}}'
        root = {field: {'__args': True} for field in [*TYPES, 'several']}
        return {'task': 'execute', 'sdl': SDL, 'text': text, 'root': json.dumps(root),
                'variables': '{' + ', '.join(given) + '}'}

    def field(self) -> str:
        field = self.choice([*TYPES, 'several'])
        if field == 'several':
            arguments = [f'{name}: {self.literal(type_, variables=0.5)}' for name, type_ in SEVERAL.items()
                         if self.chance(0.6)]
            return field + (f'({", ".join(arguments)})' if arguments else '')
        return f'{field}(a: {self.literal(TYPES[field], variables=self.choice([0, 0.3, 1]))})'

    def object_fields(self, type_: str, depth: int) -> list:
        chosen = [(name, inner) for name, inner in FIELDS[type_].items()
                  if name == 'count' or self.chance(0.3) and (depth < 3 or inner.strip('[]!') not in FIELDS)]
        if self.chance(0.3):
            self.random.shuffle(chosen)
        return chosen

    def literal(self, type_: str, variables: float, depth=0) -> str:
        if self.chance(variables):
            name = f'v{len(self.variables)}'
            self.variables.append((name, self.choice([type_, type_, type_, type_.rstrip('!')])))
            return f'${name}'
        if type_[-1] != '!' and self.chance(0.08):
            return 'null'
        type_ = type_.rstrip('!')
        # Within a value variables are rarer.
        variables = min(variables, 0.3)
        if type_[0] == '[':
            if self.chance(0.2):
                return self.literal(type_[1:-1], variables, depth)
            items = [self.literal(type_[1:-1], variables, depth + 1) for _ in range(self.choice([0, 1, 2, 3]))]
            return '[' + ', '.join(items) + ']'
        if type_ in FIELDS:
            fields = [f'{name}: {self.literal(inner, variables, depth + 1)}'
                      for name, inner in self.object_fields(type_, depth)]
            return '{' + ', '.join(fields) + '}'
        if type_ == 'Any' and self.chance(variables):
            variable = self.literal('Any', 1, depth)
            return self.choice(['{a: %s}', '[%s, 1]', '[X, %s]']) % variable
        return self.choice(LITERALS[type_])

    def json(self, type_: str, depth=0) -> str:
        if self.chance(self.faultiness):
            return self.any_json(depth)
        if type_[-1] != '!' and self.chance(0.08):
            return 'null'
        type_ = type_.rstrip('!')
        if type_[0] == '[':
            if self.chance(0.2):
                return self.json(type_[1:-1], depth)
            items = [self.json(type_[1:-1], depth + 1) for _ in range(self.choice([0, 1, 2, 3]))]
            return '[' + ', '.join(items) + ']'
        if type_ not in FIELDS:
            return self.choice(JSON_VALUES[type_])
        fields = [(name, self.json(inner, depth + 1)) for name, inner in self.object_fields(type_, depth)
                  if not self.chance(self.faultiness)]
        if self.chance(self.faultiness):
            name = self.choice(['counts', 'tex', 'zzz', 'na', 'selff'])
            fields.insert(self.random.randint(0, len(fields)), (name, '1'))
        return '{' + ', '.join(f'"{name}": {value}' for name, value in fields) + '}'

    def any_json(self, depth: int) -> str:
        kind = self.random.random()
        if kind < 0.35:
            return self.choice(NUMBERS)
        if kind < 0.6:
            return self.choice(STRINGS)
        if kind < 0.75:
            return self.choice(['true', 'false', 'null'])
        if kind < 0.87 or depth > 3:
            sizes = [0, 1, 2, 3, 11, 12] if depth < 1 else [0, 1, 2, 3] if depth < 4 else [0]
            return '[' + ', '.join(self.any_json(depth + 1) for _ in range(self.choice(sizes))) + ']'
        names = self.random.sample(['count', 'text', 'a', 'tex', 'list', 'item', 'x y', '1'], self.random.randint(0, 3))
        return '{' + ', '.join(f'{json.dumps(name)}: {self.any_json(depth + 1)}' for name in names) + '}'


def main():
    comparison = Comparison(__doc__, count=10_000)
    generator = RequestGenerator(comparison.seed)
    questions = [generator.question() for _ in range(comparison.count)]
    for question, (wanted, got) in zip(questions, comparison.ask(questions)):
        case = question['text'] + '\n' + question['variables']
        if 'response' not in wanted or 'response' not in got:
            comparison.count_case('invalid')
            if 'errors' not in wanted or errors(wanted) != errors(got):
                comparison.differ(case, wanted, got)
            continue
        want, have = json.loads(wanted['response']), json.loads(got['response'])
        kind = 'coerced' if 'errors' not in want else 'refused' if 'data' not in want else 'with errors'
        # The arguments are strings of JSON, in which a number may be written in several ways.
        values = [{key: value and json.loads(value) for key, value in (response.get('data') or {}).items()}
                  for response in (want, have)]
        if want.get('errors') == have.get('errors') and not first_difference(*values):
            comparison.count_case(kind)
        elif BEYOND_JAVASCRIPT.search(question['variables']) or ARRAY_FOR_OBJECT.search(got['response']):
            comparison.count_case('set apart')
        else:
            comparison.differ(case, want, have)
    return comparison.finish()


if __name__ == '__main__':
    sys.exit(main())
