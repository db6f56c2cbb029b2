/** The request and the answer of `POST /oauth/token`. @module */
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'

const clean = (text: string): boolean => text.isWellFormed() && !text.includes('\0')
const bytes = (text: string): number => Buffer.byteLength(text)

/** A text of a bounded size, before anything else sees it (A9). */
export const boundedText = (max_bytes: number) =>
  z
    .string()
    .refine((value) => bytes(value) <= max_bytes, `is longer than ${max_bytes} bytes`)
    .refine(clean, 'has characters that are not allowed')
    .meta({ maxLength: max_bytes })

/** Strings of a bounded size before anything else sees them (A9). Fields that are not named are ignored. */
export const TokenRequest = z
  .object({
    grant_type: boundedText(200).describe(
      'The grant: `authorization_code`, `client_credentials`, `password`, `refresh_token`, `urn:ietf:params:oauth:grant-type:device_code`, or `http://auth0.com/oauth/grant-type/password-realm`.',
    ),
    client_id: boundedText(200).optional().describe('The ID of the client, unless it is sent by Basic.'),
    client_secret: boundedText(1_000)
      .optional()
      .describe('The secret of the client, unless it is sent by Basic.'),
    client_assertion: boundedText(8_000)
      .optional()
      .describe('A JWT signed by a key of the client, in place of a secret (RFC 7523).'),
    client_assertion_type: boundedText(200)
      .optional()
      .describe('`urn:ietf:params:oauth:client-assertion-type:jwt-bearer`, with `client_assertion`.'),
    audience: boundedText(600)
      .optional()
      .describe('The API that the token is for. Required by `client_credentials`.'),
    scope: boundedText(2_000).optional().describe('The scopes, separated by blanks.'),
    realm: boundedText(200).optional().describe('The name of the connection. Required by password-realm.'),
    username: boundedText(320).optional().describe('The email address or username, as the person typed it.'),
    password: boundedText(1_024).optional().describe('The password, as the person typed it.'),
    refresh_token: boundedText(500).optional().describe('The refresh token.'),
    code: boundedText(500).optional().describe('The code that `/authorize` answered with.'),
    device_code: boundedText(500).optional().describe('The code that `/oauth/device/code` answered with.'),
    redirect_uri: boundedText(2_000)
      .optional()
      .describe('The `redirect_uri` that was sent to `/authorize`. Required without `code_verifier`.'),
    code_verifier: boundedText(500)
      .optional()
      .describe('The verifier whose hash was sent to `/authorize` as `code_challenge`.'),
  })
  .meta({
    id: 'TokenRequest',
    description: 'The grant, and what it needs.',
    examples: [
      {
        grant_type: 'http://auth0.com/oauth/grant-type/password-realm',
        client_id: 'Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW',
        realm: 'legacy',
        username: 'ann@example.com',
        password: 'correct horse battery',
        scope: 'openid profile',
      },
    ],
  })

export type TokenRequest = z.output<typeof TokenRequest>

export const TokenAnswer = z
  .object({
    access_token: z.string().describe('The access token.'),
    id_token: z.string().optional().describe('The ID token, with the scope `openid`.'),
    refresh_token: z.string().optional().describe('The refresh token, with the scope `offline_access`.'),
    token_type: z.literal('Bearer').describe('How the access token is sent.'),
    expires_in: z.int().describe('How many seconds the access token is valid.'),
    scope: z.string().optional().describe('The scopes that were granted, separated by blanks.'),
  })
  .meta({
    id: 'Tokens',
    description: 'The tokens that were made.',
    examples: [{ access_token: 'eyJhbGciOiJSUzI1NiJ9.…', token_type: 'Bearer', expires_in: 86_400 }],
  })

export type TokenAnswer = z.output<typeof TokenAnswer>

/** @throws {ApiError} invalid_request when the parameter is missing or empty */
export function required<N extends string>(
  request: { readonly [name in N]?: string | undefined },
  name: N,
): string {
  const value = request[name]
  if (value === undefined || value.trim() === '') {
    // A password may consist of blanks, but is never empty.
    if (name !== 'password' || value === undefined || value === '') {
      throw new ApiError('invalid_request', `Missing required parameter: ${name}`)
    }
  }
  return value
}

/** @returns the requested scopes, each once */
export function requestedScopes(request: Pick<TokenRequest, 'scope'>): string[] {
  return [...new Set((request.scope ?? '').split(/\s+/).filter((scope) => scope !== ''))]
}
