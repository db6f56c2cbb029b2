/** The number of people in a legacy store, counted by a script: `options.ferry_count`. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ScriptOutcome } from '../../../runtime/index.ts'
import type { FakeRuntime } from '../../support/fake-runtime.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const SOURCE = 'function count (callback) { callback(null, 1) }'

let server: TestServer
let runtime: FakeRuntime
let answer: ScriptOutcome | Promise<ScriptOutcome>

beforeAll(async () => {
  runtime = createFakeRuntime(() => answer)
  server = await startTestServer(runtime, {}, afterAll)
})

const optionsOf = { customScripts: { login: 'f' }, ferry_count: SOURCE }
const count = (id: string) => server.api('POST', `connections/${id}/migration/legacy-total/count`, {})
const total = async (id: string) => {
  const { body } = await server.api('GET', `connections/${id}/migration`)
  return (body as { legacy_total: { [name: string]: unknown } }).legacy_total
}

test('Count now runs the script with the configuration, apart from sign-ins, and keeps its number', async () => {
  const id = await server.connection('counted', { ...optionsOf, configuration: { DB: 'legacy' } })
  answer = { kind: 'value', value: 12_345 }
  const { status, body } = await count(id)
  expect(status).toBe(200)
  expect(body).toEqual({
    total: 12_345,
    source: 'script',
    at: expect.any(String),
    tried_at: expect.any(String),
    run_id: expect.stringMatching(/^run_/),
  })
  expect(runtime.calls.at(-1)).toMatchObject({
    script: { action: 'count', source: SOURCE },
    configuration: { values: { DB: 'legacy' } },
    args: [],
    throw_away: true,
  })
  expect(await total(id)).toEqual(body)
  const { run_id } = body as { run_id: string }
  const run = await server.api('GET', `runs/${run_id}`)
  expect(run.body).toMatchObject({ action: 'count', purpose: 'count', outcome: 'value' })
})

test('a count that fails says why in words, and the last good total stays', async () => {
  const id = await server.connection('failing', optionsOf)
  const value = (given: Extract<ScriptOutcome, { kind: 'value' }>['value']): ScriptOutcome => ({
    kind: 'value',
    value: given,
  })
  answer = value(1_000_000_000_000)
  expect((await count(id)).body).toMatchObject({ total: 1_000_000_000_000 })
  const cases: [ScriptOutcome, RegExp][] = [
    [value('12'), /Make it a number: callback\(null, \+count\)/],
    [value(-1), /no count.*whole number/],
    [value(1.5), /no count/],
    [value(1_000_000_000_001), /no count/],
    [value([1]), /a list/],
    [value({ count: 1 }), /an object/],
    [value(true), /true or false/],
    [{ kind: 'failure', code: 'invalid_profile', message: 'profile is a bigint' }, /no number.*whole number/],
    [{ kind: 'none' }, /without a number/],
    [{ kind: 'rejection', class: 'UnauthorizedError', message: 'no' }, /UnauthorizedError: no/],
    [{ kind: 'failure', code: 'script_timeout', message: 'It took too long.' }, /It took too long/],
    [{ kind: 'failure', code: 'legacy_unavailable', message: 'connect ECONNREFUSED' }, /ECONNREFUSED/],
  ]
  for (const [outcome, problem] of cases) {
    answer = outcome
    const { status, body } = await count(id)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      total: 1_000_000_000_000,
      source: 'script',
      problem: expect.stringMatching(problem),
      tried_at: expect.any(String),
    })
  }
  await server.api('PUT', `connections/${id}/migration/legacy-total`, { total: 7 })
  expect(await total(id)).toEqual({ total: 7, source: 'typed', at: expect.any(String) })
})

test('a second count waits for the first: it is refused', async () => {
  const id = await server.connection('twice', optionsOf)
  const slow = Promise.withResolvers<ScriptOutcome>()
  answer = slow.promise
  const ran = runtime.calls.length
  const first = count(id)
  await expect.poll(() => runtime.calls.length).toBe(ran + 1)
  expect(await count(id)).toMatchObject({ status: 409, body: { errorCode: 'conflict' } })
  slow.resolve({ kind: 'value', value: 2 })
  expect((await first).body).toMatchObject({ total: 2 })
  expect((await count(id)).status).toBe(200)
})

test('without a script, or with the scripts off, nothing is counted, and the answer says what to change', async () => {
  const none = await server.connection('none', { customScripts: { login: 'f' } })
  expect(await count(none)).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('options.ferry_count') },
  })
  const off = await server.connection('off', { ...optionsOf, enabledDatabaseCustomization: false })
  expect(await count(off)).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('enabledDatabaseCustomization') },
  })
  expect((await count('con_none')).status).toBe(404)
})

test('the script is an option of the connection, not one of customScripts: sent back as it was read, it stays', async () => {
  const id = await server.connection('kept', optionsOf)
  const read = async () =>
    ((await server.api('GET', `connections/${id}`)).body as { options: { [name: string]: unknown } }).options
  const options = await read()
  expect(options).toMatchObject({ ferry_count: SOURCE, customScripts: { login: 'f' } })
  expect((await server.api('PATCH', `connections/${id}`, { options })).status).toBe(200)
  expect(await read()).toEqual(options)
  const without = await server.api('PATCH', `connections/${id}`, {
    options: { ...options, ferry_count: null },
  })
  expect((without.body as { options: object }).options).not.toHaveProperty('ferry_count')
  for (const ferry_count of ['  ', 7, 'x'.repeat(200_000)]) {
    expect(
      (await server.api('PATCH', `connections/${id}`, { options: { ...options, ferry_count } })).status,
    ).toBe(400)
  }
})
