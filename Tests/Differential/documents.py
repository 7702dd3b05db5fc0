# SPDX-License-Identifier: Apache-2.0
"""Random executable documents over a schema: mostly right, with every kind of fault that a rule can find."""

import random

from graphql import (
    GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLList, GraphQLNonNull, GraphQLObjectType,
    GraphQLScalarType, GraphQLSchema, GraphQLUnionType, get_named_type, get_nullable_type, is_composite_type,
    is_input_type, is_leaf_type, is_list_type, is_required_argument, is_required_input_field)

ALIASES = ['a', 'b', 'id', 'name']


class DocumentGenerator:
    """Makes one document; `faultiness` is the chance of a fault at each place that could have one."""

    def __init__(self, schema: GraphQLSchema, seed: int, faultiness: float):
        self.schema = schema
        self.random = random.Random(seed)
        self.faultiness = faultiness
        self.composites = [t for t in schema.type_map.values() if is_composite_type(t) and t.name[:2] != '__']
        self.inputs = [t for t in schema.type_map.values() if is_input_type(t) and t.name[:2] != '__']
        self.variables = {}
        self.fragments = {}
        self.spreads = {}
        self.uses = {}
        self.current = None
        self.aliases = 0

    def document(self) -> str:
        fragments = {}
        for position in range(self.random.choice([0, 0, 1, 2, 3, 5])):
            name = f'F{position}'
            type_ = self.random.choice(self.composites)
            fragments[name] = self.fragment(name, type_)
            self.fragments[name] = type_
        if self.fault() and fragments:
            name = self.random.choice(list(fragments))
            fragments[name] = self.fragment(name, self.fragments[name])
        operations = [self.operation(f'Op{n}') for n in range(self.random.choice([1, 1, 1, 2, 3]))]
        used = set().union(*(self.reached(f'Op{n}') for n in range(len(operations))))
        definitions = operations + [text for name, text in fragments.items() if name in used or self.fault()]
        if self.fault(0.3) and self.fragments:
            name = self.random.choice(list(self.fragments))
            definitions.append(self.fragment(name, self.fragments[name]))
        if self.fault(0.2):
            definitions.append(self.random.choice([
                'type Extra { a: Extra b: Missing }', 'extend schema @unknown { query: Extra }', 'scalar S @skip',
                'directive @own(a: Int!) on FIELD', 'enum E { A @deprecated @deprecated }',
                'input In { a: [Int] = [1] @own }']))
        if self.chance(0.3):
            self.random.shuffle(definitions)
        # No token stands at the start of a line, where graphql-core counts columns in its own way.
        return '\n '.join(definitions) + '\n'

    def reached(self, name: str) -> set:
        found, pending = set(), [name]
        while pending:
            for fragment in self.spreads.get(pending.pop(), ()):
                if fragment not in found:
                    found.add(fragment)
                    pending.append(fragment)
        return found

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def fault(self, weight: float = 1) -> bool:
        return self.random.random() < self.faultiness * weight

    def operation(self, own_name: str) -> str:
        roots = [(kind, root) for kind, root in (
            ('query', self.schema.query_type), ('mutation', self.schema.mutation_type),
            ('subscription', self.schema.subscription_type)) if root]
        kind, root = roots[0] if self.chance(0.7) else self.random.choice(roots)
        self.current = own_name
        depth = self.random.choice([1, 2, 3, 4])
        body = self.selections(root, depth, single=kind == 'subscription' and not self.fault())
        directives = self.directives(kind.upper()) if kind != 'subscription' else ''
        name = f' {own_name}'
        if self.fault(0.3):
            name = ''
        elif self.fault(0.5):
            name = ' Op0'
        variables = []
        used = set().union(*(self.uses.get(n, set()) for n in {own_name} | self.reached(own_name)))
        for variable, type_ in self.variables.items():
            if variable not in used or self.fault(0.5):
                continue
            text = str(type_)
            if self.fault(0.5):
                text = self.random.choice([text + '!' if text[-1] != '!' else text[:-1], f'[{text}]', 'Int',
                                           'Strin', self.random.choice(self.composites).name])
            default = ''
            if self.chance(0.2) or self.fault():
                default = ' = ' + (self.value(type_, constant=True))
            variables.append(f'${variable}: {text}{default}{self.directives("VARIABLE_DEFINITION", constant=True)}')
        if self.fault(0.5):
            variables.append(f'$v{self.random.randint(0, 9)}: {self.random.choice(self.inputs).name}')
        signature = f'({", ".join(variables)})' if variables else ''
        return f'{kind}{name}{signature}{directives} {body}'

    def fragment(self, name: str, type_) -> str:
        self.current = name
        condition = type_.name
        if self.fault(0.4):
            condition = self.random.choice([self.random.choice(self.inputs).name, 'Unknwon', type_.name + 's'])
        body = self.selections(type_, self.random.choice([1, 2]), single=False)
        return f'fragment {name} on {condition}{self.directives("FRAGMENT_DEFINITION")} {body}'

    def selections(self, type_, depth: int, single: bool) -> str:
        count = 1 if single else self.random.choice([1, 2, 2, 3, 4])
        items = [self.selection(type_, depth, single) for _ in range(count)]
        return '{\n  ' + ' '.join(items) + self.random.choice([' ', '\n ']) + '}'

    def selection(self, type_, depth: int, single: bool) -> str:
        kind = self.random.random()
        if not single and kind < 0.2 and self.fragments:
            names = [n for n, t in self.fragments.items() if self.overlap(type_, t)]
            if names or self.fault():
                name = self.random.choice(list(self.fragments) if self.fault() or not names else names)
                if self.fault(0.3):
                    name = 'Missing'
                self.spreads.setdefault(self.current, set()).add(name)
                return f'...{name}{self.directives("FRAGMENT_SPREAD")}'
        if not single and kind < 0.3 and depth > 0:
            options = [t for t in self.composites if self.overlap(type_, t)]
            inner = self.random.choice(self.composites if self.fault() else options or [type_])
            condition = f' on {inner.name}'
            if self.chance(0.2):
                inner, condition = type_, ''
            elif self.fault(0.3):
                condition = ' on ' + self.random.choice(['Strin', self.random.choice(self.inputs).name])
            return f'...{condition}{self.directives("INLINE_FRAGMENT")} {self.selections(inner, depth - 1, False)}'
        return self.field(type_, depth, conditional=not single)

    def overlap(self, first, second) -> bool:
        def possible(type_):
            if isinstance(type_, GraphQLObjectType):
                return {type_.name}
            return {t.name for t in self.schema.get_possible_types(type_)}
        return bool(possible(first) & possible(second))

    def field(self, type_, depth: int, conditional: bool) -> str:
        fields = dict(getattr(type_, 'fields', {}))
        if depth <= 0:
            fields = {n: f for n, f in fields.items() if is_leaf_type(get_named_type(f.type))}
        name = self.random.choice(list(fields)) if fields and not self.chance(0.05) else '__typename'
        if type_ is self.schema.query_type and self.chance(0.03):
            return self.introspection()
        definition = fields.get(name)
        if self.fault():
            name = self.random.choice([name[:-1] or 'q', name + 's', 'unknown', '__schema', 'name'])
            definition = fields.get(name)
        arguments = self.arguments(definition.args if definition else {})
        alias = ''
        if self.fault(2):
            alias = f'{self.random.choice(ALIASES)}: '
        elif self.chance(0.3) or arguments and not self.fault():
            self.aliases += 1
            alias = f'{name}{self.aliases}: '
        directives = self.directives('FIELD') if conditional else ''
        body = ''
        inner = get_named_type(definition.type) if definition else None
        if inner is not None and depth > -3 and is_composite_type(inner) != self.fault(0.3):
            body = ' ' + self.selections(inner if is_composite_type(inner) else type_, depth - 1, False)
        return f'{alias}{name}{arguments}{directives}{body}{self.random.choice(["", "", chr(10) + " "])}'

    def introspection(self) -> str:
        body = 'name'
        for _ in range(self.random.choice([0, 1, 2, 3, 4])):
            body = self.random.choice([
                f'fields {{ type {{ {body} }} }}', f'interfaces {{ {body} }}', f'possibleTypes {{ {body} }}',
                f'ofType {{ {body} }}', f'inputFields {{ type {{ {body} }} }}', f'... on __Type {{ {body} }}'])
        return self.random.choice([f'__schema {{ types {{ {body} }} }}', f'__type(name: "Int") {{ {body} }}'])

    def arguments(self, definitions, constant=False) -> str:
        given = []
        for name, definition in definitions.items():
            wanted = is_required_argument(definition) and not self.fault()
            if wanted or self.chance(0.4):
                given.append(f'{name}: {self.value(definition.type, constant)}')
        if self.fault(0.5):
            given.append(f'{self.random.choice(["unknown", "idd", "if", "first"])}: 1')
        if given and self.fault(0.3):
            given.append(self.random.choice(given))
        return f'({", ".join(given)})' if given else ''

    def directives(self, location: str, constant=False) -> str:
        parts = []
        if self.chance(0.12) or self.fault(0.5):
            usable = [d for d in self.schema.directives if location in [place.name for place in d.locations]]
            pool = list(self.schema.directives) if self.fault() or not usable else usable
            if usable or self.fault():
                directive = self.random.choice(pool)
                parts.append(f' @{directive.name}{self.arguments(directive.args, constant)}')
        if self.fault(0.2):
            parts.append(' @unknown(a: 1)')
        if parts and self.fault(0.5):
            parts.append(parts[0])
        return ''.join(parts)

    def value(self, type_, constant: bool) -> str:
        if not constant and self.chance(0.2):
            variable = next((n for n, t in self.variables.items() if t == type_), f'v{len(self.variables)}')
            if self.fault():
                variable = f'v{self.random.randint(0, 9)}'
            self.variables.setdefault(variable, type_)
            self.uses.setdefault(self.current, set()).add(variable)
            return f'${variable}'
        if self.fault():
            return self.random.choice([
                '1', '-1', '1.5', '99999999999', '"text"', 'true', 'null', 'ENUM', '[1]', '["a", null]', '{}',
                '{a: 1}', '{a: {b: [1]}}', '"""block"""', '[]', '1e3', 'SITT'])
        if not isinstance(type_, GraphQLNonNull) and self.chance(0.1):
            return 'null'
        return self.plain_value(get_nullable_type(type_), constant)

    def plain_value(self, type_, constant: bool) -> str:
        if is_list_type(type_):
            if self.chance(0.2):
                return self.value(type_.of_type, constant)
            return '[' + ', '.join(self.value(type_.of_type, constant) for _ in range(self.random.choice([0, 1, 2]))) + ']'
        if isinstance(type_, GraphQLEnumType):
            return self.random.choice(list(type_.values))
        if isinstance(type_, GraphQLInputObjectType):
            return self.input_object(type_, constant)
        return {
            'Int': lambda: str(self.random.randint(-5, 5)), 'Float': lambda: self.random.choice(['1', '0.5', '-2e1']),
            'Boolean': lambda: self.random.choice(['true', 'false']),
            'ID': lambda: self.random.choice(['"1"', '7']), 'String': lambda: self.random.choice(['"s"', '""']),
        }.get(type_.name, lambda: self.random.choice(['1', '"c"', '{a: 1}', '[true]', 'ANY']))()

    def input_object(self, type_, constant: bool) -> str:
        if self.chance(0.02):
            return '{}'
        if type_.is_one_of and not self.fault():
            name = self.random.choice(list(type_.fields))
            inner = type_.fields[name].type
            return '{' + f'{name}: {self.plain_value(get_nullable_type(inner), constant)}' + '}'
        parts = []
        for name, field in type_.fields.items():
            if (is_required_input_field(field) and not self.fault()) or self.chance(0.25):
                parts.append(f'{name}: {self.value(field.type, constant)}')
        if self.fault(0.4):
            parts.append('unknownField: 1')
        if parts and self.fault(0.3):
            parts.append(self.random.choice(parts))
        return '{' + ', '.join(parts) + '}'
