import { AsyncLocalStorage } from 'node:async_hooks'
import { afterAll, describe, expect, test } from 'vitest'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { Store } from '../../../server/store/contract.ts'
import { StoreUnavailable } from '../../../server/store/contract.ts'
import { DriverFailure } from '../../../server/store/postgres/failures.ts'
import type { Session, Sessions } from '../../../server/store/postgres/sessions.ts'
import { createPostgresStore } from '../../../server/store/postgres.ts'
import { databaseUrl, describePostgres } from '../../support/postgres.ts'
import { addConnection, addUser, newTenant, sampleUser } from './contract/samples.ts'
import { describeStore } from './contract.ts'

const secrets = createSecrets({ master: 'the master key of a test, long enough' })
const sleep = async (): Promise<void> => undefined

/** A call of the store in which statements fail. */
interface Attack {
  method: string
  /** The statement that fails next, of those of its transaction; the last one is the commit. */
  next: number
  /** The first statement that does not fail any more; none when undefined. */
  end?: number
  how: string | undefined
}

/** More than any operation has statements, but for those that look at every tenant. */
const REPETITIONS = 200
/** Calls of each method that are attacked. */
const ATTACKED = 15

/** Lets one statement of each transaction fail before it reaches the server; the repetition fails at the next one. */
function createAttacks() {
  const running = new AsyncLocalStorage<Attack>()
  const calls = new Map<string, number>()
  /** Statements that a method needed at most, and those that failed. */
  const seen = new Map<string, { most: number; failed: Set<number> }>()
  let failures = 0

  const seenOf = (method: string) => {
    const found = seen.get(method) ?? { most: 0, failed: new Set<number>() }
    seen.set(method, found)
    return found
  }

  function strike(at: number, attack: Attack): void {
    const found = seenOf(attack.method)
    found.most = Math.max(found.most, Math.min(at + 1, REPETITIONS))
    if (at !== attack.next || attack.next >= (attack.end ?? REPETITIONS)) return
    attack.next += 1
    failures += 1
    found.failed.add(at)
    throw new DriverFailure('injected', attack.how ?? (failures % 2 === 0 ? '40001' : '40P01'))
  }

  return {
    running,
    seen,
    wrap: (sessions: Sessions): Sessions => ({
      ...sessions,
      async take() {
        const session = await sessions.take()
        const attack = running.getStore()
        return attack ? attacked(session, (at) => strike(at, attack)) : session
      },
    }),
    /** Puts the first calls of each method under attack. */
    around(store: Store): Store {
      const methods = Object.entries(store).map(([method, call]) => {
        if (typeof call !== 'function') return [method, call]
        const attackedCall = (...args: readonly unknown[]): unknown => {
          const count = calls.get(method) ?? 0
          calls.set(method, count + 1)
          const run = () => (call as (...args: readonly unknown[]) => unknown)(...args)
          if (count >= ATTACKED) return run()
          return running.run({ method, next: 0, how: undefined }, run)
        }
        return [method, attackedCall]
      })
      return Object.fromEntries(methods) as Store
    },
  }
}

function attacked(session: Session, strike: (at: number) => void): Session {
  let at = 0
  return {
    async rows(statement) {
      strike(at++)
      return await session.rows(statement)
    },
    async execute(command) {
      if (command === 'commit') strike(at++)
      await session.execute(command)
    },
    release: session.release,
  }
}

describePostgres('PostgreSQL', (postgres) => {
  const attacks = createAttacks()

  describe('whose statements fail once each, as on a server that undoes many transactions', () => {
    describeStore('the PostgreSQL store', async () => {
      const { url, drop } = await databaseUrl(postgres())
      return {
        open: async () =>
          attacks.around(
            await createPostgresStore({ url, secrets, sleep, repetitions: REPETITIONS, wrap: attacks.wrap }),
          ),
        dispose: drop,
      }
    })

    afterAll(() => {
      const missed = [...attacks.seen].flatMap(([method, { most, failed }]) =>
        Array.from({ length: most }, (_, at) => at)
          .filter((at) => !failed.has(at))
          .map((at) => `${method} ${at}`),
      )
      expect(attacks.seen.size).toBeGreaterThan(80)
      expect(missed).toEqual([])
    })
  })

  async function opened(wrap: (sessions: Sessions) => Sessions) {
    const { url, drop } = await databaseUrl(postgres())
    const store = await createPostgresStore({ url, secrets, sleep, wrap })
    const end = async () => {
      await store.close()
      await drop()
    }
    return { store, end }
  }

  test('a connection that is lost before the commit is replaced, and the write takes place once', async () => {
    const { running, wrap } = createAttacks()
    const { store, end } = await opened((sessions) => {
      const wrapped = wrap(sessions)
      return wrapped
    })
    const tenant_id = await newTenant(store)
    const { connection_id } = await addConnection(store, tenant_id)
    for (const next of [0, 1, 3]) {
      const attack: Attack = { method: 'createUser', next, end: next + 2, how: '57P01' }
      const made = await running.run(attack, () =>
        store.createUser(tenant_id, sampleUser(connection_id, `u${next}`)),
      )
      expect(made.kind).toBe('created')
    }
    expect(await store.countUsers(tenant_id, connection_id)).toEqual({ users: 3, migrated: 3 })
    await end()
  })

  test('a transaction that the server undoes again and again ends as a store that is not available', async () => {
    const { running, wrap } = createAttacks()
    const { store, end } = await opened(wrap)
    const tenant_id = await newTenant(store)
    const { connection_id } = await addConnection(store, tenant_id)
    await addUser(store, tenant_id, connection_id, 'ann')
    const attack: Attack = { method: 'recordLogin', next: 0, end: 1, how: '40001' }
    Object.defineProperty(attack, 'next', { get: () => 0, set: () => undefined })
    await expect(
      running.run(attack, () => store.recordLogin(tenant_id, 'auth0|ann', '192.0.2.1')),
    ).rejects.toThrow(StoreUnavailable)
    expect(await store.findUser(tenant_id, 'auth0|ann')).toMatchObject({ logins_count: 1 })
    await end()
  })
})
