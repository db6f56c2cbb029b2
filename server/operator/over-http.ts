/** The operator's commands for a running server: through its API. @module */
import * as z from 'zod'
import { definedOnly } from '../common/optional.ts'
import { normaliseIdentifier } from '../migration/identifiers/identifier.ts'
import type { Operator } from './operator.ts'
import { CommandError, noMember } from './operator.ts'

/** @returns an access token; undefined when no server listens there @throws {CommandError} */
export async function askForToken(
  url: string,
  client: { client_id: string; client_secret: string },
): Promise<string | undefined> {
  const body = { grant_type: 'client_credentials', ...client, audience: `${url}/api/v2/` }
  const response = await send(`${url}/oauth/token`, 'POST', body).catch((error: unknown) => {
    if (isRefused(error)) return undefined
    throw new CommandError(`The server at ${url} cannot be asked: ${reasonOf(error)}`, { cause: error })
  })
  if (!response) return undefined
  const answer = z.object({ access_token: z.string() }).safeParse(response.body)
  if (response.status !== 200 || !answer.success) {
    throw new CommandError(`The server at ${url} does not accept this client: ${messageOf(response)}`)
  }
  return answer.data.access_token
}

interface HttpAnswer {
  status: number
  body: unknown
}

async function send(url: string, method: string, body?: unknown, token?: string): Promise<HttpAnswer> {
  const response = await fetch(url, {
    method,
    redirect: 'error',
    headers: definedOnly({
      'Content-Type': body === undefined ? undefined : 'application/json',
      Authorization: token === undefined ? undefined : `Bearer ${token}`,
    }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: parseJson(text) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `fetch` puts the system's error into the cause. */
function isRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && error.code === 'ECONNREFUSED') return true
  if (error instanceof AggregateError) return error.errors.some(isRefused)
  return isRefused(error.cause)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason'
  return error.cause instanceof Error ? error.cause.message : error.message
}

function messageOf({ status, body }: HttpAnswer): string {
  const known = z
    .union([
      z.object({ message: z.string() }).transform((one) => one.message),
      z.object({ error_description: z.string() }).transform((one) => one.error_description),
    ])
    .safeParse(body)
  return known.success ? known.data : `status ${status}`
}

const Tenant = z.object({ name: z.string(), public_url: z.string() })
const Member = z.object({ member_id: z.string(), email: z.string() })
const NewTenant = Tenant.extend({ client_id: z.string(), client_secret: z.string() })

/** Runs the commands through the server's API. */
export function overHttp(url: string, token: string): Operator {
  const path = `${url}/api/v2/operator/tenants`
  const members = `${url}/api/v2/members`
  async function ask(method: string, at: string, body?: unknown): Promise<unknown> {
    const answer = await send(at, method, body, token)
    if (answer.status >= 300) throw new CommandError(messageOf(answer))
    return answer.body
  }
  return {
    create: async (name) => NewTenant.parse(await ask('POST', path, { name })),
    async verifyDomain(tenant, domain) {
      await ask('POST', `${path}/${tenant}/custom-domains/${encodeURIComponent(domain)}/verify`, {})
    },
    list: async () => z.object({ tenants: z.array(Tenant) }).parse(await ask('GET', path)).tenants,
    async delete(name) {
      await ask('DELETE', `${path}/${name}`)
    },
    async setMemberPassword(email, password) {
      const key = normaliseIdentifier(email)
      const all = z.array(Member).parse(await ask('GET', members))
      const member = all.find((one) => normaliseIdentifier(one.email) === key)
      if (!member) throw noMember(email, all)
      await ask('PATCH', `${members}/${member.member_id}`, { password })
    },
    close: async () => undefined,
  }
}
