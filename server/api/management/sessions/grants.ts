/** `/api/v2/grants`: what people have allowed applications. @module */
import * as z from 'zod'
import { keptAudience, shownAudience } from '../../../oidc/consent.ts'
import type { Consent } from '../../../store/contract.ts'
import { ListQuery, listAnswer, listResult, pageOf } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'

const UserId = z.string().min(1).max(300)

const Grant = z
  .object({
    id: z.string().describe('The ID of the grant.'),
    clientID: z.string().describe('The ID of the client that the user has allowed it.'),
    user_id: z.string().describe('The `user_id` of the user.'),
    audience: z.string().describe('The audience of the tokens: an API, or userinfo.'),
    scope: z.array(z.string()).describe('The scopes that the user has allowed.'),
  })
  .meta({
    id: 'Grant',
    description: 'What a user has allowed an application.',
    examples: [
      {
        id: 'cns_d2VqK0zN4cVx8Yb1',
        clientID: 'Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW',
        user_id: 'auth0|42',
        audience: 'https://orders.example.com',
        scope: ['openid', 'read:orders'],
      },
    ],
  })

export const listGrants = defineRoute({
  method: 'get',
  path: '/api/v2/grants',
  name: 'listGrants',
  tag: 'Grants',
  summary: 'List what users have allowed applications',
  description:
    'Lists the consents that users have given, oldest first. Applications that nobody asks for consent have none, and may have refresh tokens all the same: see `GET /api/v2/device-credentials`.',
  scopes: ['read:grants'],
  query: ListQuery.omit({ fields: true, include_fields: true }).extend({
    user_id: UserId.optional().describe('Only grants of this user.'),
    client_id: z.string().min(1).max(100).optional().describe('Only grants to this client.'),
    audience: z.string().min(1).max(600).optional().describe('Only grants for this audience.'),
  }),
  result: listResult('grants', 'Grant', Grant),
  async handle({ store, tokens: { issuer } }, { tenant, query }) {
    const { user_id, client_id, audience } = query
    const filter = {
      user_id,
      client_id,
      audience: audience === undefined ? undefined : keptAudience(issuer, audience),
    }
    const listed = await store.listConsents(tenant.tenant_id, filter, pageOf(query))
    const shown = listed.items.map((consent) => toGrant(issuer, consent))
    return listAnswer('grants', query, listed, shown)
  },
})

const REVOKES =
  'The application asks again at its next sign-in. Refresh tokens that it has for the same user and audience are revoked, and codes that it has not exchanged yet; access tokens stay valid until they expire.'

export const deleteGrant = defineRoute({
  method: 'delete',
  path: '/api/v2/grants/:id',
  name: 'deleteGrant',
  tag: 'Grants',
  summary: 'Withdraw what a user has allowed an application',
  description: `Withdraws one consent; withdrawing one that does not exist succeeds. ${REVOKES}`,
  scopes: ['delete:grants'],
  params: z.object({ id: z.string().min(1).max(50).describe('The ID of the grant.') }),
  async handle({ store }, { tenant, params }) {
    await store.deleteConsents(tenant.tenant_id, { consent_id: params.id })
  },
})

export const deleteGrantsOfUser = defineRoute({
  method: 'delete',
  path: '/api/v2/grants',
  name: 'deleteGrantsOfUser',
  tag: 'Grants',
  summary: 'Withdraw all that a user has allowed applications',
  description: `Withdraws every consent of a user. ${REVOKES}`,
  scopes: ['delete:grants'],
  query: z.object({ user_id: UserId.describe('The `user_id` of the user.') }),
  async handle({ store }, { tenant, query }) {
    await store.deleteConsents(tenant.tenant_id, { user_id: query.user_id })
  },
})

function toGrant(issuer: string, consent: Consent): z.input<typeof Grant> {
  const { consent_id, client_id, user_id, audience, scopes } = consent
  return {
    id: consent_id,
    clientID: client_id,
    user_id,
    audience: shownAudience(issuer, audience),
    scope: scopes,
  }
}
