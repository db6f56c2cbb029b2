/** TypeScript types from the API's description. @module */

/** The part of JSON Schema that the description uses. */
interface Schema {
  type?: string | string[]
  properties?: { [name: string]: Schema }
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema | boolean
  prefixItems?: Schema[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  $ref?: string
  $defs?: { [name: string]: Schema }
}

interface Operation {
  summary?: string
  parameters?: { name: string; in: string; required: boolean; schema: Schema }[]
  requestBody?: { content: { [type: string]: { schema: Schema } } }
  responses: { [status: string]: { content?: { [type: string]: { schema: Schema } } } }
}

/** The part of an OpenAPI document that types are made of. */
export interface ApiDescription {
  paths: { [path: string]: { [method: string]: Operation } }
}

const JSON_TYPE = 'application/json'

/**
 * Writes the module `schema.ts`: one entry for each operation, by `METHOD /path`.
 *
 * @throws for a reference: the description has all schemas in place
 */
export function typesOf({ paths }: ApiDescription): string {
  const entries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      entryOf(`${method.toUpperCase()} ${path}`, operation),
    ),
  )
  return [
    '/** Made from the API’s description by `npm run client-types`; a test fails when it is out of date. @module */',
    '',
    '/** What each operation takes and answers. */',
    'export interface Operations {',
    ...entries,
    '}',
    '',
  ].join('\n')
}

function entryOf(name: string, operation: Operation): string {
  const { summary, parameters = [], requestBody, responses } = operation
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]
  const result = success?.content?.[JSON_TYPE]?.schema
  const body = requestBody?.content[JSON_TYPE]?.schema
  const members = [
    ...parametersOf(
      'params',
      parameters.filter((parameter) => parameter.in === 'path'),
    ),
    ...parametersOf(
      'query',
      parameters.filter((parameter) => parameter.in === 'query'),
    ),
    ...(body ? [`    body: ${typeOf(body, 4)}`] : []),
    `    result: ${result ? typeOf(result, 4) : 'undefined'}`,
  ]
  return [
    ...(summary ? [`  /** ${summary.replaceAll('*/', '* /')} */`] : []),
    `  '${name}': {`,
    ...members,
    '  }',
  ].join('\n')
}

function parametersOf(
  member: 'params' | 'query',
  parameters: { name: string; required: boolean; schema: Schema }[],
): string[] {
  if (parameters.length === 0) return []
  const properties = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]))
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name)
  const mark = required.length === 0 ? '?' : ''
  return [
    `    ${member}${mark}: ${typeOf({ type: 'object', properties, required, additionalProperties: false }, 4)}`,
  ]
}

/** @param indent of the line that the type begins in */
function typeOf(schema: Schema, indent: number): string {
  if (schema.$ref !== undefined) throw new Error(`a reference: ${schema.$ref}`)
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum) return schema.enum.map(literal).join(' | ')
  const variants = schema.anyOf ?? schema.oneOf
  if (variants) return union(variants.map((variant) => typeOf(variant, indent)))
  if (schema.allOf) return schema.allOf.map((part) => `(${typeOf(part, indent)})`).join(' & ')
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ ...schema, type }, indent)))
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type
    case 'number':
    case 'integer':
      return 'number'
    case 'array':
      return arrayOf(schema, indent)
    case 'object':
      return objectOf(schema, indent)
    default:
      return 'unknown'
  }
}

function arrayOf({ items, prefixItems }: Schema, indent: number): string {
  if (prefixItems) return `[${prefixItems.map((item) => typeOf(item, indent)).join(', ')}]`
  const item = typeof items === 'object' ? typeOf(items, indent) : 'unknown'
  return /[|&]/.test(item) ? `(${item})[]` : `${item}[]`
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema, indent: number): string {
  const inner = ' '.repeat(indent + 2)
  const members = Object.entries(properties).map(
    ([name, schema]) =>
      `${inner}${/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema, indent + 2)}`,
  )
  const rest = typeof additionalProperties === 'object' ? typeOf(additionalProperties, indent + 2) : 'unknown'
  if (additionalProperties !== undefined && additionalProperties !== false) {
    // Members of another type than the rest: an index signature must allow them all.
    members.push(`${inner}[name: string]: ${members.length > 0 ? 'unknown' : rest}`)
  }
  if (members.length === 0) return '{ [name: string]: unknown }'
  return `{\n${members.join('\n')}\n${' '.repeat(indent)}}`
}

function union(types: string[]): string {
  return [...new Set(types)].join(' | ')
}

function literal(value: unknown): string {
  return typeof value === 'string'
    ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    : JSON.stringify(value)
}
