/** The ways of authentication, for the API's description. @module */
import { rolesWith } from '../access/roles.ts'
import { SCOPES } from '../access/scopes.ts'
import { SESSION_COOKIE } from '../access/session.ts'
import { cookiePrefix } from '../http/cookies.ts'
import type { Route } from './spec.ts'

type Requirement = { [scheme: string]: string[] }

/** @returns what any of which lets a caller in; several members of one are needed together */
export function securityOf({ method, description: { scopes, own, operation } }: Route): Requirement[] {
  const isWrite = method !== 'get'
  const session: Requirement = isWrite ? { session: [], csrf: [] } : { session: [] }
  if (scopes.length > 0) {
    return [...scopes.map((scope) => ({ management: [scope] })), ...(own ? [{ person: [] }] : []), session]
  }
  switch (operation?.proof) {
    case 'client_secret':
      // Basic is never required: the body may have the secret instead.
      return [{}, { client: [] }]
    case 'person_token':
      return [{ person: [] }]
    case 'session':
      return [session]
    case 'session_if_any':
      return [{}, session]
    case undefined:
      return []
  }
}

/** @returns who may call, as a sentence; undefined for what everybody may */
export function audienceOf({ description: { scopes, own } }: Route): string | undefined {
  if (scopes.length === 0) return undefined
  const named = scopes.map((scope) => `\`${scope}\``).join(' or ')
  const others = `For clients with the scope ${named}, and for members who are ${anyOf(rolesWith(scopes))}.`
  if (!own) return others
  const owned = own.scopes.map((scope) => `\`${scope}\``).join(' or ')
  return `${others} With a person’s own token and the scope ${owned}: for what concerns that person alone.`
}

function anyOf(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`
}

/** @returns `components.securitySchemes` of a tenant @param issuer of the tenant, with its slash */
export function securitySchemes(issuer: string): { [name: string]: object } {
  return {
    management: {
      type: 'oauth2',
      description:
        'An access token for the Management API, as `Authorization: Bearer …`. A client gets it by the client credentials ' +
        `grant with the audience \`${issuer}api/v2/\`, with scopes that a client grant gives it.`,
      flows: { clientCredentials: { tokenUrl: `${issuer}oauth/token`, scopes: SCOPES } },
    },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: cookiePrefix(issuer) + SESSION_COOKIE,
      description:
        'The session of a member who has signed in to the dashboard. Its role decides what it may do. Writes need the ' +
        '`X-CSRF-Token` header too, and come from the dashboard’s own pages.',
    },
    csrf: {
      type: 'apiKey',
      in: 'header',
      name: 'X-CSRF-Token',
      description: '`csrf_token` of the session, as signing in and `GET /api/v2/session` answer it.',
    },
    client: {
      type: 'http',
      scheme: 'basic',
      description: 'ID and secret of the client, form-encoded (RFC 6749, section 2.3.1).',
    },
    person: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'An access token that was made for a person.',
    },
  }
}
