import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Runtime, ScriptCall, ScriptRun } from '../../runtime/index.ts'
import { createRuntime } from '../../runtime/index.ts'
import { useAttackCounts } from '../support/attack.ts'
import { hostileScripts, PRIVATE_ADDRESSES, PROBING_SCRIPT } from '../support/hostile.ts'

const WALL_MS = 2_000
const HEALTHY = `function login(email, password, callback) {
  global.runs = (global.runs || 0) + 1
  callback(null, { user_id: 'ann', email: email })
}`

const attack = useAttackCounts()
let runtime: Runtime

function callOf(tenant_id: string, name: string, source: string): ScriptCall {
  return {
    tenant_id,
    connection_id: `con_${name}`,
    script: { action: 'login', source, revision: '1' },
    configuration: { values: {}, revision: '1' },
    args: [`${name}@example.com`, 'a password'],
  }
}

const kindOf = ({ outcome }: ScriptRun): string => (outcome.kind === 'failure' ? outcome.code : outcome.kind)

/** Runs the neighbour's healthy script over and over. @returns a function that ends it and tells how it went */
function neighbour(): () => Promise<{ kinds: Set<string>; slowest_ms: number }> {
  const kinds = new Set<string>()
  let slowest_ms = 0
  let going = true
  const done = (async () => {
    while (going) {
      const began = performance.now()
      kinds.add(kindOf(await runtime.run(callOf('neighbour', 'healthy', HEALTHY))))
      slowest_ms = Math.max(slowest_ms, performance.now() - began)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  })()
  return async () => {
    going = false
    await done
    return { kinds, slowest_ms }
  }
}

beforeAll(async () => {
  runtime = createRuntime({ limits: { wall_ms: WALL_MS } })
  await runtime.ready()
  await runtime.run(callOf('neighbour', 'healthy', HEALTHY))
})

afterAll(() => runtime.close())

test.each(hostileScripts().map((script) => [script.name, script] as const))(
  'S3: %s ends as documented, its tenant goes on within 1 s, and the neighbour notices nothing',
  async (name, script) => {
    const stop = neighbour()
    const began = performance.now()
    const run = await runtime.run(callOf('hostile', name, script.source))
    const took_ms = performance.now() - began
    const again_from = performance.now()
    const next = await runtime.run(callOf('hostile', 'innocent', HEALTHY))
    const again_ms = performance.now() - again_from
    const { kinds, slowest_ms } = await stop()

    expect(script.outcomes).toContain(kindOf(run))
    attack.countAs(kindOf(run) === 'value' ? 'taken' : 'refused')
    expect(took_ms).toBeLessThan(WALL_MS + 1_000)
    expect(kindOf(next)).toBe('value')
    expect(again_ms).toBeLessThan(1_000)
    expect([...kinds]).toEqual(['value'])
    expect(slowest_ms).toBeLessThan(1_000)
  },
)

test('S3: a script that runs out of memory ends alone, without the other connections of its tenant', async () => {
  const source = hostileScripts().find(({ name }) => name === 'memory-in-bulk')?.source ?? ''
  const slow = `function login(email, password, callback) { setTimeout(callback, 1500, null, { user_id: 'ann', email }) }`
  // With its isolate warm, both are under way at once.
  await runtime.run(callOf('shared', 'slow', slow))
  const innocent = runtime.run(callOf('shared', 'slow', slow))
  const guilty = await runtime.run(callOf('shared', 'bulk', source))
  expect(['script_memory', 'script_timeout']).toContain(kindOf(guilty))
  expect(guilty.attempts).toBe(1)
  expect(await innocent).toMatchObject({ outcome: { kind: 'value' }, attempts: 1 })
})

test('S13: of two calls of the callback the first one counts', async () => {
  const script = hostileScripts().find(({ name }) => name === 'calls-back-twice')
  const run = await runtime.run(callOf('hostile', 'twice', script?.source ?? ''))
  expect(run.outcome).toMatchObject({ kind: 'value', value: { user_id: 'first of calls-back-twice' } })
})

test('S9: a script that replaces JSON.stringify changes only what it returns itself', async () => {
  const script = hostileScripts().find(({ name }) => name === 'poisoned-built-ins')
  const run = await runtime.run(callOf('hostile', 'poison', script?.source ?? ''))
  expect(run.outcome).toMatchObject({ kind: 'value', value: { user_id: 'first of poisoned-built-ins' } })
})

test.each(PRIVATE_ADDRESSES)('N1: a script is refused the address %s', async (address) => {
  const run = await runtime.run({
    ...callOf('hostile', 'probing', PROBING_SCRIPT),
    configuration: { values: { address, port: '80' }, revision: address },
  })
  expect(run.outcome).toMatchObject({ kind: 'failure', code: 'network_blocked' })
  expect(run.outcome.kind === 'failure' && run.outcome.message).toContain('not allowed')
  attack.countAs('refused')
})
