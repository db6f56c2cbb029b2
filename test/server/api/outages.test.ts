import { expect, test } from 'vitest'
import { useSandbox } from '../../support/sandbox.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import { useWebService } from '../../support/web-service.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })
const service = useWebService()

test.each([
  ['fails with 503, by axios', "await require('axios').get(base + '/status?code=503')"],
  [
    'fails with 429, told by an Error',
    "const r = await fetch(base + '/status?code=429'); throw new Error('HTTP ' + r.status)",
  ],
  [
    'fails with 500, told by a text',
    "const r = await fetch(base + '/status?code=500'); callback('failed: ' + r.status)",
  ],
  ['is too slow, by axios (ECONNABORTED)', "await require('axios').get(base + '/silence', { timeout: 30 })"],
  [
    'is too slow, by request (ESOCKETTIMEDOUT)',
    "require('request')({ url: base + '/silence', timeout: 30 }, callback)",
  ],
  [
    'is too slow, by fetch (TimeoutError)',
    "await fetch(base + '/silence', { signal: AbortSignal.timeout(30) })",
  ],
  ['hangs up', "await fetch(base + '/hang-up')"],
  ['is not there', "await fetch('http://127.0.0.1:1/')"],
])(
  'M10: a web service that %s is an outage: 503 with Retry-After, and no wrong password',
  async (_, outage) => {
    const server = await startTestServer({ ...sandbox.runtime(), close: async () => undefined })
    const login = `async function login(email, password, callback) {
    const base = ${JSON.stringify(service().url)}
    if (password === 'old-secret') return callback(null, { user_id: email, email: email })
    ${outage}
  }`
    await server.connection('service', { customScripts: { login } })
    for (let n = 0; n < 12; n++) {
      const answer = await server.login('service', 'ann@example.com', `typed ${n}`)
      expect(answer).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } })
      expect(answer.headers['retry-after']).toMatch(/^\d+$/)
    }
    expect((await server.api('GET', 'user-blocks?identifier=ann@example.com')).body).toEqual({
      blocked_for: [],
    })
    expect((await server.login('service', 'ann@example.com', 'old-secret')).status).toBe(200)
  },
)
