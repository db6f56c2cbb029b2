/** Whose list or search is read next. Nothing here is timed: the test says when a read ends. */
import { expect, test } from 'vitest'
import { ReadTooSlow, StoreShareFull, StoreUnavailable } from '../../../server/store/contract.ts'
import { createReadTurns } from '../../../server/store/engine/read-turns.ts'
import { ownerOf, SCANS, WRITES } from '../../../server/store/operations/index.ts'

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Reads that the test ends. */
function openTurns() {
  const turns = createReadTurns({ quick: 1, patient: 2 })
  const reading: { name: string; end: () => void; tooSlow: () => void }[] = []
  const begun: string[] = []
  const way = (name: string) => () =>
    new Promise<unknown>((resolve, reject) => {
      begun.push(name)
      reading.push({ name, end: () => resolve(name), tooSlow: () => reject(new ReadTooSlow()) })
    })
  const read = (owner: string | undefined, name: string) => {
    const answer = turns.run(owner, { quick: way(`quick ${name}`), patient: way(`patient ${name}`) })
    answer.catch(() => undefined)
    return answer
  }
  const one = (name: string) => {
    const index = reading.findIndex((entry) => entry.name === name)
    const [entry] = reading.splice(index, 1)
    if (index < 0 || !entry) throw new Error(`${name} is not being read`)
    return entry
  }
  return {
    turns,
    begun,
    read,
    async end(name: string) {
      one(name).end()
      await nextTurn()
    },
    async tooSlow(name: string) {
      one(name).tooSlow()
      await nextTurn()
    },
  }
}

test('a read that is too slow for the quick way is read anew the patient way, and short reads go on meanwhile', async () => {
  const { read, begun, end, tooSlow } = openTurns()
  const search = read('busy', 'search')
  const list = read('quiet', 'list')
  await nextTurn()
  expect(begun).toEqual(['quick search'])
  await tooSlow('quick search')
  expect(begun.toSorted()).toEqual(['patient search', 'quick list', 'quick search'])
  await end('quick list')
  expect(await list).toBe('quick list')
  await end('patient search')
  expect(await search).toBe('patient search')
})

test('of one tenant one long search is read at a time, and a long search of another tenant passes those that wait', async () => {
  const { read, begun, tooSlow, end } = openTurns()
  for (const name of ['1', '2', '3']) void read('busy', name)
  void read('quiet', 'q')
  await nextTurn()
  for (const name of ['1', 'q', '2', '3']) await tooSlow(`quick ${name}`)
  expect(begun.filter((name) => name.startsWith('patient'))).toEqual(['patient 1', 'patient q'])
  await end('patient 1')
  expect(begun.filter((name) => name.startsWith('patient'))).toEqual(['patient 1', 'patient q', 'patient 2'])
})

test('a tenant whose searches back to back use up each quick turn lets another tenant read after each of them', async () => {
  const { read, begun, tooSlow, end } = openTurns()
  for (let n = 0; n < 5; n++) void read('busy', `b${n}`)
  for (let n = 0; n < 2; n++) void read('quiet', `q${n}`)
  await nextTurn()
  await tooSlow('quick b0')
  await end('quick q0')
  await tooSlow('quick b1')
  await end('quick q1')
  expect(begun.filter((name) => name.startsWith('quick'))).toEqual([
    'quick b0',
    'quick q0',
    'quick b1',
    'quick q1',
    'quick b2',
  ])
})

test('a tenant that waits for ten long searches is refused the next one; another tenant is not', async () => {
  const { read, tooSlow } = openTurns()
  const answers = Array.from({ length: 12 }, (_, n) => read('busy', `b${n}`))
  const quiet = read('quiet', 'q')
  await nextTurn()
  await tooSlow('quick b0')
  await tooSlow('quick q')
  for (let n = 1; n < 12; n++) await tooSlow(`quick b${n}`)
  await expect(answers[11]).rejects.toBeInstanceOf(StoreShareFull)
  const pending = Symbol('pending')
  expect(await Promise.race([answers[10], quiet, Promise.resolve(pending)])).toBe(pending)
})

test('what no way is patient enough for is told so, and what waits hears that the store closes', async () => {
  const { turns, read, tooSlow } = openTurns()
  const search = read('acme', 'search')
  const behind = read('acme', 'behind')
  await nextTurn()
  await tooSlow('quick search')
  await tooSlow('patient search')
  await expect(search).rejects.toBeInstanceOf(ReadTooSlow)
  const last = read('acme', 'last')
  turns.close()
  await expect(last).rejects.toBeInstanceOf(StoreUnavailable)
  await tooSlow('quick behind')
  await expect(behind).rejects.toBeInstanceOf(StoreUnavailable)
})

test.each(Object.entries({ ...SCANS, ...WRITES }))(
  '%s takes the share of the tenant that it is confined to',
  (name, operation) => {
    const [, first = ''] = /^function\*\s*\w+\(\s*(\w*)/.exec(operation.toString()) ?? []
    const isTenants = first === 'tenant_id' && !['ensureTenant', 'createTenant'].includes(name)
    expect(ownerOf(name, ['ten_1'])).toBe(isTenants ? 'ten_1' : undefined)
  },
)
