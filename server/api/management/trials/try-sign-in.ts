/** `POST /api/v2/clients/{id}/try-sign-in` and `…/claims`: Ferry's own. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { ApiError } from '../../../common/errors.ts'
import type { Client } from '../../../store/contract.ts'
import { requirePowersOf } from '../../access/powers.ts'
import { authorizationCodeGrant } from '../../authentication/authorization-code-grant.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import type { Input } from '../../route/spec.ts'
import { openTrial, startTrial, trialCallback } from '../../sign-in/trial.ts'
import { ClientParams, findClient } from '../clients/client.ts'
import { typedText } from '../members/member-input.ts'

const SCOPE = 'openid profile email'
/** A trial must not leave a refresh token behind. */
const NOT_TRIED = 'offline_access'

const Claims = z.record(z.string(), z.custom<Json>())

export const trySignIn = defineRoute({
  method: 'post',
  path: '/api/v2/clients/:id/try-sign-in',
  name: 'trySignIn',
  tag: 'Test runs',
  summary: 'Try a sign-in at an application',
  description:
    'Ferry’s own, for a member who is signed in to the dashboard. Answers the address of the sign-in page for this client, with PKCE. Open it in the same browser within 15 minutes: a person signs in there as at the application, is migrated if need be, and has a session afterwards. The answer goes to the dashboard, which is no callback of the client: it counts for this request in this browser only. Nothing is stored here.',
  scopes: ['update:clients'],
  params: ClientParams,
  body: z
    .object({
      connection: typedText(200)
        .optional()
        .describe('The name of the connection, for a client that has several.'),
      audience: typedText(1_000)
        .optional()
        .describe('The identifier of an API, for an access token that this API takes.'),
      scope: typedText(1_000)
        .optional()
        .describe(`The scopes to ask for; default \`${SCOPE}\`. \`offline_access\` is left out.`),
    })
    .meta({
      id: 'SignInTrialCreate',
      description: 'What the trial asks for.',
      examples: [{ connection: 'legacy', scope: 'openid email' }],
    }),
  result: z
    .object({ url: z.string().describe('The address to open in the browser of the member.') })
    .meta({ id: 'SignInTrial', description: 'A trial that has started.' }),
  errors: ['inexistent_client'],
  async handle(deps, input) {
    const { client, member_id } = await triedBy(deps, input)
    const { client_id } = client
    const { body } = input
    const { ticket, code_challenge } = startTrial(deps, { client_id, member_id })
    const scopes = (body.scope ?? SCOPE).split(' ').filter((scope) => scope !== '' && scope !== NOT_TRIED)
    const query = new URLSearchParams({
      client_id,
      redirect_uri: trialCallback(deps, client_id),
      response_type: 'code',
      scope: scopes.join(' '),
      // A session that the browser has already would answer without the page.
      prompt: 'login',
      code_challenge,
      code_challenge_method: 'S256',
      state: ticket,
    })
    if (body.connection) query.set('connection', body.connection)
    if (body.audience) query.set('audience', body.audience)
    return { url: `${deps.public_url}/authorize?${query.toString()}` }
  },
})

export const finishTrySignIn = defineRoute({
  method: 'post',
  path: '/api/v2/clients/:id/try-sign-in/claims',
  name: 'finishTrySignIn',
  tag: 'Test runs',
  summary: 'Get the claims of a tried sign-in',
  description:
    'Ferry’s own, for the member who started the trial. Exchanges the code that the sign-in gave, and answers what the tokens say, without the tokens. A code works once, within a minute.',
  scopes: ['update:clients'],
  params: ClientParams,
  body: z
    .object({
      code: typedText(200).describe('`code` of the address to which the sign-in led.'),
      state: typedText(1_000).describe('`state` of the same address.'),
    })
    .meta({
      id: 'SignInTrialEnd',
      description: 'The answer of the sign-in page.',
      examples: [{ code: 'Xo2nYrI0…', state: 'mVb3Q4…' }],
    }),
  result: z
    .object({
      scope: z.string().describe('The scopes that were granted, separated by blanks.'),
      expires_in: z.number().int().describe('How many seconds the access token would be valid.'),
      id_token_claims: Claims.optional().describe('The claims of the ID token. Missing without `openid`.'),
      access_token_claims: Claims.describe('The claims of the access token.'),
    })
    .meta({ id: 'SignInTrialClaims', description: 'What the tokens of a tried sign-in say.' }),
  errors: ['inexistent_client'],
  async handle(deps, input) {
    const { client, member_id } = await triedBy(deps, input)
    const { client_id } = client
    const { code, state } = input.body
    const code_verifier = openTrial(deps, state, { client_id, member_id })
    if (code_verifier === undefined) {
      throw invalidField(
        'state',
        'is of no trial that you started here within the last 15 minutes: try again',
      )
    }
    const tokens = await exchanged(deps, client, { code, code_verifier })
    return {
      scope: tokens.scope ?? '',
      expires_in: tokens.expires_in,
      ...(tokens.id_token === undefined ? {} : { id_token_claims: claimsOf(tokens.id_token) }),
      access_token_claims: claimsOf(tokens.access_token),
    }
  },
})

/** @throws {ApiError} inexistent_client; insufficient_scope for programs, and for a client with more rights than the member */
async function triedBy(
  deps: Deps,
  {
    params,
    caller,
    granted,
  }: Pick<Input<typeof ClientParams, z.ZodType, z.ZodType, z.ZodType>, 'params' | 'caller' | 'granted'>,
): Promise<{ client: Client; member_id: string }> {
  const client = await findClient(deps, params.id)
  if (!caller.member) {
    throw new ApiError('insufficient_scope', 'Only a member who is signed in to the dashboard can try this')
  }
  await requirePowersOf(deps, { caller, granted }, { kind: 'client', client })
  return { client, member_id: caller.member.member_id }
}

/** As the token endpoint, for which the verifier is proof enough. @throws {ApiError} invalid_body */
async function exchanged(
  deps: Deps,
  client: Client,
  sent: { code: string; code_verifier: string },
): ReturnType<typeof authorizationCodeGrant> {
  try {
    return await authorizationCodeGrant(deps, client, {
      ...sent,
      grant_type: 'authorization_code',
      redirect_uri: trialCallback(deps, client.client_id),
    })
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500) throw error
    throw invalidField('code', `cannot be exchanged (${error.message}): try again`)
  }
}

/** @param token one that this server has just signed */
function claimsOf(token: string): { [name: string]: Json } {
  const [, payload = ''] = token.split('.')
  return Claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
}
