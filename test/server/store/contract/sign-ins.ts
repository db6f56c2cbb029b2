/** People who sign in, for tests of the store. @module */
import type {
  CodeAttempt,
  NewAuthorizationCode,
  NewSignIn,
  PersonSessionUse,
  RedeemResult,
  SignInResult,
  Store,
} from '../../../../server/store/contract.ts'
import { addConnection, addUser, newTenant, sampleClient } from './samples.ts'

export function sampleSignIn(
  connection_id: string,
  secret: string,
  change: Partial<NewSignIn> = {},
): NewSignIn {
  return {
    secret_sha256: secret,
    session_id: `ses_${secret}`,
    previous_sha256: undefined,
    user_id: 'auth0|ann',
    connection_id,
    methods: [{ name: 'pwd', timestamp: 7 }],
    client_id: 'app',
    life_ms: 7_200_000,
    idle_ms: 3_600_000,
    is_persistent: true,
    ip: '192.0.2.1',
    user_agent: 'Firefox',
    code: undefined,
    ...change,
  }
}

export function sampleCode(
  code_sha256: string,
  change: Partial<NewAuthorizationCode> = {},
): NewAuthorizationCode {
  return {
    code_sha256,
    client_id: 'app',
    redirect_uri: 'https://app.example/callback',
    code_challenge: undefined,
    offline: false,
    audience: 'https://api.example',
    scopes: ['openid', 'offline_access'],
    payload: { nonce: 'n', acr: null },
    life_ms: 60_000,
    ...change,
  }
}

/** A tenant with a connection, two applications and Ann, and ways to sign her in. */
export async function signInRoom(store: Store): Promise<{
  tenant_id: string
  connection_id: string
  signIn: (secret: string, change?: Partial<NewSignIn>) => Promise<SignInResult>
  use: (secret: string, change: Partial<PersonSessionUse>) => ReturnType<Store['usePersonSession']>
  redeem: (code: string, change?: Partial<CodeAttempt> & { family_id?: string }) => Promise<RedeemResult>
}> {
  const tenant_id = await newTenant(store)
  const { connection_id } = await addConnection(store, tenant_id)
  await addUser(store, tenant_id, connection_id, 'ann')
  await store.createClient(sampleClient(tenant_id, 'app'))
  await store.createClient(sampleClient(tenant_id, 'other'))
  return {
    tenant_id,
    connection_id,
    signIn: (secret, change) => store.completeSignIn(tenant_id, sampleSignIn(connection_id, secret, change)),
    use: (secret_sha256, change) =>
      store.usePersonSession(tenant_id, {
        secret_sha256,
        client_id: 'app',
        idle_ms: 3_600_000,
        ip: '192.0.2.1',
        user_agent: 'Firefox',
        code: undefined,
        ...change,
      }),
    redeem: (code_sha256, { family_id = 'family', ...change } = {}) =>
      store.redeemCode(tenant_id, {
        code_sha256,
        client_id: 'app',
        redirect_uri: 'https://app.example/callback',
        verifier_challenge: undefined,
        family: { family_id, secret_sha256: 'secret', life_ms: undefined, idle_ms: undefined },
        ...change,
      }),
  }
}
