/**
 * `/api/v2/setup`: Ferry's own. The person with the link that the server printed becomes the tenant's first owner.
 * @module
 */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { sha256 } from '../../../common/hash.ts'
import { normaliseIdentifier } from '../../../migration/identifiers/identifier.ts'
import { DEFAULT_TENANT } from '../../../tenancy/tenants.ts'
import { checkOrigin, SessionHeaders, startSession } from '../../access/session.ts'
import { defineRoute } from '../../route/route.ts'
import { hashMemberPassword, MemberEmail, MemberName, typedText } from './member-input.ts'
import { SessionAnswer, sessionAnswer } from './session.ts'

const SetupToken = z.string().min(1).max(200)

export const getSetup = defineRoute({
  method: 'get',
  path: '/api/v2/setup',
  at_own_hosts: true,
  name: 'getSetup',
  tag: 'Session',
  summary: 'Check a setup link',
  description:
    'Ferry’s own. Says whether a setup link is valid, without using it up. Without a token it says whether the dashboard still needs its first owner.',
  query: z.object({ token: SetupToken.optional().describe('The token of the setup link.') }),
  result: z
    .object({
      needs_owner: z
        .boolean()
        .optional()
        .describe(
          'Only without a token: whether the dashboard has no owner yet. The server printed a setup link when it started.',
        ),
    })
    .meta({ id: 'Setup', description: 'Whether the dashboard needs its first owner.' }),
  errors: ['inexistent_setup'],
  async handle({ store }, { tenant, query }) {
    if (query.token === undefined) {
      return { needs_owner: tenant.name === DEFAULT_TENANT && !(await store.hasOwner(tenant.tenant_id)) }
    }
    if (!(await store.isSetupLink(tenant.tenant_id, sha256(query.token))))
      throw new ApiError('inexistent_setup')
    return {}
  },
})

export const createSetup = defineRoute({
  method: 'post',
  path: '/api/v2/setup',
  at_own_hosts: true,
  name: 'createOwner',
  tag: 'Session',
  summary: 'Become the first owner of the dashboard',
  description:
    'Ferry’s own. Makes the first owner of the tenant, by the link that the server printed when it started, and signs the owner in. A link works once.',
  headers: SessionHeaders,
  body: z
    .object({
      token: SetupToken.describe('The token of the setup link.'),
      email: MemberEmail.describe('The email address to sign in with.'),
      password: typedText(1_024).describe('The password, of at least 12 characters.'),
      name: MemberName.optional().describe('The name of the owner.'),
    })
    .meta({
      id: 'OwnerCreate',
      description: 'The first owner.',
      examples: [{ token: 'Zk3…', email: 'olivia@example.com', password: 'correct horse battery staple' }],
    }),
  status: 201,
  result: SessionAnswer,
  errors: ['inexistent_setup', 'invalid_password', 'invalid_csrf_token'],
  async handle(deps, { tenant: { tenant_id }, headers, body, ip, setHeader }) {
    checkOrigin(deps, headers)
    const token_sha256 = sha256(body.token)
    // Before the password is hashed, which costs.
    if (!(await deps.store.isSetupLink(tenant_id, token_sha256))) throw new ApiError('inexistent_setup')
    const { email, name } = body
    const password_hash = await hashMemberPassword(deps, body.password, { email, name })
    const member = await deps.store.claimSetupLink(tenant_id, token_sha256, {
      email,
      email_key: normaliseIdentifier(email),
      name,
      role: 'owner',
      password_hash,
    })
    if (!member) throw new ApiError('inexistent_setup')
    deps.events.record({
      type: 'sapi',
      description: 'Become the first owner of the dashboard',
      user_name: email,
      details: { member_id: member.member_id },
    })
    const { user_agent } = deps.origin
    const marked = { member_id: member.member_id, password_hash }
    const started = await startSession(deps, marked, { headers, ip, user_agent })
    if (!started) throw new ApiError('invalid_credentials')
    setHeader('Set-Cookie', started.cookies)
    return sessionAnswer(deps, member, started.csrf_token)
  },
})
