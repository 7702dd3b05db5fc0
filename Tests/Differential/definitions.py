# SPDX-License-Identifier: Apache-2.0
"""Random SDL: every kind of definition and extension, mostly right, with every kind of fault that a rule can find."""

import random

BUILT_IN = ['Int', 'Float', 'String', 'Boolean', 'ID']
LOCATIONS = ['SCHEMA', 'SCALAR', 'OBJECT', 'FIELD_DEFINITION', 'ARGUMENT_DEFINITION', 'INTERFACE', 'UNION', 'ENUM',
             'ENUM_VALUE', 'INPUT_OBJECT', 'INPUT_FIELD_DEFINITION', 'QUERY', 'MUTATION', 'SUBSCRIPTION', 'FIELD',
             'FRAGMENT_DEFINITION', 'FRAGMENT_SPREAD', 'INLINE_FRAGMENT', 'VARIABLE_DEFINITION']
DESCRIPTIONS = [
    '"one line"', '"""block"""', '"""\n  two\n    lines\n  """', r'"with \"quotes\" and \\"', '""', '"""  lead"""',
    '"' + 'x' * 69 + '"', '"' + 'x' * 70 + '"', '"' + 'x' * 71 + '"', '"""ends in quotes\\""""""', r'"\n"', '" "',
    r'"a\nb"', r'" a\n b"', r'"tail\\"', r'"q\""', r'"\u0007bell"', r'"é\u2028\uD83D\uDE00"', '"""tq \\""" in"""',
    r'"\tx"', r'"a\r\nb"', r'"x\n"', r'"\n x\ny"']
SCALAR_VALUES = {
    'Int': ['0', '-0', '1', '-5', '2147483647'],
    'Float': ['1', '0.5', '-2e1', '1.50', '1e21', '1e-7', '123456789012345680000', '-0.0', '1E3', '3.0'],
    'Boolean': ['true', 'false'],
    'ID': ['"1"', '7', '"01"', '"-0"', '"a"', '-7', '"-5"', '12345678901234567890', '"12345678901234567890"'],
    'String': ['"s"', '""', r'"\n\u00e9\""', '"""blk"""', '"""\n  two\n    lines\n"""', r'"x\u2028y"', r'"\u0007\u007f"']}
ODDITIES = [
    '{ a }', 'query Q { a @nope }', 'fragment F on Nope { a }', 'type Boolean { a: Int }', 'extend scalar Int @nope',
    'extend type __Type { a: Int }', 'type __Mine { a: Int }', 'input Rec { r: Rec! }',
    'input A1 { b: B1! } input B1 { a: A1! c: A1! }', 'interface I3 implements I3 { a: Int }',
    'interface I1 implements I2 { a: Int } interface I2 implements I1 { a: Int }', 'extend enum Nope { A }',
    'extend input Query { a: Int }', 'extend union Nope = Query', 'extend scalar Nope @nope',
    'extend interface Query { a: Int }', 'directive @dd(a: Int, a: Int) on FIELD',
    'directive @dd on FIELD directive @dd on FIELD', 'directive @bad on NOPE', 'union Empty', 'enum E9', 'input I9',
    'type T9', 'interface F9', 'scalar Query', 'enum Bad { true }', 'type T8 implements Query { a: Int }',
    'type T7 { a(x: Query): Int }', 'type T6 { a(x: Int! @deprecated): Int }', 'input I8 { a: Int! @deprecated }',
    'directive @d8(x: Int! @deprecated) on FIELD', 'type T5 { a: Int a: Int b(c: Int c: Int): Int }',
    'extend type Query @skip(if: true)', 'subscription S { a(b: 1, b: 2) @skip }',
    'schema { query: Query query: Query }', 'query ($a: Nope) { a }', 'type T3 implements Nope & Nope { a: Int }']
BUILT_IN_AGAIN = [
    'scalar String', 'scalar Int @specifiedBy(url: "x")', '"my own" scalar ID',
    'directive @specifiedBy(url: String!) on SCALAR',
    'directive @skip(if: Boolean!) on FIELD', '"own" directive @include(if: Boolean!) repeatable on FIELD | INLINE_FRAGMENT',
    'directive @deprecated(reason: String = "No longer supported") on FIELD_DEFINITION | ENUM_VALUE | '
    'ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION']


class SDLGenerator:
    """Makes one document; `faultiness` is the chance of a fault at each place that could have one."""

    def __init__(self, seed, faultiness: float):
        self.random = random.Random(f'definitions {seed}')
        self.choice = self.random.choice
        self.faultiness = faultiness
        self.interfaces_of, self.fields_of = {}, {}

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def fault(self, weight: float = 1) -> bool:
        return self.random.random() < self.faultiness * weight

    def names(self, kind: str) -> list:
        return [f'{kind}{position}' for position in range(self.choice([0, 1, 2, 2, 3]))]

    def document(self) -> str:
        self.scalars, self.unions, self.interfaces = self.names('Sc'), self.names('Un'), self.names('If')
        self.enums = {name: [f'V{n}' for n in range(self.random.randint(1, 3))] for name in self.names('En')}
        self.objects = ['Query'] + self.names('Ob')
        self.objects += [name for name in ('Mutation', 'Subscription') if self.chance(0.3)]
        # Fields first, defaults later: a default value needs to know all types.
        self.inputs = {}
        for name in self.names('In'):
            self.inputs[name] = {f'f{n}': [self.input_type(), None] for n in range(self.random.randint(1, 4))}
        for field in [field for fields in self.inputs.values() for field in fields.values()]:
            if self.chance(0.15):
                field[1] = self.value(field[0])
        self.directives = {}
        for name in self.names('d'):
            self.directives[name] = {
                'arguments': {f'a{n}': self.argument() for n in range(self.choice([0, 0, 1, 2]))},
                'repeatable': self.chance(0.3), 'locations': self.random.sample(LOCATIONS, self.random.randint(1, 8))}
        for position, name in enumerate(self.interfaces):
            self.plan(name, [parent for parent in self.interfaces[:position] if self.chance(0.4)])
        for name in self.objects:
            self.plan(name, [parent for parent in self.interfaces if self.chance(0.35)])

        definitions = [self.described(f'scalar {name}' + self.specified_by() + self.applied('SCALAR'))
                       for name in self.scalars]
        definitions += [part for name in self.enums for part in self.enum(name)]
        for name, fields in self.inputs.items():
            entries = [lambda n=n, f=f: self.input_value(n, f, 'INPUT_FIELD_DEFINITION') for n, f in fields.items()]
            definitions += self.split('input', name, '', entries, 'INPUT_OBJECT')
        definitions += [part for name in self.interfaces for part in self.composite('interface', name, 'INTERFACE')]
        definitions += [part for name in self.objects for part in self.composite('type', name, 'OBJECT')]
        definitions += [part for name in self.unions for part in self.union(name)]
        definitions += [self.directive(name) for name in self.directives]
        definitions += self.schema()
        if self.chance(0.1):
            definitions.append(self.choice(BUILT_IN_AGAIN))
        if self.fault(2):
            definitions.append(self.choice(ODDITIES))
        if self.chance(0.5):
            self.random.shuffle(definitions)
        return ''.join(definition + self.choice(['\n', '\n\n', ' ', '\n  ']) for definition in definitions)

    # Types

    def input_type(self) -> str:
        name = self.choice(BUILT_IN + self.scalars + list(self.enums) + list(self.inputs) * 2)
        if self.fault(0.4):
            name = self.choice(self.objects + self.unions + self.interfaces + ['Nope', 'Strin'])
        return self.wrapped(name)

    def output_type(self) -> str:
        name = self.choice(
            BUILT_IN + self.scalars + list(self.enums) + self.objects + self.interfaces + self.unions)
        if self.fault(0.4):
            name = self.choice(list(self.inputs) + ['Nope', 'Quer'])
        return self.wrapped(name)

    def wrapped(self, name: str) -> str:
        for _ in range(3):
            if self.chance(0.3):
                name += '!'
            if not self.chance(0.25):
                return name
            name = f'[{name}]'
        return name

    def argument(self) -> list:
        type_ = self.input_type()
        return [type_, self.value(type_) if self.chance(0.3) else None]

    # Values

    def value(self, type_: str, depth=0) -> str:
        if self.fault(0.6):
            return self.choice(['1', '"x"', 'null', '[1]', '{a: 1}', 'V9', 'true', '1.5', '99999999999', '{}'])
        if type_[-1] != '!' and self.chance(0.1):
            return 'null'
        type_ = type_.rstrip('!')
        if type_[0] == '[':
            if self.chance(0.2) and type_[1] != '[':
                return self.value(type_[1:-1], depth)
            return '[' + ', '.join(self.value(type_[1:-1], depth) for _ in range(self.choice([0, 1, 2]))) + ']'
        if type_ in self.enums:
            return self.choice(self.enums[type_])
        if type_ in self.inputs:
            return self.input_object(self.inputs[type_], depth)
        # What graphql-js makes of other literals of custom scalars is its own.
        return self.choice(SCALAR_VALUES.get(type_, ['1', '"c"', 'ANY', 'true']))

    def input_object(self, fields: dict, depth: int) -> str:
        if depth > 4:
            return '{}'
        names = [name for name, (type_, default) in fields.items()
                 if (type_[-1] == '!' and default is None) or self.chance(0.3 * (depth < 2))]
        if self.chance(0.3):
            self.random.shuffle(names)
        return '{' + ', '.join(f'{name}: {self.value(fields[name][0], depth + 1)}' for name in names) + '}'

    # Parts of definitions

    def described(self, text: str, weight=1.0) -> str:
        return self.choice(DESCRIPTIONS) + self.choice([' ', '\n']) + text if self.chance(0.25 * weight) else text

    def deprecated(self, weight=1.0) -> str:
        if not self.chance(0.12 * weight):
            return ''
        if self.fault(3):
            return self.choice([' @deprecated(reason: null)', ' @deprecated(reason: 1)', ' @deprecated(reasn: "x")',
                                ' @deprecated @deprecated'])
        return self.choice([' @deprecated', r' @deprecated(reason: "r \"q\"")', ' @deprecated(reason: """blk\n  x""")',
                            ' @deprecated(reason: "No longer supported")', ' @deprecated(reason: "")'])

    def specified_by(self) -> str:
        if not self.chance(0.3):
            return ''
        if self.fault():
            return self.choice([' @specifiedBy', ' @specifiedBy(url: null)', ' @specifiedBy(url: 1)',
                                ' @specifiedBy(ur: "x")', ' @specifiedBy(url: "a") @specifiedBy(url: "b")'])
        return r' @specifiedBy(url: "https://x.y/\"z")'

    def applied(self, location: str) -> str:
        text = ''
        while self.chance(0.1):
            usable = [name for name, it in self.directives.items() if location in it['locations'] or self.fault(2)]
            usable = [name for name in usable if f'@{name}' not in text or self.directives[name]['repeatable']
                      or self.fault(3)]
            if not usable:
                break
            name = self.choice(usable)
            text += f' @{name}' + self.given_arguments(self.directives[name]['arguments'])
        if self.fault(0.3):
            text += self.choice([' @nope', ' @skip(if: true)', ' @deprecated', ' @nope(a: 1)', ' @specifiedBy(url: "x")'])
        return text

    def given_arguments(self, arguments: dict) -> str:
        given = [f'{name}: {self.value(type_)}' for name, (type_, default) in arguments.items()
                 if (type_[-1] == '!' and default is None and not self.fault()) or self.chance(0.4)]
        if self.fault(0.5):
            given.append(self.choice(['zz: 1', 'a: 2', 'a00: 1']))
        if given and self.fault(0.5):
            given.append(self.choice(given))
        return f'({", ".join(given)})' if given else ''

    def input_value(self, name: str, definition: list, location: str) -> str:
        type_, default = definition
        text = f'{name}: {type_}' + (f' = {default}' if default is not None else '')
        if not (type_[-1] == '!' and default is None) or self.fault(2):
            text += self.deprecated()
        return self.described(text + self.applied(location))

    def arguments(self, definitions: dict) -> str:
        parts = [self.input_value(name, it, 'ARGUMENT_DEFINITION') for name, it in definitions.items()]
        if parts and self.fault(0.4):
            parts.append(self.choice(parts))
        return '(' + self.choice([', ', ' ', '\n']).join(parts) + ')' if parts else ''

    def block(self, entries: list) -> str:
        inner = self.choice([' ', '\n  ', ', ']).join(entries)
        return f' {{{self.choice([" ", chr(10) + "  "])}{inner}{self.choice([" ", chr(10)])}}}' if entries else ''

    def split(self, keyword: str, name: str, interfaces: str, entries: list, location: str) -> list:
        """A definition, and now and then an extension that has the rest of its entries."""
        if entries and self.fault(0.4):
            entries = entries + [self.choice(entries)]
        cut = self.random.randint(1, len(entries) - 1) if len(entries) > 1 and self.chance(0.2) else len(entries)
        head = f'{keyword} {"__" if self.fault(0.1) else ""}{name}{interfaces}'
        parts = [self.described(head + self.applied(location) + self.block([make() for make in entries[:cut]]))]
        if cut < len(entries):
            other_keyword = self.choice(['type', 'interface', 'input', 'enum']) if self.fault(0.7) else keyword
            other_name = self.choice(['Nope', name + 'x', 'Quer']) if self.fault(0.7) else name
            parts.append(f'extend {other_keyword} {other_name}' + self.applied(location)
                         + self.block([make() for make in entries[cut:]]))
        if self.fault(0.2):
            parts.append(self.choice(parts))
        return parts

    # Definitions

    def plan(self, name: str, parents: list):
        """What a type implements, and its fields: those of its interfaces, some made narrower, and own ones."""
        interfaces = []
        for parent in parents:
            for interface in [parent] + self.interfaces_of[parent]:
                if interface not in interfaces and not (interface != parent and self.fault(0.5)):
                    interfaces.append(interface)
        if self.fault(0.3):
            interfaces.append(self.choice(self.interfaces + self.objects + self.unions + ['Nope', name]))
        fields = {}
        for interface in interfaces:
            for field, (type_, arguments) in self.fields_of.get(interface, {}).items():
                if not self.fault(0.5) and (field not in fields or self.fault()):
                    fields[field] = self.implementation(type_, arguments)
        for position in range(self.random.randint(0 if fields else 1, 3)):
            arguments = {f'a{n}': self.argument() for n in range(self.choice([0, 0, 0, 1, 2]))}
            fields[f'{name.lower()}_{position}'] = (self.output_type(), arguments)
        self.interfaces_of[name] = interfaces
        self.fields_of[name] = {} if self.fault(0.3) else fields

    def implementation(self, type_: str, arguments: dict) -> tuple:
        if type_[-1] != '!' and self.chance(0.2):
            type_ += '!'
        named = type_.strip('[]!')
        narrower = [name for name, interfaces in self.interfaces_of.items() if named in interfaces]
        if narrower and self.chance(0.2):
            type_ = type_.replace(named, self.choice(narrower))
        if self.fault(0.7):
            type_ = self.output_type()
        arguments = {name: list(argument) for name, argument in arguments.items()}
        if arguments and self.fault(0.7):
            arguments[self.choice(list(arguments))] = self.argument()
        if arguments and self.fault(0.5):
            del arguments[self.choice(list(arguments))]
        if self.chance(0.15):
            extra = self.argument()
            if extra[1] is None and not self.fault(3):
                extra[0] = extra[0].rstrip('!')
            arguments[f'extra{self.random.randint(0, 1)}'] = extra
        return type_, arguments

    def composite(self, keyword: str, name: str, location: str) -> list:
        interfaces = self.interfaces_of[name]
        implements = ' implements ' + self.choice(['', '& ']) + ' & '.join(interfaces) if interfaces else ''
        # A field is deprecated only if the interface's is: the edition's rule, which graphql-js does not have.
        weight = 0 if interfaces and not self.fault(2) else 1

        def field(name, type_, arguments):
            text = ('__' if self.fault(0.15) else '') + name + self.arguments(arguments) + f': {type_}'
            return self.described(text + self.deprecated(weight) + self.applied('FIELD_DEFINITION'))

        entries = [lambda name=name, it=it: field(name, *it) for name, it in self.fields_of[name].items()]
        parts = self.split(keyword, name, implements, entries, location)
        if self.interfaces and self.fault(0.3):
            parts.append(f'extend {keyword} {name} implements {self.choice(self.interfaces)}')
        return parts

    def union(self, name: str) -> list:
        members = self.random.sample(self.objects, self.random.randint(1, min(3, len(self.objects))))
        if self.fault():
            members.append(self.choice(members + self.interfaces + list(self.enums) + BUILT_IN + ['Nope']))
        if self.fault(0.5):
            members = []
        text = f'union {name}' + self.applied('UNION')
        parts = [self.described(text + (' = ' + self.choice(['', '| ']) + ' | '.join(members) if members else ''))]
        added = self.choice(self.objects)
        if self.chance(0.15) and (added not in members or self.fault()):
            parts.append(f'extend union {name}' + self.applied('UNION') + f' = {added}')
        return parts

    def enum(self, name: str) -> list:
        values = self.enums[name] + (['__V'] if self.fault(0.2) else [])
        entries = [lambda value=value: self.described(value + self.deprecated() + self.applied('ENUM_VALUE'))
                   for value in values]
        return self.split('enum', name, '', [] if self.fault(0.2) else entries, 'ENUM')

    def directive(self, name: str) -> str:
        it = self.directives[name]
        locations = it['locations'] + ([self.choice(it['locations'])] if self.fault(0.4) else [])
        text = f'directive @{"__" if self.fault(0.1) else ""}{name}' + self.arguments(it['arguments'])
        text += (' repeatable' if it['repeatable'] else '') + ' on ' + self.choice(['', '| '])
        return self.described(text + ' | '.join(locations))

    def schema(self) -> list:
        operations = ['query: ' + (self.choice(self.objects) if self.chance(0.1) else 'Query')]
        operations += [f'{name.lower()}: {name}' for name in ('Mutation', 'Subscription') if name in self.objects]
        if self.fault(0.5):
            types = self.objects + list(self.inputs) + self.interfaces + ['Nope']
            operations.append(self.choice(['query: ', 'mutation: ', 'subscription: ']) + self.choice(types))
        if self.fault(0.3):
            return ['extend schema' + self.choice([' { query: Query }', ' @nope', ' { subscription: Nope }'])]
        if not self.chance(0.3):
            return []
        self.random.shuffle(operations)
        text = 'schema' + self.applied('SCHEMA') + ' { ' + ' '.join(operations) + ' }'
        parts = [self.described(text)]
        if self.fault(0.5):
            parts.append(self.choice([text, 'schema { query: Query }']))
        if self.fault(0.7):
            parts.append(f'extend schema {{ mutation: {self.choice(self.objects)} }}')
        return parts
