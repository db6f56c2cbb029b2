/** People who are signed in at a server under test: their sessions are written past the server. @module */
import { randomBytes } from 'node:crypto'
import type {
  NeededConsent,
  NewAuthorizationCode,
  NewSignIn,
  PersonSession,
} from '../../server/store/contract.ts'
import type { Operation, Row } from '../../server/store/engine/operation.ts'
import { redeemCode } from '../../server/store/operations/authorization-codes.ts'
import { completeSignIn } from '../../server/store/operations/person-sessions.ts'
import { askStore } from './test-store.ts'

/** Runs an operation of the store, each statement by itself: nobody else may write the same rows meanwhile. */
async function runPast<T>(data_dir: string, operation: Operation<T>): Promise<T> {
  let step = operation.next()
  while (!step.done) {
    const rows: readonly Row[] = await askStore(data_dir, step.value.sql, ...step.value.params)
    step = operation.next(rows)
  }
  return step.value
}

/** The session of a sign-in in a browser; `offline`: with a consent and a refresh token family. */
export async function signInPerson(
  { data_dir }: { data_dir: string },
  who: { user_id: string; connection_id: string; client_id: string; tenant?: string; offline?: boolean },
): Promise<{ session: PersonSession; secret_sha256: string; family_id: string; consent_id: string }> {
  const [tenant] = await askStore(
    data_dir,
    'select tenant_id from tenants where name = $1',
    who.tenant ?? 'default',
  )
  const tenant_id = String(tenant?.tenant_id)
  const id = randomBytes(11).toString('hex')
  const code: NewAuthorizationCode = {
    code_sha256: `code-${id}`,
    client_id: who.client_id,
    redirect_uri: 'https://app.example/callback',
    code_challenge: undefined,
    offline: true,
    audience: 'https://api.example',
    scopes: ['openid', 'offline_access'],
    payload: {},
    life_ms: 60_000,
  }
  const consent_id = `cns_${id}`
  const consent: NeededConsent = {
    client_id: who.client_id,
    audience: '',
    scopes: code.scopes,
    is_api: false,
    given_as: consent_id,
  }
  const signIn: NewSignIn = {
    secret_sha256: `secret-${id}`,
    session_id: `ses_${id}`,
    previous_sha256: undefined,
    user_id: who.user_id,
    connection_id: who.connection_id,
    methods: [{ name: 'pwd', timestamp: Date.now() }],
    client_id: who.client_id,
    life_ms: 7_200_000,
    idle_ms: 3_600_000,
    is_persistent: true,
    ip: '192.0.2.1',
    user_agent: 'Firefox',
    code: who.offline ? code : undefined,
    consent: who.offline ? consent : undefined,
  }
  const now = Date.now()
  const made = await runPast(data_dir, completeSignIn(tenant_id, signIn, now))
  if (made.kind !== 'complete') throw new Error(`Nobody was signed in: ${made.kind}`)
  const family_id = `family-${id}`
  if (who.offline) {
    const { redirect_uri, client_id, code_sha256 } = code
    const family = { family_id, secret_sha256: 'secret', life_ms: 3_600_000, idle_ms: undefined }
    const attempt = { redirect_uri, client_id, code_sha256, verifier_challenge: undefined, family }
    const redeemed = await runPast(data_dir, redeemCode(tenant_id, attempt, now))
    if (redeemed.kind !== 'redeemed') throw new Error(`No code was exchanged: ${redeemed.kind}`)
  }
  return { session: made.session, secret_sha256: signIn.secret_sha256, family_id, consent_id }
}
