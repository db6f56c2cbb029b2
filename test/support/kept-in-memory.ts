/**
 * A program: hands a random password to what compares passwords of simultaneous and successive tries, and then looks for it in
 * its own heap. Prints how often the password is there, and, to prove that the search finds something, a text that was kept.
 *
 * @module
 */
import { randomBytes } from 'node:crypto'
import { getHeapSnapshot } from 'node:v8'
import { createCoalescer } from '../../server/migration/login/coalesce.ts'
import { createSprayWatch } from '../../server/protection/spraying.ts'

const coalescer = createCoalescer<number>()
const spraying = createSprayWatch(() => performance.now())

/** Runs in a frame of its own, so that nothing here holds the password afterwards. @returns its bytes, each one changed */
async function tryPassword(): Promise<number[]> {
  const password = randomBytes(24).toString('hex')
  await coalescer.share(['ann'], [password], async () => 1)
  spraying.failed({ tenant_id: 't', connection_id: 'con_1', person: 'ann', password })
  return [...Buffer.from(password)].map((byte) => byte ^ 1)
}

const masked = await tryPassword()
const kept = randomBytes(24).toString('hex')
let snapshot = ''
for await (const chunk of getHeapSnapshot()) snapshot += String(chunk)
const count = (text: string): number => snapshot.split(text).length - 1
const password = Buffer.from(masked.map((byte) => byte ^ 1)).toString()
process.stdout.write(JSON.stringify({ password: count(password), kept: count(kept) > 0 }))
