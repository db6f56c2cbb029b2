import { expect, expectTypeOf, test } from 'vitest'
import type { Operations } from '../../../server/dashboard/api/operations.ts'
import type { components } from '../../../server/dashboard/api/schema.ts'
import { clientTypes, typesOf } from '../../support/client-types.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { apiDocument } from '../../support/openapi.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const describe = async () => apiDocument(await startTestServer(createFakeRuntime(() => ({ kind: 'none' }))))

test('the dashboard’s types are those of the API (`npm run client-types` writes them)', async () => {
  const types = await clientTypes(await describe())
  await expect(types).toMatchFileSnapshot('../../../server/dashboard/api/schema.ts')
})

test('a published generator makes types of the whole description, under the names of its operations and schemas', async () => {
  const document = await describe()
  const types = await typesOf(document)
  for (const methods of Object.values(document.paths)) {
    for (const { operationId } of Object.values(methods))
      expect(types).toContain(`operations["${operationId}"]`)
  }
  for (const name of Object.keys(document.components.schemas)) {
    expect(types).toMatch(new RegExp(`^ {8}${name}:`, 'm'))
  }
  expect(types).not.toContain('Record<string, never>[')
})

test('a call of the dashboard takes what its operation takes, and is answered what it answers', () => {
  type GetUser = Operations['GET /api/v2/users/{id}']
  expectTypeOf<GetUser['params']>().toEqualTypeOf<{ id: string }>()
  expectTypeOf<GetUser['result']>().toEqualTypeOf<components['schemas']['UserWithTokens']>()
  expectTypeOf<GetUser>().not.toHaveProperty('body')
  expectTypeOf<GetUser['query']>().toEqualTypeOf<
    { fields?: string; include_fields?: 'true' | 'false' } | undefined
  >()
  type SaveDraft = Operations['PUT /api/v2/connections/{id}/draft']
  expectTypeOf<SaveDraft['body']>().toEqualTypeOf<components['schemas']['DraftSave']>()
  expectTypeOf<Operations['DELETE /api/v2/connections/{id}/draft']['result']>().toEqualTypeOf<undefined>()
  expectTypeOf<Operations['GET /api/v2/connections/{id}/impact']['query']>().toEqualTypeOf<{
    to: 'local' | 'legacy' | 'import'
  }>()
  expectTypeOf<'GET /api/v2/nothing'>().not.toExtend<keyof Operations>()
})
