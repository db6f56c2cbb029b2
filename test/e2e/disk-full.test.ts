import { expect, test } from 'vitest'
import type { Ferry, FerryConnection } from '../support/ferry-process.ts'
import { startFerry } from '../support/ferry-process.ts'
import { isEmbedded } from '../support/test-store.ts'

const LOGIN = `function login(email, password, callback) {
  if (password !== 'legacy-password') return callback(new WrongUsernameOrPasswordError(email))
  callback(null, { user_id: email.split('@')[0], email: email })
}`

/** Many times what the limit allows. */
const MOST_WRITES = 100

const isWindows = process.platform === 'win32'
const reason = isWindows
  ? ' (skipped: Windows limits no file’s size)'
  : isEmbedded()
    ? ''
    : ' (skipped: the store is not on this disk)'
test.skipIf(reason !== '')(
  `R9: on a full disk the APIs say 503 and lose nothing that they acknowledged; with room again all goes on${reason}`,
  async () => {
    const ferry = await startFerry({}, { file_kb: 3_000 })
    try {
      const legacy = await ferry.createConnection({ login: LOGIN })
      expect(await ferry.login(legacy, 'ann@example.com', 'legacy-password')).toMatchObject({ status: 200 })

      const { acknowledged, refusal } = await fillDisk(ferry, legacy)
      expect(acknowledged).not.toEqual([])
      expect(refusal.headers['retry-after']).toMatch(/^\d+$/)
      expect(refusal.body).toMatchObject({ statusCode: 503, errorCode: 'temporarily_unavailable' })
      expect(await ferry.call('/healthz')).toMatchObject({ status: 200 })
      // Those who moved sign in as ever.
      expect(await ferry.login(legacy, 'ann@example.com', 'legacy-password')).toMatchObject({ status: 200 })
      // Nobody new moves in, and nobody is told that the password was wrong.
      expect(await ferry.login(legacy, 'ben@example.com', 'legacy-password')).toMatchObject({
        status: 503,
        body: { error: 'temporarily_unavailable' },
      })
      expect((await ferry.users(legacy)).map(({ email }) => email)).toEqual(['ann@example.com'])

      // Wrong passwords are counted all the same, in memory, and so guessing is not free.
      for (const name of ['cid@example.com', 'ann@example.com']) {
        const guess = (password: string, address: string) =>
          ferry.login(legacy, name, password, { local_address: address })
        for (let n = 0; n < 10; n++) {
          expect(await guess(`wrong ${n}`, '127.0.0.9')).toMatchObject({ status: 403 })
        }
        expect(await guess('legacy-password', '127.0.0.9')).toMatchObject({
          status: 429,
          body: { error: 'too_many_attempts' },
        })
      }
      expect(await ferry.login(legacy, 'ann@example.com', 'legacy-password')).toMatchObject({ status: 200 })

      await ferry.kill()
      await ferry.start()
      expect(await textsOf(ferry, legacy)).toEqual(acknowledged)
      expect(await ferry.login(legacy, 'ben@example.com', 'legacy-password')).toMatchObject({ status: 200 })
      expect(await ferry.loginRuns(legacy)).toBeGreaterThanOrEqual(2)
    } finally {
      await ferry.close()
    }
  },
)

/** Writes versions of a large script until one is not taken. */
async function fillDisk(ferry: Ferry, { id }: FerryConnection) {
  const { body } = await ferry.call('/oauth/token', {
    method: 'POST',
    body: { grant_type: 'client_credentials', ...ferry.admin, audience: `${ferry.url}/api/v2/` },
  })
  const { access_token } = body as { access_token: string }
  /** Texts of `verify`, oldest first. */
  const acknowledged: string[] = []
  for (let at = 1; at <= MOST_WRITES; at++) {
    const verify = `// ${at} ${'x'.repeat(90_000)}`
    const answer = await ferry.call(`/api/v2/connections/${id}`, {
      method: 'PATCH',
      body: {
        options: {
          enabledDatabaseCustomization: true,
          import_mode: true,
          customScripts: { login: LOGIN, verify },
        },
      },
      headers: { authorization: `Bearer ${access_token}` },
    })
    if (answer.status !== 200) return { acknowledged, refusal: answer }
    acknowledged.push(verify)
  }
  throw new Error(`${MOST_WRITES} writes were taken`)
}

/** @returns each text that `verify` had, oldest first */
async function textsOf(ferry: Ferry, { id }: FerryConnection): Promise<string[]> {
  const { body } = await ferry.api('GET', `connections/${id}/versions?take=100`)
  const { versions } = body as { versions: { version: number }[] }
  const texts: string[] = []
  for (const { version } of versions.toReversed()) {
    const whole = await ferry.api('GET', `connections/${id}/versions/${version}`)
    const { options } = whole.body as { options: { customScripts: { verify?: string } } }
    if (options.customScripts.verify !== undefined) texts.push(options.customScripts.verify)
  }
  return texts
}
