import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import type { ApiDescription } from '../../support/types-of.ts'
import { typesOf } from '../../support/types-of.ts'

test('the dashboard’s types are those of the API (`npm run client-types` writes them)', async () => {
  const server = await startTestServer(createFakeRuntime(() => ({ kind: 'none' })))
  const { body } = await server.call('/openapi.json')
  await expect(typesOf(body as ApiDescription)).toMatchFileSnapshot('../../../server/dashboard/api/schema.ts')
})

test('a schema becomes the type that describes the same values', () => {
  const types = typesOf({
    paths: {
      '/things/{id}': {
        patch: {
          summary: 'Change */ a thing',
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'page', in: 'query', required: false, schema: { type: 'integer' } },
          ],
          requestBody: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['kind'],
                  properties: {
                    kind: { enum: ['a', "b's"] },
                    tags: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
                    'not-a-name': { type: ['number', 'null'] },
                    rest: { type: 'object', additionalProperties: { type: 'boolean' } },
                  },
                },
              },
            },
          },
          responses: { 204: {} },
        },
      },
    },
  })
  expect(types).toContain('  /** Change * / a thing */')
  expect(types).toContain(
    [
      "  'PATCH /things/{id}': {",
      '    params: {',
      '      id: string',
      '    }',
      '    query?: {',
      '      page?: number',
      '    }',
      '    body: {',
      "      kind: 'a' | 'b\\'s'",
      '      tags?: (string | null)[]',
      '      "not-a-name"?: number | null',
      '      rest?: {',
      '        [name: string]: boolean',
      '      }',
      '    }',
      '    result: undefined',
      '  }',
    ].join('\n'),
  )
})

test('a reference is refused: it would become a type that allows anything', () => {
  const schema = { $ref: '#/components/schemas/X' }
  const responses = { 200: { content: { 'application/json': { schema } } } }
  expect(() => typesOf({ paths: { '/x': { get: { responses } } } })).toThrow('a reference')
})
