/** `POST /oauth/par`. @module */
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import { readParameters } from '../../oidc/parameters.ts'
import { MOST_PUSHED_BYTES, newPushedRequest, PUSHED_REQUEST_S } from '../../oidc/pushed.ts'
import { readRequest } from '../../oidc/request.ts'
import { PAR_FIELDS } from '../fields/requests.ts'
import { defineRoute } from '../route/route.ts'
import { authenticateClient } from './client-authentication.ts'
import { TokenRequest } from './token-request.ts'

/** Members that prove the client, and are no part of the request. */
const PROOF = new Set(['client_secret', 'client_assertion', 'client_assertion_type'])

export const postPar = defineRoute({
  method: 'post',
  path: '/oauth/par',
  name: 'pushAuthorizationRequest',
  tag: 'Tokens',
  summary: 'Push an authorization request',
  description:
    'Takes the parameters of `/authorize` from the application itself, checks them, and answers with a `request_uri` that stands for them there: once, within 30 seconds (RFC 9126). A client without a secret cannot push requests.',
  proof: 'client_secret',
  body: z
    .object({
      client_id: TokenRequest.shape.client_id,
      client_secret: TokenRequest.shape.client_secret,
      client_assertion: TokenRequest.shape.client_assertion,
      client_assertion_type: TokenRequest.shape.client_assertion_type,
    })
    .catchall(z.unknown())
    .meta({
      id: 'PushedRequest',
      description: 'The parameters of `/authorize`, and the proof of the client.',
      examples: [
        {
          client_id: 'Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW',
          client_secret: 'Zk3…',
          response_type: 'code',
          redirect_uri: 'https://shop.example.com/callback',
          scope: 'openid profile',
        },
      ],
    }),
  fields: PAR_FIELDS,
  headers: z.object({ authorization: z.string().max(4_000).optional() }),
  accepts_form: true,
  status: 201,
  result: z
    .object({
      request_uri: z
        .string()
        .describe('What `/authorize` takes as `request_uri`, with the same `client_id`.'),
      expires_in: z.int().describe('How many seconds the request waits.'),
    })
    .meta({ id: 'PushedRequestAnswer', description: 'The name of a pushed request.' }),
  errors: ['access_denied', 'unauthorized_client'],
  async handle(deps, { tenant, body, headers }) {
    const client = await authenticateClient(deps, body, headers.authorization)
    // Whoever can push writes to the store, so an ID that everybody knows is not enough.
    if (client.secret_sha256 === undefined) {
      throw new ApiError('unauthorized_client', 'A client without a secret cannot push requests')
    }
    const sent = Object.entries(body).filter(([name]) => !PROOF.has(name))
    const read = readParameters({ ...Object.fromEntries(sent), client_id: client.client_id })
    if (read.kind === 'bad') {
      throw new ApiError('invalid_request', `The parameter ${read.bad.name} cannot be used`)
    }
    const checked = readRequest(read.parameters, client)
    if (checked.kind === 'page') {
      throw new ApiError('invalid_request', 'The redirect_uri is not one of the callbacks of the client')
    }
    if (checked.kind === 'redirect') throw new ApiError('invalid_request', checked.problem.error_description)
    const { request_uri, entry } = newPushedRequest(client.client_id, read.parameters)
    if (Buffer.byteLength(JSON.stringify(entry.payload)) > MOST_PUSHED_BYTES) {
      throw new ApiError(
        'invalid_request',
        `The request is too long: send less than ${MOST_PUSHED_BYTES / 1_024} KB`,
      )
    }
    await deps.store.putOnce(tenant.tenant_id, entry)
    return { request_uri, expires_in: PUSHED_REQUEST_S }
  },
})
