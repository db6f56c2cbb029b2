import { describe, expect, test } from 'vitest'
import { createFetchScripts } from '../../support/http-script.ts'
import { useSandbox } from '../../support/sandbox.ts'
import type { Echo } from '../../support/web-service.ts'
import { useWebService } from '../../support/web-service.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })
const service = useWebService()
const other = useWebService()
const { run, result, echoed } = createFetchScripts(sandbox, service, other)

describe('redirects', () => {
  test.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [307, 'POST', 'POST', 'x'],
    [308, 'PUT', 'PUT', 'x'],
  ])('%i of a %s becomes a %s', async (code, method, becomes, body) => {
    const told = await result(
      `const r = await fetch(base + '/redirect?code=${code}', { method: '${method}', body: 'x' }); return { ...(await r.json()), redirected: r.redirected, url: r.url.slice(base.length) }`,
    )
    expect(told).toMatchObject({ method: becomes, body, redirected: true })
    expect((told as Echo).headers['content-type']).toBe(body === '' ? undefined : 'text/plain;charset=UTF-8')
  })

  test('N4: credentials are not taken to another origin', async () => {
    const headers = "{ headers: { Authorization: 'Basic x', Cookie: 'a=b', 'X-Mine': '1' } }"
    const same = await echoed(`fetch(base + '/redirect', ${headers})`)
    expect(same.headers).toMatchObject({ authorization: 'Basic x', cookie: 'a=b', 'x-mine': '1' })
    const foreign = await echoed(
      `fetch(base + '/redirect?to=' + encodeURIComponent(other + '/echo'), ${headers})`,
    )
    expect(foreign.headers).toMatchObject({ 'x-mine': '1', host: `127.0.0.1:${other().port}` })
    expect(foreign.headers).not.toHaveProperty('authorization')
    expect(foreign.headers).not.toHaveProperty('cookie')
  })

  test('five are followed, and no sixth', async () => {
    const before = service().requests().length
    const { outcome } = await run("return fetch(base + '/loop').catch((error) => { throw error.cause })")
    expect(outcome).toMatchObject({ message: 'redirect count exceeded' })
    expect(service().requests().length - before).toBe(6)
  })

  test('manual and error', async () => {
    expect(
      await result(
        "const r = await fetch(base + '/redirect', { redirect: 'manual' }); return [r.status, r.headers.get('location')]",
      ),
    ).toEqual([302, '/echo'])
    expect(
      (
        await run(
          "return fetch(base + '/redirect', { redirect: 'error' }).catch((error) => { throw error.cause })",
        )
      ).outcome,
    ).toMatchObject({ message: 'unexpected redirect' })
  })

  test('N4: to a private address is refused', async () => {
    const { outcome } = await run("return fetch(base + '/redirect?to=http%3A%2F%2F10.0.0.1%2F')")
    expect(outcome).toMatchObject({ code: 'network_blocked' })
  })
})

describe('failures', () => {
  test.each([
    ['a refused port', "fetch('http://127.0.0.1:1/')", 'ECONNREFUSED'],
    ['a server that hangs up', "fetch(base + '/hang-up')", 'ECONNRESET'],
    ['a private address', "fetch('http://10.0.0.1/')", 'ERR_NETWORK_BLOCKED'],
  ])('%s is TypeError: fetch failed, with its cause', async (_, body, code) => {
    expect(
      await result(`return ${body}.catch((error) => [error.name, error.message, error.cause.code])`),
    ).toEqual(['TypeError', 'fetch failed', code])
  })

  test('an unhandled one ends the run as that error', async () => {
    expect((await run("return fetch('http://127.0.0.1:1/')")).outcome).toMatchObject({
      code: 'legacy_unavailable',
      message: expect.stringContaining('fetch failed'),
    })
  })

  test('half an answer fails its reader', async () => {
    expect(
      await result(
        "const r = await fetch(base + '/half'); return r.text().catch((error) => [r.status, error.name, error.message])",
      ),
    ).toEqual([200, 'TypeError', 'terminated'])
  })

  test('an AbortSignal ends it, before and after the answer, and AbortSignal.timeout too', async () => {
    expect(
      await result(`const seen = []
        await fetch(base, { signal: AbortSignal.abort() }).catch((error) => seen.push(error.name))
        const one = new AbortController(); setTimeout(() => one.abort(), 20)
        await fetch(base + '/silence', { signal: one.signal }).catch((error) => seen.push(error.name))
        const two = new AbortController(); const r = await fetch(base + '/stall', { signal: two.signal }); setTimeout(() => two.abort(new Error('mine')), 20)
        await r.text().catch((error) => seen.push(error.message))
        await fetch(base + '/silence', { signal: AbortSignal.timeout(20) }).catch((error) => seen.push(error.name))
        return seen`),
    ).toEqual(['AbortError', 'AbortError', 'mine', 'TimeoutError'])
  })
})
