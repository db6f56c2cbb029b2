import { afterAll, beforeAll, expect, test } from 'vitest'
import { attackTable } from '../setup/tell-attacks.ts'
import { createCounter, useAttack } from '../support/attack.ts'
import type { Ferry } from '../support/ferry-process.ts'
import { startFerry } from '../support/ferry-process.ts'
import type { LoopWatch } from '../support/loop-watch.ts'
import { startLoopWatch } from '../support/loop-watch.ts'

const attack = useAttack()

let blocked: Ferry
let loop: LoopWatch
beforeAll(async () => {
  blocked = await startFerry()
  loop = await startLoopWatch()
})
afterAll(async () => {
  await loop.stop()
  await blocked.close()
})

test('an answer is counted as refused or taken, and a connection without one as cut', async () => {
  expect((await attack.send('/api/v2/users')).status).toBe(401)
  expect((await attack.send('/.well-known/jwks.json')).status).toBe(200)
  await expect(attack.send('/healthz', { local_address: '192.0.2.1' })).rejects.toThrow()
  expect(attack.counts).toMatchObject({ attempts: 3, refused: 1, taken: 1, cut: 1, faults: 0 })
})

test('an answer 503 is a fault unless it says when to come again, in a header and with a code', () => {
  const counter = createCounter()
  const body = { error: 'temporarily_unavailable' }
  for (const answer of [
    { status: 503, headers: { 'retry-after': '1' }, text: '', body },
    { status: 503, headers: {}, text: '', body },
    { status: 503, headers: { 'retry-after': '1' }, text: '', body: 'sorry' },
    { status: 500, headers: { 'retry-after': '1' }, text: '', body },
  ]) {
    counter.count(answer)
  }
  expect(counter.counts).toMatchObject({ attempts: 4, refused: 1, faults: 3 })
  const [head, row, all] = attackTable([{ name: 'a file', attacks: counter.counts }]).split('\n')
  expect(head?.split(/ {2,}/)).toEqual([
    'Attacks',
    'attempts',
    'refused',
    'taken',
    'cut',
    '5xx',
    'block ms',
    'control ms',
    'beyond ms',
  ])
  expect(row?.trim().split(/ {2,}/)).toEqual(['a file', '4', '1', '0', '0', '3'])
  expect(all?.trim().split(/ {2,}/)).toEqual(['in all', '4', '1', '0', '0', '3'])
})

test('a block of the event loop is measured from outside, beside a control process that has none', async () => {
  loop.watch(blocked.url, blocked.pid())
  // As a busy event loop: the process answers nothing, and the machine has processors to spare.
  process.kill(blocked.pid(), 'SIGSTOP')
  await new Promise((resolve) => setTimeout(resolve, 500))
  process.kill(blocked.pid(), 'SIGCONT')
  expect((await blocked.call('/healthz')).status).toBe(200)
  const { questions, longest_ms, control_ms, beyond_ms } = await loop.report()
  expect(questions).toBeGreaterThan(0)
  expect(longest_ms).toBeGreaterThan(450)
  expect(beyond_ms).toBeGreaterThan(longest_ms - Math.max(control_ms, 250))
})
