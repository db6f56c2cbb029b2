import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { openOutbox } from '../../support/outbox.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'

test('A3, A8: every address gets the same answer; a mail goes only to the stored address', async () => {
  const data_dir = temporaryFolder()
  // A legacy store that compares as loosely as MySQL does: each of these names finds the administrator.
  const runtime = createFakeRuntime(({ script: { action } }) =>
    action === 'get_user'
      ? { kind: 'value', value: { user_id: 'admin', email: 'kim@example.com' } }
      : { kind: 'none' },
  )
  const server = await startTestServer(runtime, { FERRY_DATA_DIR: data_dir })
  const customScripts = { login: 'function login () {}', get_user: 'function getByEmail () {}' }
  await server.connection('imported', { customScripts })
  await server.connection('legacy', { customScripts, import_mode: false })
  await server.connection('local', { enabledDatabaseCustomization: false, import_mode: false })
  await server.api('POST', 'users', {
    connection: 'local',
    email: 'mail@example.com',
    password: 'Correct-Horse-9',
    email_verified: true,
  })
  const typed = [
    '\u212Aim@example.com',
    'k\u0131m@example.com',
    '\uFF2Bim@example.com',
    'kim@example.co\u217F',
  ]
  const asked = [
    ...typed.flatMap((email) => ['imported', 'legacy'].map((connection) => ({ connection, email }))),
    { connection: 'local', email: 'nobody@example.com' },
    { connection: 'local', email: ' MAIL@Example.com ' },
  ]
  const answers = []
  for (const body of asked) {
    const answer = await server.call('/dbconnections/change_password', {
      method: 'POST',
      body: { client_id: server.admin.client_id, ...body },
    })
    const { date, 'x-ratelimit-remaining': _, 'x-ratelimit-reset': __, ...headers } = answer.headers
    answers.push({ status: answer.status, text: answer.text, headers })
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  // Stopping waits for the background work.
  await server.stop()
  expect(
    openOutbox(data_dir)
      .mails()
      .map(({ to }) => to),
  ).toEqual(['mail@example.com'])
})
