/**
 * Asks the system's own resolver in a process of its own, since `getaddrinfo` blocks a thread until it answers, and may
 * never answer.
 *
 * One JSON line in, `{id, name}`, one out, `{id, addresses}` or `{id, code}`. Ends when its stdin does. @module
 */
import { promises } from 'node:dns'
import { createInterface } from 'node:readline'

const lines = createInterface({ input: process.stdin })

lines.on('line', (line) => {
  const { id, name } = JSON.parse(line) as { id: number; name: string }
  promises.lookup(name, { all: true, order: 'verbatim' }).then(
    (addresses) => say({ id, addresses }),
    (error: { code?: unknown }) =>
      say({ id, code: typeof error.code === 'string' ? error.code : 'EAI_FAIL' }),
  )
})
lines.on('close', () => process.kill(process.pid, 'SIGKILL'))

function say(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
