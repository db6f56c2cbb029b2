import { expect, test } from 'vitest'
import { clientTypes } from '../../support/client-types.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { apiDocument } from '../../support/openapi.ts'
import { startTestServer } from '../../support/server-in-process.ts'

test('the dashboard’s types are those of the API (`npm run client-types` writes them)', async () => {
  const server = await startTestServer(createFakeRuntime(() => ({ kind: 'none' })))
  const types = await clientTypes(await apiDocument(server))
  await expect(types).toMatchFileSnapshot('../../../server/dashboard/api/schema.ts')
})
