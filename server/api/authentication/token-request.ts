/** The request and the answer of `POST /oauth/token`. @module */
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'

const clean = (text: string): boolean => text.isWellFormed() && !text.includes('\0')
const bytes = (text: string): number => Buffer.byteLength(text)

const text = (max_bytes: number) =>
  z
    .string()
    .refine((value) => bytes(value) <= max_bytes, `is longer than ${max_bytes} bytes`)
    .refine(clean, 'has characters that are not allowed')
    .meta({ maxLength: max_bytes })

/** All strings have a maximum size (A9). Other fields are ignored. */
export const TokenRequest = z.object({
  grant_type: text(200).describe('`client_credentials`, `password`, or password-realm by its whole URL'),
  client_id: text(200).optional().describe('Unless sent by Basic'),
  client_secret: text(1_000).optional(),
  audience: text(600).optional().describe('Required by `client_credentials`'),
  scope: text(2_000).optional(),
  realm: text(200).optional().describe('Name of the connection; required by password-realm'),
  username: text(320).optional().describe('E-mail or username, as typed'),
  password: text(1_024).optional(),
  refresh_token: text(500).optional(),
})

export type TokenRequest = z.output<typeof TokenRequest>

export const TokenAnswer = z.object({
  access_token: z.string(),
  id_token: z.string().optional(),
  refresh_token: z.string().optional(),
  token_type: z.literal('Bearer'),
  expires_in: z.int(),
  scope: z.string().optional(),
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
