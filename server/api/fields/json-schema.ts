/** JSON Schema of zod schemas; schemas with a name (`.meta({ id })`) are separate. @module */
import * as z from 'zod'

/** The part of JSON Schema that the API is described with. */
export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  description?: string
  properties?: { [name: string]: JsonSchema }
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  [key: string]: unknown
}

/** Schemas by name, as under `components.schemas`. */
export interface NamedSchemas {
  [name: string]: JsonSchema
}

/** Marks the place of a reference to a named schema. */
const NAME = Symbol('name of a schema')

/** The description of a named schema, and the description at the place that refers to it. */
interface Named {
  name: string
  description: string | undefined
  beside: JsonSchema
}

/** @returns the schema with every named schema in its place, marked with its name */
export function inPlace(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const {
    $schema: _,
    $defs = {},
    ...rest
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // Zod leaves examples out where the input is transformed; ours are of what is sent, or answered.
    override({ zodSchema, jsonSchema }) {
      const { id, examples } = z.globalRegistry.get(zodSchema) ?? {}
      if (id !== undefined && Array.isArray(examples)) jsonSchema.examples = examples
    },
  })
  return mapped(withoutReferences(rest as JsonSchema, $defs as NamedSchemas), describedAsValue)
}

/** Gives a nullable schema the description of its value. */
function describedAsValue(schema: JsonSchema): JsonSchema {
  const [value, nothing, ...others] = schema.anyOf ?? []
  if (schema.description !== undefined || nothing?.type !== 'null' || others.length > 0) return schema
  if (!value || NAME in value || value.description === undefined) return schema
  const { description, ...rest } = value
  return { description, ...schema, anyOf: [rest, nothing] }
}

function withoutReferences(schema: JsonSchema, definitions: NamedSchemas): JsonSchema {
  return mapped(schema, (inner) => {
    const { $ref, ...beside } = inner
    if ($ref === undefined) return inner
    const name = $ref.slice('#/$defs/'.length)
    const definition = definitions[name]
    if (!definition) throw new Error(`no schema has the name ${name}`)
    const { [name]: _, ...others } = definitions
    const mark: Named = { name, description: definition.description, beside }
    return { ...withoutReferences(definition, others), ...beside, [NAME]: mark }
  })
}

/**
 * Moves marked schemas out of a schema.
 *
 * @param into gets them by name
 * @returns the schema with references to them
 * @throws when two different schemas have the same name
 */
export function withReferences(schema: JsonSchema, into: NamedSchemas): JsonSchema {
  return mapped(schema, (inner) => {
    const mark = (inner as { [NAME]?: Named })[NAME]
    if (!mark) return inner
    const { name, description, beside } = mark
    const { [NAME]: _, description: here, ...own } = inner as JsonSchema & { [NAME]?: Named }
    const definition: JsonSchema = {
      ...(description !== undefined && { description }),
      ...Object.fromEntries(Object.entries(own).filter(([key]) => !(key in beside))),
    }
    const known = into[name]
    if (known && JSON.stringify(known) !== JSON.stringify(definition)) {
      throw new Error(`two schemas have the name ${name}: give one of them another`)
    }
    into[name] = definition
    return {
      $ref: `#/components/schemas/${name}`,
      ...beside,
      ...(here !== undefined && here !== description && { description: here }),
    }
  })
}

/** Calls `change` for each schema inside, and for the schema itself at last. */
function mapped(schema: JsonSchema, change: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const changed: JsonSchema = { ...schema }
  for (const list of ['anyOf', 'oneOf', 'allOf', 'prefixItems'] as const) {
    const inner = schema[list]
    if (Array.isArray(inner)) changed[list] = inner.map((one: JsonSchema) => mapped(one, change))
  }
  for (const one of ['items', 'additionalProperties', 'propertyNames'] as const) {
    const inner = schema[one]
    if (isSchema(inner)) changed[one] = mapped(inner, change)
  }
  if (schema.properties) {
    changed.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, inner]) => [name, mapped(inner, change)]),
    )
  }
  return change(changed)
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
