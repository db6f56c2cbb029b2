import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createRuntime } from '../../../runtime/index.ts'
import { callHttp } from '../../support/http-call.ts'
import type { Scrape } from '../../support/metrics.ts'
import { scrape } from '../../support/metrics.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const LOGIN = `function login(email, password, callback) {
  if (email.startsWith('broken')) throw new Error('canary-of-script ' + password)
  if (password !== 'canary-password') return callback(new WrongUsernameOrPasswordError(email))
  callback(null, { user_id: email, email })
}`

describe('after sign-ins of every kind', () => {
  let server: TestServer
  let connection: string
  let metrics: Scrape

  const statuses: number[] = []
  const login = async (username: string, password: string): Promise<void> => {
    statuses.push((await server.login('legacy', username, password)).status)
  }

  beforeAll(async () => {
    server = await startTestServer(
      createRuntime,
      { FERRY_METRICS_PORT: '0', FERRY_SANDBOX_ALLOW: '127.0.0.0/8' },
      (work) => afterAll(work),
    )
    connection = await server.connection('legacy', { customScripts: { login: LOGIN } })
    await login('ann@example.com', 'canary-password')
    await login('ann@example.com', 'canary-password')
    await login('ann@example.com', 'canary-wrong')
    await login('bob@example.com', 'canary-wrong')
    await login('broken@example.com', 'canary-password')
    await server.call('/dbconnections/change_password', {
      method: 'POST',
      body: { client_id: server.admin.client_id, email: 'ann@example.com', connection: 'legacy' },
    })
    metrics = await vi.waitFor(async () => {
      const now = await scrape(server.metrics_url)
      if (now.value('ferry_mail_tries_total') === 0) throw new Error('no mail has been sent')
      if (now.value('ferry_queue_running') > 0) throw new Error('work is under way')
      return now
    })
  })

  test('the test did what it counts', () => {
    expect(statuses).toEqual([200, 200, 403, 403, 400])
  })

  test.each([
    ['migrated', 1],
    ['success', 1],
    ['denied', 2],
    ['failed', 1],
  ])('sign-ins that ended as %s are counted', (outcome, times) => {
    expect(metrics.value('ferry_logins_total', { connection, outcome })).toBe(times)
  })

  test('as many sign-ins are counted as there were', () => {
    expect(metrics.value('ferry_logins_total')).toBe(statuses.length)
  })

  test('migrated users are counted, and by what they were migrated', () => {
    expect(metrics.value('ferry_migrations_total')).toBe(1)
    expect(metrics.value('ferry_migrations_total', { connection, by: 'login' })).toBe(1)
  })

  test('runs of scripts are counted by action and outcome, and timed', () => {
    const of = (outcome: string) =>
      metrics.value('ferry_script_runs_total', { connection, action: 'login', purpose: 'live', outcome })
    expect(['value', 'rejection', 'script_error'].map(of)).toEqual([1, 1, 1])
    expect(metrics.value('ferry_script_runs_total')).toBe(3)
    expect(metrics.value('ferry_script_duration_seconds', { action: 'login' })).toBe(3)
  })

  test('runners are counted as the log tells of them', () => {
    const told = (event: string) => server.logLines.filter((line) => line.includes(`"${event}"`)).length
    expect(told('runner_started')).toBeGreaterThan(0)
    expect(metrics.value('ferry_runner_starts_total')).toBe(told('runner_started'))
    expect(metrics.value('ferry_runner_kills_total')).toBe(told('runner_killed'))
    expect(metrics.value('ferry_runners')).toBeGreaterThan(0)
  })

  test('hashes of passwords are timed, with their wait', () => {
    // One for the new user, two to verify, one for each attempt that ended otherwise.
    expect(metrics.value('ferry_hash_duration_seconds')).toBeGreaterThanOrEqual(4)
    expect(metrics.value('ferry_hash_wait_seconds')).toBe(metrics.value('ferry_hash_duration_seconds'))
  })

  test('operations of the store are timed by name', () => {
    expect(metrics.value('ferry_store_duration_seconds', { operation: 'createUser' })).toBe(1)
    expect(metrics.value('ferry_store_duration_seconds', { operation: 'createConnection' })).toBe(1)
    expect(metrics.value('ferry_store_errors_total')).toBe(0)
  })

  test('mails are counted', () => {
    expect(metrics.value('ferry_mail_tries_total', { outcome: 'delivered' })).toBe(1)
    expect(metrics.value('ferry_mail_tries_total', { outcome: 'failed' })).toBe(0)
  })

  test('requests are counted by template of the path and class of the status', () => {
    const token = (status: string) =>
      metrics.value('ferry_http_requests_total', { method: 'POST', route: '/oauth/token', status })
    // The first token is the administrator's.
    expect([token('2xx'), token('4xx'), token('5xx')]).toEqual([3, 3, 0])
    expect(metrics.value('ferry_http_requests_total', { route: '/api/v2/connections', status: '2xx' })).toBe(
      1,
    )
    expect(metrics.value('ferry_http_duration_seconds', { route: '/oauth/token' })).toBe(6)
  })

  test('every queue has its depth', () => {
    expect(metrics.labelValues('queue').toSorted()).toEqual([
      'hashes',
      'logout_calls',
      'long_lists',
      'look_ups',
      'mails',
      'scripts',
    ])
    expect(metrics.value('ferry_queue_waiting')).toBe(0)
  })

  test('the process itself is measured', () => {
    expect(metrics.value('process_resident_memory_bytes')).toBeGreaterThan(1e6)
    expect(metrics.text).toContain('nodejs_eventloop_lag')
  })

  test('K3: no name, no email address, no password and no text of a script is in any line', () => {
    for (const word of ['canary', 'example.com', 'ann', 'legacy"']) expect(metrics.text).not.toContain(word)
  })

  test('unknown paths and methods are counted together, so that callers cannot add series', async () => {
    const before = (await scrape(server.metrics_url)).labelValues('route')
    for (const path of ['/canary-1', '/canary-2', '/api/v2/canary']) await server.call(path)
    await server.call('/canary-3', { method: 'PROPFIND' })
    const after = await scrape(server.metrics_url)
    expect(after.labelValues('route').filter((route) => !before.includes(route))).toEqual(['none'])
    expect(after.value('ferry_http_requests_total', { route: 'none', method: 'GET' })).toBe(3)
    expect(after.value('ferry_http_requests_total', { route: 'none', method: 'OTHER' })).toBe(1)
  })

  test('the listener answers nothing but the metrics, and only to readers', async () => {
    const url = server.metrics_url ?? ''
    expect((await callHttp(url.replace('/metrics', '/'))).status).toBe(404)
    expect((await callHttp(url.replace('/metrics', '/healthz'))).status).toBe(404)
    expect((await callHttp(url, { method: 'POST' })).status).toBe(405)
    expect((await server.call('/metrics')).status).toBe(404)
  })

  test('N2: a script cannot read the metrics, whatever range the operator allows', async () => {
    const script = `async function login(email, password, callback) {
      try { await fetch('${server.metrics_url}') } catch (error) { return callback(new Error('refused ' + error.cause?.code)) }
      callback(null, { user_id: 'read', email })
    }`
    const path = `connections/${connection}/scripts/login/try`
    const { status, text } = await server.api('POST', path, {
      script,
      arguments: { email: 'ann@example.com', password: 'a password' },
    })
    expect(status, text).toBe(200)
    expect(text).toContain('network_blocked')
    expect(text).not.toContain('"read"')
  })

  test('the series of a deleted connection vanish', async () => {
    expect((await scrape(server.metrics_url)).text).toContain(connection)
    await server.api('DELETE', `connections/${connection}`)
    const after = await scrape(server.metrics_url)
    expect(after.text).not.toContain(connection)
    expect(after.value('ferry_store_duration_seconds', { operation: 'deleteConnection' })).toBe(1)
  })
})

test('without the setting no metrics are kept', async () => {
  const server = await startTestServer(createRuntime)
  expect(server.metrics_url).toBeUndefined()
})
