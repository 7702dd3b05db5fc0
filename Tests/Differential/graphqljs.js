// SPDX-License-Identifier: Apache-2.0
//
// graphql-js's answers to the questions that fuzz/Sources/answer answers: one JSON object a line, in and out.
'use strict';

const readline = require('readline');
const js = require('graphql');
const { validateSDL } = require('graphql/validation/validate');
const directives = require('graphql/type/directives');

if (!js.GraphQLOneOfDirective) addOneOf();

// Introspection as graphql-js has it from 16.9 on.
function addOneOf() {
  const oneOf = new js.GraphQLDirective({
    name: 'oneOf',
    description: 'Indicates exactly one field must be supplied and this field must not be `null`.',
    locations: ['INPUT_OBJECT'],
  });
  directives.specifiedDirectives = Object.freeze([...directives.specifiedDirectives, oneOf]);
  const fields = js.__Type._fields;
  const resolve = (type) => (js.isInputObjectType(type) ? false : undefined);
  const isOneOf = { name: 'isOneOf', type: js.GraphQLBoolean, args: [], extensions: {}, resolve };
  js.__Type._fields = () => ({ ...(typeof fields === 'function' ? fields() : fields), isOneOf });
}

// An older printer takes the added directive for one of the schema's own.
const ADDED = /"""\nIndicates exactly one field[^"]*"""\ndirective @oneOf on INPUT_OBJECT(\n\n|$)/;
const printSchema = (schema) => js.printSchema(schema).replace(ADDED, '');

class Faults extends Error {
  constructor(errors) {
    super('faults');
    this.errors = errors;
  }
}

const fault = (error) => ({
  message: error.message,
  locations: (error.locations || []).map((place) => [place.line, place.column]),
});

let last = {};

function schemaOf(sdl) {
  if (last.sdl === sdl) return last.schema;
  const document = js.parse(sdl);
  let errors = validateSDL(document);
  if (errors.length) throw new Faults(errors);
  const schema = js.buildASTSchema(document, { assumeValidSDL: true });
  errors = js.validateSchema(schema);
  if (errors.length) throw new Faults(errors);
  last = { sdl, schema };
  return schema;
}

function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

const tasks = {
  document({ text }) {
    const printed = js.print(js.parse(text));
    return { printed, again: attempt(() => js.print(js.parse(printed))) };
  },

  value({ text }) {
    const value = js.parseValue(text);
    const printed = js.print(value);
    const again = attempt(() => js.print(js.parseValue(printed)));
    return { printed, again, content: value.kind === 'StringValue' ? value.value : undefined };
  },

  schema({ sdl }) {
    const schema = schemaOf(sdl);
    const introspection = js.introspectionFromSchema(schema, {
      specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true,
    });
    const printed = printSchema(schema);
    return {
      printed,
      again: attempt(() => printSchema(js.buildSchema(printed))),
      client: printSchema(js.buildClientSchema(introspection)),
      introspection: JSON.stringify({ data: introspection }),
    };
  },

  // How a client prints the schema that an introspection told it of.
  client({ text }) {
    return { client: printSchema(js.buildClientSchema(JSON.parse(text).data)) };
  },

  execute({ sdl, text, variables, root, operationName }) {
    const schema = schemaOf(sdl);
    const document = js.parse(text);
    const errors = js.validate(schema, document);
    if (errors.length) throw new Faults(errors);
    const result = js.executeSync({
      schema, document, operationName, fieldResolver, typeResolver: (value) => (value ? value.__typename : undefined),
      rootValue: JSON.parse(root || 'null'), variableValues: JSON.parse(variables || 'null') || undefined,
    });
    return { response: JSON.stringify(result) };
  },
};

// The marks that `palisade execute` knows: the field's arguments, an error.
function fieldResolver(source, args, context, info) {
  const value = source == null || typeof source !== 'object' ? undefined : source[info.fieldName];
  if (value && value.__args === true && Object.keys(value).length === 1) {
    return String(js.getNullableType(info.returnType)) === 'String' ? JSON.stringify(args) : args;
  }
  return withErrors(value);
}

function withErrors(value) {
  if (Array.isArray(value)) return value.map(withErrors);
  if (!value || typeof value !== 'object' || !('__error' in value)) return value;
  return new Error(typeof value.__error === 'string' ? value.__error : JSON.stringify(value.__error));
}

function answer(question) {
  try {
    return tasks[question.task](question);
  } catch (error) {
    if (error instanceof Faults) return { errors: error.errors.map(fault) };
    if (error instanceof js.GraphQLError) return { errors: [fault(error)] };
    // What graphql-js breaks off for: the message says nothing of the question.
    return { brokenOff: error.message };
  }
}

readline.createInterface({ input: process.stdin, crlfDelay: Infinity }).on('line', (line) => {
  process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + '\n');
});
