/** Tells applications that a session has ended, after the answer to whoever ended it. Any server makes the calls. @module */
import type { ClaimedQueue, DelayClock } from '../common/claimed-queue.ts'
import { createClaimedQueue, systemDelays } from '../common/claimed-queue.ts'
import type { Log } from '../common/log.ts'
import type { ClaimedLogoutCall, Store } from '../store/contract.ts'
import type { TenantContext, Tenants } from '../tenancy/tenants.ts'
import type { EventHub, Origin } from '../tenant-log/event-hub.ts'
import type { PostForm } from './post-form.ts'

interface LogoutCallDeps {
  store: Pick<Store, 'nextLogoutCall' | 'claimLogoutCalls' | 'endLogoutCall' | 'putOffLogoutCall'>
  tenants: Pick<Tenants, 'named' | 'forHost'>
  events: Pick<EventHub, 'of'>
  postForm: PostForm
  log: Log
}

/** Calls at once, of all tenants and of one, whose applications may be slow. */
const AT_ONCE = { all: 20, of_tenant: 2 }
/** Tries of a call. */
const TRIES = 2
/** Claims of a call, also by servers that died or failed while they made it. */
const CLAIMS = 5
const RETRY_AFTER_MS = 5_000
/** Longer than a try takes. */
const LEASE_MS = 60_000
/** Any write may end sessions, so the queue is read regularly. */
const LOOK_MS = 1_000

/** Of a row that stands for calls that were not added. */
const DROPPED =
  'Too many calls of the tenant waited (1,000): the application was not told of the end of this session, and of others that ended meanwhile.'

/** The call comes from the server, not from a request. */
const NO_ORIGIN: Origin = {
  ip: undefined,
  user_agent: undefined,
  hostname: undefined,
  correlation_id: undefined,
}

/** @see OpenID Connect Back-Channel Logout 1.0, section 2.5 */
export function createLogoutCalls(
  { store, tenants, events, postForm, log }: LogoutCallDeps,
  clock: DelayClock = systemDelays,
): ClaimedQueue {
  function record(call: ClaimedLogoutCall, problem: string | undefined): void {
    const { tenant_id, client, user_id, session_id, cause, tries } = call
    events.of(tenant_id, NO_ORIGIN).record({
      type: problem === undefined ? 'oidc_backchannel_logout_succeeded' : 'oidc_backchannel_logout_failed',
      description: problem,
      client,
      user_id,
      details: { session_id, initiator: cause, tries },
    })
  }

  async function tell(call: ClaimedLogoutCall): Promise<void> {
    const { tenant_id, client, user_id, session_id: sid } = call
    if (call.tries > CLAIMS) {
      record(call, 'Ferry itself failed several times: the operator’s log says why.')
      return store.endLogoutCall(call)
    }
    const own = await tenants.named(call.tenant_name)
    const context = own && (await issuerOf(call, own))
    if (call.url === undefined) record(call, DROPPED)
    else if (own && !context) record(call, `The tenant no longer has the custom domain ${call.domain}.`)
    else if (context) {
      const { client_id } = client
      const logout_token = await context.tokens.logoutToken({ client_id, user_id, sid })
      const problem = await postForm(tenant_id, call.url, { logout_token })
      if (problem !== undefined && call.tries < TRIES) return store.putOffLogoutCall(call, RETRY_AFTER_MS)
      record(call, problem)
    }
    await store.endLogoutCall(call)
  }

  /** An application takes a token only of the issuer that its session is of. */
  async function issuerOf(
    { domain, tenant_id }: ClaimedLogoutCall,
    own: TenantContext,
  ): Promise<TenantContext | undefined> {
    if (domain === undefined) return own
    const there = await tenants.forHost(domain)
    return there?.tenant.tenant_id === tenant_id ? there : undefined
  }

  return createClaimedQueue<ClaimedLogoutCall>(
    {
      async claim(wish) {
        const next_at = await store.nextLogoutCall()
        if (next_at === undefined || next_at > clock.now()) return { items: [], next_at, waiting: 0 }
        const { calls, ...rest } = await store.claimLogoutCalls(wish)
        return { items: calls, ...rest }
      },
      work: tell,
      at_once: AT_ONCE,
      lease_ms: LEASE_MS,
      look_every_ms: LOOK_MS,
      failed: 'logout_calls_failed',
    },
    log,
    clock,
  )
}
