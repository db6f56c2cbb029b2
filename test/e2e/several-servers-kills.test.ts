/** Two real servers on one PostgreSQL, when one of the three processes ends. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { openBalancer } from '../support/balancer.ts'
import type { Ferry, FerryConnection } from '../support/ferry-process.ts'
import { callHttp } from '../support/http-call.ts'
import { describePostgres } from '../support/postgres.ts'
import type { CountingStore } from '../support/several-servers.ts'
import { KILL_ROUNDS, openCountingStore, startServers } from '../support/several-servers.ts'

const ROUND_MS = 180_000
/** Longer than the balancer of the test takes to notice. */
const NOTICE_MS = 1_000

describePostgres('two servers on one PostgreSQL, when processes end', (postgres) => {
  let servers: [Ferry, Ferry]
  let legacy: CountingStore
  let connection: FerryConnection

  beforeAll(async () => {
    servers = await startServers(postgres(), { FERRY_DRAIN_NOTICE_MS: String(NOTICE_MS) })
    legacy = await openCountingStore(5)
    connection = await servers[0].createConnection({ login: legacy.script })
  }, 180_000)

  /**
   * Signs new people in at the servers in turn while something happens, and some after it.
   *
   * @returns statuses of the answers by person; undefined: no answer came
   */
  async function signInDuring(
    event: () => Promise<void>,
    urlOf: (n: number) => string = (n) => servers[n % 2 === 0 ? 0 : 1].url,
  ): Promise<Map<string, number | undefined>> {
    const group = randomBytes(4).toString('hex')
    const answers = new Map<string, number | undefined>()
    let isOver = false
    let people = 0
    const workers = Array.from({ length: 4 }, async () => {
      while (!isOver) {
        const n = people++
        const email = `p${n}-${group}@example.com`
        const answer = await callHttp(`${urlOf(n)}/oauth/token`, {
          method: 'POST',
          body: {
            grant_type: 'http://auth0.com/oauth/grant-type/password-realm',
            realm: connection.name,
            username: email,
            password: 'right',
            ...servers[0].admin,
          },
        }).catch(() => undefined)
        answers.set(email, answer?.status)
        if (answer?.status !== 200) await wait(50)
      }
    })
    await expect.poll(() => answers.size, { timeout: 30_000 }).toBeGreaterThan(10)
    await event()
    isOver = true
    await Promise.all(workers)
    return answers
  }

  /** Everybody who was let in is stored, once, and gets in again without a script; nobody was told of a wrong password. */
  async function checkStored(answers: Map<string, number | undefined>, asked: Ferry): Promise<void> {
    const stored = (await asked.users(connection)).map(({ email }) => email)
    expect(new Set(stored).size).toBe(stored.length)
    for (const [email, status] of answers) {
      expect([200, 503, undefined], email).toContain(status)
      if (status === 200) expect(stored, email).toContain(email)
    }
    const letIn = [...answers].filter(([, status]) => status === 200).map(([email]) => email)
    const before = new Map(legacy.asked)
    for (const email of letIn.slice(-5)) {
      expect((await asked.login(connection, email, 'right')).status, email).toBe(200)
      expect(legacy.asked.get(email)).toBe(before.get(email))
    }
  }

  test(
    'SIGKILL of a server amid logins loses nothing that was acknowledged, and the other one goes on',
    async () => {
      for (let round = 0; round < KILL_ROUNDS; round++) {
        const [killed, other] = round % 2 === 0 ? servers : servers.toReversed()
        if (!killed || !other) throw new Error('there are two servers')
        const answers = await signInDuring(async () => {
          await killed.kill()
          await killed.start()
        })
        await checkStored(answers, other)
        await checkStored(answers, killed)
      }
    },
    ROUND_MS * KILL_ROUNDS,
  )

  test(
    'SIGKILL of PostgreSQL amid logins loses nothing that was acknowledged; both servers say so and recover by themselves',
    async () => {
      for (let round = 0; round < KILL_ROUNDS; round++) {
        const answers = await signInDuring(async () => {
          await killPostgres()
          await expect
            .poll(async () => (await servers[0].call('/readyz')).status, { timeout: 20_000 })
            .toBe(503)
          expect((await servers[1].call('/healthz')).status).toBe(200)
          await startPostgres()
          for (const one of servers) {
            await expect.poll(async () => (await one.call('/readyz')).status, { timeout: 60_000 }).toBe(200)
          }
        })
        for (const one of servers) await checkStored(answers, one)
        const refused = [...answers.values()].filter((status) => status === 503)
        expect(refused.length).toBeGreaterThan(0)
      }
    },
    ROUND_MS * KILL_ROUNDS,
  )

  test(
    'a rolling restart behind a balancer fails no request',
    async () => {
      const balancer = await openBalancer(servers.map(({ url }) => url))
      onTestFinished(balancer.close)
      const answers = await signInDuring(
        async () => {
          for (const one of servers) {
            expect(await one.stop()).toBe(0)
            await one.start()
            await expect.poll(() => balancer.isReady(one.url), { timeout: 60_000 }).toBe(true)
          }
        },
        () => balancer.url,
      )
      expect(balancer.failed).toEqual([])
      expect(new Set(answers.values())).toEqual(new Set([200]))
      await checkStored(answers, servers[0])
    },
    ROUND_MS,
  )

  async function killPostgres(): Promise<void> {
    const [row] = (await postgres().query('show data_directory')) as { data_directory: string }[]
    const [pid] = readFileSync(`${row?.data_directory}/postmaster.pid`, 'utf8').split('\n')
    process.kill(Number(pid), 'SIGKILL')
    await postgres().stop()
  }

  /** Its other processes end a moment later, and keep it from starting until then. */
  async function startPostgres(): Promise<void> {
    const deadline = performance.now() + 60_000
    for (;;) {
      try {
        await postgres().start()
        return
      } catch (error) {
        if (performance.now() > deadline) throw error
        await wait(500)
      }
    }
  }
})
