/** `/api/v2/session`: Ferry's own. Members sign in to the dashboard and out of it. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { normaliseIdentifier } from '../../../migration/identifiers/identifier.ts'
import { membersOf } from '../../../password/hash-gate.ts'
import { countedAs } from '../../../protection/addresses.ts'
import type { Known } from '../../../protection/sign-ins.ts'
import type { Member, MemberLogin } from '../../../store/contract.ts'
import { knownTo } from '../../access/known-device.ts'
import {
  checkOrigin,
  checkWrite,
  clearedCookie,
  readSession,
  SessionHeaders,
  startSession,
} from '../../access/session.ts'
import { docsUrl } from '../../docs/serve-docs.ts'
import type { Deps } from '../../http/deps.ts'
import { defineRoute } from '../../route/route.ts'
import { MemberRole, typedText } from './member-input.ts'

/** The signed-in member, and the token that the session's writes send in `X-CSRF-Token`. */
export const SessionAnswer = z
  .object({
    member: z
      .object({
        member_id: z.string().describe('The ID of the member.'),
        email: z.string().describe('The email address of the member.'),
        name: z.string().optional().describe('The name of the member.'),
        role: MemberRole,
      })
      .describe('The member who is signed in.'),
    tenant: z.object({ name: z.string().describe('The name of the tenant.') }).describe('The tenant.'),
    tenants: z
      .array(z.object({ name: z.string().describe('The name of the tenant.') }))
      .describe('The tenants that the member can work with at this address.'),
    csrf_token: z.string().describe('What writes of the session send in `X-CSRF-Token`.'),
    docs_url: z
      .string()
      .describe(
        'The address of the documentation on the operator’s own host; the name of a page follows it.',
      ),
  })
  .meta({ id: 'Session', description: 'Who is signed in to the dashboard.' })

/** @returns the answer about a session */
export function sessionAnswer(
  { tenant, publicUrlOf }: Deps,
  { member_id, email, name, role }: Member,
  csrf_token: string,
): z.input<typeof SessionAnswer> {
  return {
    member: { member_id, email, ...(name === undefined ? {} : { name }), role },
    tenant: { name: tenant.name },
    tenants: [{ name: tenant.name }],
    csrf_token,
    docs_url: docsUrl({ publicUrlOf }),
  }
}

export const getSession = defineRoute({
  method: 'get',
  path: '/api/v2/session',
  at_own_hosts: true,
  name: 'getSession',
  tag: 'Session',
  summary: 'Get who is signed in to the dashboard',
  description: 'Ferry’s own. Answers the member, the tenant and the token that writes have to send.',
  proof: 'session',
  headers: SessionHeaders,
  result: SessionAnswer,
  errors: ['invalid_token'],
  async handle(deps, { headers }) {
    const session = await readSession(deps, headers)
    if (!session) throw new ApiError('invalid_token', 'Nobody is signed in.')
    return sessionAnswer(deps, session.member, session.csrf_token)
  },
})

export const createSession = defineRoute({
  method: 'post',
  path: '/api/v2/session',
  at_own_hosts: true,
  name: 'createSession',
  tag: 'Session',
  summary: 'Sign in to the dashboard',
  description:
    'Ferry’s own. Signs a member in by email address and password, and sets the session’s cookie. Unknown members and wrong passwords get the same answer.',
  headers: SessionHeaders,
  body: z
    .object({
      email: typedText(320).describe('The email address of the member.'),
      password: typedText(1_024).describe('The password of the member.'),
    })
    .meta({
      id: 'SignIn',
      description: 'Who signs in.',
      examples: [{ email: 'olivia@example.com', password: 'correct horse battery staple' }],
    }),
  result: SessionAnswer,
  errors: ['invalid_credentials', 'invalid_csrf_token', 'too_many_requests'],
  async handle(deps, { headers, body, ip, setHeader }) {
    checkOrigin(deps, headers)
    const known = await signIn(deps, body, { headers, ip })
    const member = known?.member
    const { user_agent } = deps.origin
    const started =
      known &&
      (await startSession(
        deps,
        { member_id: known.member.member_id, password_hash: known.password_hash },
        { headers, ip, user_agent },
      ))
    const event = { user_name: body.email.trim(), description: 'Sign in to the dashboard' }
    if (!member || !started) {
      deps.events.record({ type: 'fapi', by_stranger: true, ...event })
      throw new ApiError('invalid_credentials')
    }
    deps.events.record({ type: 'sapi', ...event, details: { member_id: member.member_id } })
    setHeader('Set-Cookie', started.cookies)
    return sessionAnswer(deps, member, started.csrf_token)
  },
})

/**
 * Counts an attempt to know a member's password: as failed, until it succeeds.
 *
 * @param attempt.known the proof that the caller is a known device of the member
 * @throws {ApiError} too_many_requests
 */
export async function reserveSignIn(
  { signIns, events, tenant: { tenant_id } }: Pick<Deps, 'signIns' | 'events' | 'tenant'>,
  { email, ip, known }: { email: string; ip: string | undefined; known: Known | undefined },
): Promise<{ succeeded(): void }> {
  const key = normaliseIdentifier(email)
  const reserved = await signIns.reserve({ tenant_id, key, address: countedAs(ip), known })
  if (reserved.kind === 'allowed') return reserved
  if (reserved.is_news) {
    const description =
      'Sign in to the dashboard: too many attempts. Further refusals of the hour are not logged.'
    events.record({ type: 'fapi', by_stranger: true, user_name: email.trim(), description })
  }
  throw new ApiError('too_many_requests', 'Too many attempts to sign in. Try again later.', {
    retry_after_s: reserved.retry_after_s,
  })
}

/** @throws {ApiError} too_many_requests: before anything is compared, and for the right password too */
async function signIn(
  deps: Deps,
  { email, password }: { email: string; password: string },
  { headers: { cookie }, ip }: { headers: z.output<typeof SessionHeaders>; ip: string | undefined },
): Promise<MemberLogin | undefined> {
  const { store, passwords, tenant } = deps
  const known = await store.findMemberLogin(tenant.tenant_id, normaliseIdentifier(email))
  // Asked for a member who is not there, too: it takes as long (A1).
  const marked = { member_id: known?.member.member_id ?? '', password_hash: known?.password_hash ?? '' }
  const reserved = await reserveSignIn(deps, {
    email,
    ip,
    known: await knownTo(deps, marked, { cookie, ip }),
  })
  if (!known) {
    await passwords.verifyNothing(membersOf(tenant.tenant_id), password)
    return undefined
  }
  if (!(await passwords.verify(membersOf(tenant.tenant_id), known.password_hash, password))) return undefined
  reserved.succeeded()
  return known
}

export const deleteSession = defineRoute({
  method: 'delete',
  path: '/api/v2/session',
  at_own_hosts: true,
  name: 'deleteSession',
  tag: 'Session',
  summary: 'Sign out of the dashboard',
  description:
    'Ferry’s own. Ends the session, or all sessions of the member. Signing out without a session succeeds.',
  proof: 'session_if_any',
  headers: SessionHeaders,
  query: z.object({
    everywhere: z.enum(['true', 'false']).optional().describe('`true` ends all sessions of the member.'),
  }),
  errors: ['invalid_csrf_token'],
  async handle(deps, { headers, query, setHeader }) {
    const { store, tenant, public_url } = deps
    const session = await readSession(deps, headers)
    if (session) {
      checkWrite(deps, headers, session)
      if (query.everywhere === 'true') await store.endSessions(tenant.tenant_id, session.member.member_id)
      else await store.endSession(tenant.tenant_id, session.session_sha256)
    }
    setHeader('Set-Cookie', clearedCookie(public_url))
  },
})
