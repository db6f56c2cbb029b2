/**
 * Trials of an application: an administrator signs a person in at `/authorize`, and the dashboard gets the answer.
 *
 * The dashboard's address is no callback of the application. It counts for one request only, which must bring a ticket that
 * this server sealed as `state`, in the browser in which the member who started the trial is signed in, with the challenge of a
 * verifier that never leaves the server. So nobody else can have a code sent there, and a code that is sent there is of use to
 * that member alone. The member may change the application's callbacks anyway: a trial gives no new power.
 * @module
 */
import * as z from 'zod'
import { randomSecret } from '../../common/ids.ts'
import { MINUTE_MS } from '../../common/time.ts'
import { challengeOf } from '../../oidc/code.ts'
import type { MessageUse } from '../../secrets/index.ts'
import type { Client } from '../../store/contract.ts'
import { readSession } from '../access/session.ts'
import type { Deps } from '../http/deps.ts'

/** How long a person has to sign in. */
const LIFE_MS = 15 * MINUTE_MS
/** Longest ticket that is opened; a sealed one is about 300 characters long. */
const MOST_CHARACTERS = 1_000

const Ticket = z.object({
  client_id: z.string(),
  member_id: z.string(),
  /** PKCE; 43 characters. */
  verifier: z.string(),
  /** Milliseconds since the epoch. */
  started_at: z.number(),
})

type PlaceDeps = Pick<Deps, 'tenant' | 'tokens' | 'secrets'>

const useOf = ({ tenant, tokens }: PlaceDeps): MessageUse => ({
  tenant_id: tenant.tenant_id,
  purpose: 'trial',
  context: tokens.issuer,
})

/** @returns the address of the dashboard that shows the result of a trial */
export function trialCallback(
  { public_url, tenant }: Pick<Deps, 'public_url' | 'tenant'>,
  client_id: string,
): string {
  const path = ['t', tenant.name, 'applications', client_id, 'tried'].map(encodeURIComponent).join('/')
  return `${public_url}/dashboard/${path}`
}

/** Stores nothing. @returns the `state` of the trial's request, and its challenge */
export function startTrial(
  deps: PlaceDeps,
  about: { client_id: string; member_id: string },
): { ticket: string; code_challenge: string } {
  const verifier = randomSecret()
  const content: z.output<typeof Ticket> = { ...about, verifier, started_at: Date.now() }
  return {
    ticket: deps.secrets.sealMessage(useOf(deps), Buffer.from(JSON.stringify(content))),
    code_challenge: challengeOf(verifier),
  }
}

/** @returns the verifier; undefined for a ticket of another application or member, or of more than 15 minutes ago */
export function openTrial(
  deps: PlaceDeps,
  ticket: string,
  about: { client_id: string; member_id: string },
): string | undefined {
  const bytes = ticket.length > MOST_CHARACTERS ? undefined : deps.secrets.openMessage(useOf(deps), ticket)
  if (!bytes) return undefined
  const { client_id, member_id, verifier, started_at } = Ticket.parse(JSON.parse(bytes.toString()))
  const isOfThese = client_id === about.client_id && member_id === about.member_id
  return isOfThese && Date.now() - started_at <= LIFE_MS ? verifier : undefined
}

/** What a request says about where its answer goes. */
interface Asked {
  redirect_uri?: string | undefined
  state?: string | undefined
  response_type?: string | undefined
  code_challenge?: string | undefined
}

/**
 * @param cookie header of the request
 * @returns for the request of a trial, the client with the dashboard as its only callback; else the client as it is
 */
export async function clientForRequest(
  deps: Deps,
  client: Client,
  asked: Asked,
  cookie: string | undefined,
): Promise<Client> {
  const { client_id, settings } = client
  const callback = trialCallback(deps, client_id)
  if (asked.redirect_uri !== callback || asked.response_type !== 'code') return client
  const session = await readSession(deps, { cookie })
  const verifier =
    session && openTrial(deps, asked.state ?? '', { client_id, member_id: session.member.member_id })
  if (verifier === undefined || challengeOf(verifier) !== asked.code_challenge) return client
  return { ...client, settings: { ...settings, callbacks: [callback] } }
}
