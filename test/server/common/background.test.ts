import { expect, test } from 'vitest'
import { createBackground } from '../../../server/common/background.ts'

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Work that goes on until the test ends it. */
function longWork() {
  const begun: string[] = []
  const ends: (() => void)[] = []
  const work = (name: string) => (): Promise<void> =>
    new Promise((resolve) => {
      begun.push(name)
      ends.push(resolve)
    })
  return { begun, ends, work }
}

function open() {
  const lines: unknown[] = []
  const note = (...line: unknown[]): void => {
    lines.push(line)
  }
  return { lines, background: createBackground({ info: note, warn: note, error: note }) }
}

test('work begins after the answer that is being made, and its errors go to the operator’s log', async () => {
  const { background, lines } = open()
  const events: string[] = []
  const taken = background.of('acme').run('failing', async () => {
    events.push('work')
    throw new Error('no')
  })
  events.push('answer')
  expect(await taken).toBe(true)
  await background.close(10_000)
  expect(events).toEqual(['answer', 'work'])
  expect(lines).toEqual([['background_work_failed', new Error('no'), { tenant_id: 'acme', work: 'failing' }]])
})

test('a tenant whose work never ends delays no other tenant', async () => {
  const { background } = open()
  const { begun, work } = longWork()
  for (let n = 0; n < 100; n++) await background.of('busy').run('mail', work('busy'))
  await background.of('quiet').run('mail', work('quiet'))
  await nextTurn()
  await nextTurn()
  expect(begun.filter((name) => name === 'busy').length).toBe(8)
  expect(begun).toContain('quiet')
})

test('too much work of one tenant is refused; the work of other tenants is not', async () => {
  const { background, lines } = open()
  const { work } = longWork()
  const taken: boolean[] = []
  for (let n = 0; n < 203; n++) taken.push(await background.of('busy').run('reset', work('busy')))
  expect(taken.indexOf(false)).toBe(200)
  expect(lines).toEqual(Array(3).fill(['background_work_dropped', { tenant_id: 'busy', work: 'reset' }]))
  expect(await background.of('quiet').run('reset', work('quiet'))).toBe(true)
})

test('an unauthenticated caller can use at most a tenth of a tenant’s share', async () => {
  const { background } = open()
  const { work } = longWork()
  const taken: boolean[] = []
  for (let n = 0; n < 300; n++) {
    taken.push(await background.of('acme', '203.0.113.7').run('reset', work('stranger')))
  }
  expect(taken.filter(Boolean).length).toBe(20)
  expect(await background.of('acme', '203.0.113.8').run('reset', work('another'))).toBe(true)
  expect(await background.of('other', '203.0.113.7').run('reset', work('elsewhere'))).toBe(true)
  expect(await background.of('acme').run('job', work('administrator'))).toBe(true)
})

test('at shutdown no work is accepted, running work gets its time, and waiting work is dropped', async () => {
  const { background, lines } = open()
  const { begun, ends, work } = longWork()
  for (let n = 0; n < 10; n++) await background.of('acme').run('mail', work(`${n}`))
  await nextTurn()
  await nextTurn()
  const closed = background.close(0)
  expect(await background.of('acme').run('late', work('late'))).toBe(false)
  await closed
  for (const end of ends) end()
  await nextTurn()
  expect(begun.length).toBe(8)
  expect(lines.length).toBe(3)
})
