import { expect, test } from 'vitest'
import { createSecrets } from '../../../server/secrets/index.ts'
import { createWakes } from '../../../server/store/engine/wakes.ts'
import type { StoreEngine } from '../../../server/store/operations/index.ts'
import { POINT_READS, SCANS, TIMED, WRITES } from '../../../server/store/operations/index.ts'
import { createStore } from '../../../server/store/store.ts'

/** Answers nothing, and remembers what it was asked. */
function recordingEngine(): { engine: StoreEngine; asked: unknown[][] } {
  const asked: unknown[][] = []
  const ask =
    (kind: string) =>
    async (...call: unknown[]): Promise<never> => {
      asked.push([kind, ...call])
      return undefined as never
    }
  const engine = {
    is_shared: false,
    ...createWakes(),
    point: ask('point'),
    scan: ask('scan'),
    write: ask('write'),
    ping: ask('ping'),
    close: ask('close'),
  }
  return { engine, asked }
}

function open(engine: StoreEngine) {
  return createStore(engine, createSecrets({ master: 'a master key of a test, long enough' }), {
    now: () => 1_000,
  })
}

test('a call reaches the engine under its own name, in the way that its table says', async () => {
  const { engine, asked } = recordingEngine()
  const store = open(engine)
  await store.findUser('ten_1', 'auth0|1')
  await store.countUsers('ten_1', 'con_1')
  await store.endJob('ten_1', 'job_1', 'completed')
  expect(asked).toEqual([
    ['point', 'findUser', 'ten_1', 'auth0|1'],
    ['scan', 'countUsers', 'ten_1', 'con_1'],
    ['write', 'endJob', 'ten_1', 'job_1', 'completed'],
  ])
})

test('the time comes last, also when an optional argument is left out', async () => {
  const { engine, asked } = recordingEngine()
  const store = open(engine)
  const draft = { scripts: {} }
  await store.saveDraft('ten_1', 'con_1', draft, 'mem_1')
  await store.saveDraft('ten_1', 'con_1', draft, 'mem_1', 7)
  expect(asked).toEqual([
    ['write', 'saveDraft', 'ten_1', 'con_1', draft, 'mem_1', undefined, 1_000],
    ['write', 'saveDraft', 'ten_1', 'con_1', draft, 'mem_1', 7, 1_000],
  ])
})

test('an operation is TIMED if its last parameter is the time and no id is added before it', () => {
  const writtenByHand = [
    'ensureTenant',
    'createTenant',
    'createConnection',
    'createUser',
    'saveCachedLogin',
    'deleteUser',
    'createMember',
    'createMemberLink',
    'createClientCredential',
    'createCustomDomain',
    'claimMemberLink',
    'claimSetupLink',
    'useTicket',
    'deployDraft',
    'addMail',
    'claimMails',
    'claimLogoutCalls',
  ]
  const timed = Object.entries({ ...POINT_READS, ...SCANS, ...WRITES })
    .filter(([, operation]) => /^\S+ ?\w*\([^{]*\bnow,?\s*\)/.test(signatureOf(operation)))
    .map(([name]) => name)
  expect(timed.toSorted()).toEqual([...TIMED, ...writtenByHand].toSorted())
})

/** The text up to the body, without destructured parameters. */
function signatureOf(operation: { toString(): string }): string {
  const text = operation.toString().replaceAll(/\{[^{}]*\}(?=\s*[,)])/g, 'fields')
  return text.slice(0, text.indexOf(')') + 1)
}

test('an operation takes each argument in its place: none has a default or gathers the rest', () => {
  const loose = Object.entries({ ...POINT_READS, ...SCANS, ...WRITES }).filter(([, operation]) =>
    /=|\.\.\./.test(signatureOf(operation)),
  )
  expect(loose.map(([name]) => name)).toEqual([])
})
