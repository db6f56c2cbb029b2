import { expect, test } from 'vitest'
import { useAttack } from '../support/attack.ts'

const attack = useAttack()

/** What anybody may read as often as they like. */
const PUBLIC = [
  '/openapi.json',
  '/.well-known/jwks.json',
  '/.well-known/openid-configuration',
  '/healthz',
  '/readyz',
  '/dashboard/',
  '/nowhere',
  '/u/reset-password?ticket=nobody',
  '/u/email-verification?ticket=nobody',
]

const REQUESTS = 200
/** On a machine that does other things, too. */
const WITHIN_MS = 4_000

test.each(PUBLIC)(
  'GET %s costs little: 200 requests at once are answered within 4 s, and hold nobody up',
  async (path) => {
    await attack.download(path)
    const began = performance.now()
    const answers = await Promise.all(
      Array.from({ length: REQUESTS }, (_, n) =>
        attack.download(path, { local_address: `127.0.6.${1 + (n % 200)}` }),
      ),
    )
    const took_ms = performance.now() - began
    for (const { status } of answers) expect(status).toBeLessThan(500)
    expect(took_ms).toBeLessThan(WITHIN_MS)
  },
)
