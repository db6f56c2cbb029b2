import { expect, test } from 'vitest'
import { describeRedis } from '../../support/redis.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { freePort } from '../../support/servers.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })

describeRedis('redis inside the sandbox', (redis) => {
  const run = async (body: string, more: { [name: string]: string } = {}) => {
    const { outcome } = await sandbox.run(
      `async function (email, password, callback) {
        const client = require('redis').createClient({ url: configuration.url, socket: { reconnectStrategy: false } })
        client.on('error', () => {})
        try {
          await client.connect()
          callback(null, { id: 1, value: await (async () => { ${body} })() })
        } catch (error) {
          callback(error)
        } finally {
          if (client.isOpen) await client.close()
        }
      }`,
      { configuration: { values: { url: redis().url, ...more }, revision: '1' } },
    )
    return outcome.kind === 'value' ? (outcome.value as { value: unknown }).value : outcome
  }

  test('keeps hashes and texts, expires them, and runs transactions', async () => {
    const body = `
      await client.hSet('user:ann', { email: 'ann@example.com', name: 'Ann Óg 日本' })
      await client.set('count', 1, { EX: 60 })
      const [count, ttl] = await client.multi().incr('count').ttl('count').exec()
      return [await client.hGetAll('user:ann'), await client.get('nobody'), count, ttl > 0]`
    expect(await run(body)).toEqual([{ email: 'ann@example.com', name: 'Ann Óg 日本' }, null, 2, true])
  })

  test('reports a wrong password as such', async () => {
    const url = new URL(redis().url)
    url.password = 'wrong'
    expect(await run('return 1', { url: url.href })).toMatchObject({
      code: 'script_error',
      message: expect.stringContaining('WRONGPASS'),
    })
  })

  test('R13: a server that is down is distinguished from an error of the script', async () => {
    const url = `redis://127.0.0.1:${await freePort()}`
    expect(await run('return 1', { url })).toMatchObject({ code: 'legacy_unavailable' })
  })
})
