/** How long failed logins take, by why they fail (A2). @module */
import { setTimeout as sleep } from 'node:timers/promises'
import { readConfig } from '../../server/common/config.ts'
import { createLog } from '../../server/common/log.ts'
import { startServer } from '../../server/process/start-up.ts'
import { PASSWORD_REALM_GRANT } from '../../server/tenancy/clients.ts'
import { createFakeRuntime, legacyStore } from './fake-runtime.ts'
import type { Answer } from './http-call.ts'
import { callHttp } from './http-call.ts'

const RIGHT = 'old-secret'
const LEGACY_MS = 40
const MIGRATED = ['migrated', 'blocked']
const people = legacyStore(
  [...MIGRATED, 'legacy'].map((name, index) => ({
    id: index + 1,
    email: `${name}@example.com`,
    password: RIGHT,
  })),
)

/** Why a login fails. */
export type Kind = 'unknown' | 'legacy' | 'migrated' | 'blocked'

const KINDS: readonly Kind[] = ['unknown', 'legacy', 'migrated', 'blocked']

/**
 * Times wrong passwords of four kinds in turns, one at a time, against a legacy store of 40 ms.
 *
 * @param data_dir an empty folder
 * @returns milliseconds from request to answer
 */
export async function measureLogins(data_dir: string, rounds: number): Promise<{ [kind in Kind]: number[] }> {
  const runtime = createFakeRuntime(async (call) => {
    await sleep(LEGACY_MS)
    return people(call)
  })
  const server = await startServer(
    readConfig({ PORT: '0', FERRY_DATA_DIR: data_dir }),
    createLog(() => undefined),
    () => runtime,
    () => undefined,
  )
  try {
    const client = server.generated_client
    const token = (fields: object): Promise<Answer> =>
      callHttp(`${server.address}/oauth/token`, { method: 'POST', body: { ...client, ...fields } })
    const granted = await token({ grant_type: 'client_credentials', audience: `${server.address}/api/v2/` })
    const { access_token } = granted.body as { access_token: string }
    const api = async (method: string, path: string, body: object): Promise<void> => {
      const headers = { authorization: `Bearer ${access_token}` }
      const { status, text } = await callHttp(`${server.address}/api/v2/${path}`, { method, body, headers })
      if (status >= 300) throw new Error(text)
    }
    const login = (name: string, password: string): Promise<Answer> =>
      token({ grant_type: PASSWORD_REALM_GRANT, realm: 'shop', username: `${name}@example.com`, password })

    await api('POST', 'connections', {
      name: 'shop',
      strategy: 'auth0',
      enabled_clients: [client?.client_id],
      options: {
        enabledDatabaseCustomization: true,
        import_mode: true,
        customScripts: { login: 'function login (email, password, callback) {}' },
      },
    })
    // Who measures is not to be taken for who guesses.
    for (const name of ['brute-force-protection', 'suspicious-ip-throttling']) {
      await api('PATCH', `attack-protection/${name}`, { allowlist: ['127.0.0.0/8'] })
    }
    for (const name of MIGRATED) await login(name, RIGHT)
    await api('PATCH', 'users/auth0%7C2', { blocked: true })

    const times: { [kind in Kind]: number[] } = { unknown: [], legacy: [], migrated: [], blocked: [] }
    for (let round = -1; round < rounds; round++) {
      for (const kind of KINDS) {
        const began = performance.now()
        const { status, text } = await login(kind, `wrong ${round}`)
        const took = performance.now() - began
        if (status !== 403) throw new Error(text)
        // The first round warms up.
        if (round >= 0) times[kind].push(took)
      }
    }
    return times
  } finally {
    await server.stop()
  }
}

/** Every two kinds: how well one time tells them apart (0.5 = not at all, 1 = always), and how far their medians are. */
export function compareKinds(
  times: { [kind in Kind]: number[] },
): { pair: string; auc: number; medians_apart_ms: number }[] {
  return KINDS.flatMap((one, index) =>
    KINDS.slice(index + 1).map((other) => {
      const auc = areaUnderCurve(times[one], times[other])
      return {
        pair: `${one}, ${other}`,
        auc: Math.max(auc, 1 - auc),
        medians_apart_ms: Math.abs(median(times[one]) - median(times[other])),
      }
    }),
  )
}

/** The chance that one of the second takes longer than one of the first. */
function areaUnderCurve(first: readonly number[], second: readonly number[]): number {
  let wins = 0
  for (const a of first) for (const b of second) wins += b > a ? 1 : b === a ? 0.5 : 0
  return wins / (first.length * second.length)
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
