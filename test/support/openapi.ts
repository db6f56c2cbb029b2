/** The API's description, as tests walk through it. @module */
import * as z from 'zod'
import type { TestServer } from './server-in-process.ts'

/** A JSON schema. */
export interface JsonSchema {
  [key: string]: unknown
}

/** One method of one path. */
export interface DescribedOperation {
  method: string
  /** With `{name}` for parameters. */
  path: string
  security: unknown[]
  parameters: { name: string; in: 'path' | 'query' | 'header'; schema: JsonSchema }[]
  /** Of a JSON body; undefined = takes none. */
  body: JsonSchema | undefined
  accepts_form: boolean
  /** By status; without a schema there is no body, or it is no JSON. */
  answers: Map<number, z.ZodType | undefined>
}

const Content = z.record(z.string(), z.looseObject({ schema: z.looseObject({}) }))

const Document = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ description: z.string() }),
  servers: z.array(z.object({ url: z.string() })),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        operationId: z.string(),
        summary: z.string(),
        description: z.string(),
        tags: z.array(z.string()),
        security: z.array(z.record(z.string(), z.array(z.string()))),
        parameters: z.array(
          z.object({
            name: z.string(),
            in: z.enum(['path', 'query', 'header']),
            required: z.boolean(),
            description: z.string().optional(),
            schema: z.record(z.string(), z.unknown()),
          }),
        ),
        requestBody: z.looseObject({ content: Content }).optional(),
        responses: z.record(
          z.string(),
          z.looseObject({ description: z.string(), content: Content.optional() }),
        ),
      }),
    ),
  ),
  components: z.looseObject({
    schemas: z.record(z.string(), z.looseObject({})),
    securitySchemes: z.record(z.string(), z.looseObject({ description: z.string() })),
  }),
})

/** The description as it is answered. */
export type ApiDocument = z.output<typeof Document>

/** Reads `/openapi.json` of a server. */
export async function apiDocument(server: TestServer): Promise<ApiDocument> {
  const { body } = await server.call('/openapi.json')
  return Document.parse(body)
}

/** @returns the operations of the description, with named schemas in the places that refer to them */
export async function describedOperations(server: TestServer): Promise<DescribedOperation[]> {
  const { paths, components } = await apiDocument(server)
  const inPlace = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(inPlace)
    if (typeof part !== 'object' || part === null) return part
    const { $ref, ...beside }: JsonSchema = { ...part }
    const named = typeof $ref === 'string' ? components.schemas[$ref.split('/').at(-1) ?? ''] : undefined
    return Object.fromEntries(
      Object.entries({ ...named, ...beside })
        .filter(([key]) => key !== 'examples')
        .map(([key, inner]) => [key, inPlace(inner)]),
    )
  }
  const schemaOf = (content: z.output<typeof Content> | undefined): JsonSchema | undefined => {
    const schema = content?.['application/json']?.schema
    return schema && (inPlace(schema) as JsonSchema)
  }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method,
      path,
      security: operation.security,
      parameters: operation.parameters.map(({ name, in: place, schema }) => ({
        name,
        in: place,
        schema: inPlace(schema) as JsonSchema,
      })),
      body: schemaOf(operation.requestBody?.content),
      accepts_form: operation.requestBody?.content['application/x-www-form-urlencoded'] !== undefined,
      answers: new Map(
        Object.entries(operation.responses).map(([status, { content }]) => {
          const schema = schemaOf(content)
          return [Number(status), schema && z.fromJSONSchema(schema)]
        }),
      ),
    })),
  )
}

/** @returns whether a path of a request is one of the described */
export function fitsPath(path: string, pathname: string): boolean {
  const pattern = path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+')
  return new RegExp(`^${pattern}$`).test(pathname)
}

/** Texts for a field with a pattern of its own: the first that fits is taken. */
const TEXTS = [
  'legacy',
  'auth0',
  'abcdefgh',
  'a@example.com',
  'https://app.example.com',
  'read:users',
  '1',
  '0',
  'date:1',
]

/** Makes a value that a schema accepts, or nearly so: bounds across fields are not known to it. */
export function sampleOf(schema: JsonSchema | undefined, depth = 0): unknown {
  if (!schema || depth > 8) return null
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  for (const choice of [schema.anyOf, schema.oneOf, schema.allOf]) {
    if (Array.isArray(choice)) return sampleOf(choice[0], depth + 1)
  }
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object': {
      const properties = (schema.properties ?? {}) as { [name: string]: JsonSchema }
      return Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [name, sampleOf(inner, depth + 1)]),
      )
    }
    case 'array':
      return [sampleOf(schema.items as JsonSchema | undefined, depth + 1)]
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 1
    case 'boolean':
      return true
    case 'null':
      return null
    case 'string':
      return sampleText(schema)
    default:
      return {}
  }
}

function sampleText({ pattern, format, minLength }: JsonSchema): string {
  if (format === 'email') return 'a@example.com'
  if (format === 'uri' || format === 'url') return 'https://app.example.com'
  const fits = (text: string): boolean => typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text)
  const text = TEXTS.find(fits) ?? 'a'
  return typeof minLength === 'number' ? text.padEnd(minLength, 'a') : text
}

/** A place in a value: the keys that lead to it. */
export type Place = readonly (string | number)[]

/** @returns every place of a value, the whole first */
export function placesOf(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [[]]
  const entries = Array.isArray(value)
    ? value.map((inner, index): [number, unknown] => [index, inner])
    : Object.entries(value)
  return [[], ...entries.flatMap(([key, inner]) => placesOf(inner).map((place) => [key, ...place]))]
}

/** @returns the value with something else at a place */
export function replacedAt(value: unknown, [key, ...rest]: Place, replacement: unknown): unknown {
  if (key === undefined) return replacement
  if (Array.isArray(value)) {
    return value.map((inner, index) => (index === key ? replacedAt(inner, rest, replacement) : inner))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === key ? replacedAt(inner, rest, replacement) : inner,
    ]),
  )
}
