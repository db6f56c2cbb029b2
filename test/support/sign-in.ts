/** A browser without scripts and an application, for tests of the front. @module */
import { createHash, randomBytes } from 'node:crypto'
import type { Answer } from './http-call.ts'
import type { TestServer } from './server-in-process.ts'

export const CALLBACK = 'https://app.example.com/callback'

/** An application as the Management API made it. */
export interface TestApplication {
  client_id: string
  client_secret: string
}

/** Creates a client that may use the connection. */
export async function application(
  { api }: Pick<TestServer, 'api'>,
  connection_id: string | undefined,
  fields: { [name: string]: unknown } = {},
): Promise<TestApplication> {
  const made = await api('POST', 'clients', {
    name: 'Shop',
    app_type: 'regular_web',
    callbacks: [CALLBACK],
    ...fields,
  })
  if (made.status !== 201) throw new Error(made.text)
  const { client_id, client_secret } = made.body as TestApplication
  if (connection_id !== undefined) {
    const changed = await api('PATCH', `connections/${connection_id}/clients`, [{ client_id, status: true }])
    if (changed.status >= 300) throw new Error(changed.text)
  }
  return { client_id, client_secret }
}

/** @returns a verifier and its challenge */
export function pkce(): { code_verifier: string; code_challenge: string; code_challenge_method: 'S256' } {
  const code_verifier = randomBytes(32).toString('base64url')
  const code_challenge = createHash('sha256').update(code_verifier).digest('base64url')
  return { code_verifier, code_challenge, code_challenge_method: 'S256' }
}

/** A browser that keeps cookies, follows nothing by itself and runs no scripts. */
export interface TestBrowser {
  cookies: Map<string, string>
  get(path: string, headers?: { [name: string]: string }): Promise<Answer>
  post(
    path: string,
    fields: { [name: string]: string },
    headers?: { [name: string]: string },
  ): Promise<Answer>
  /** `/authorize` with these parameters. */
  authorize(parameters: { [name: string]: string }): Promise<Answer>
  /** `/authorize`, then the form. @returns the answer to the form */
  signIn(parameters: { [name: string]: string }, username: string, password: string): Promise<Answer>
}

/** @param local_address one of 127.0.0.0/8: many browsers behind one address are held back */
export function createBrowser(server: Pick<TestServer, 'call'>, local_address?: string): TestBrowser {
  const from = local_address === undefined ? {} : { local_address }
  const cookies = new Map<string, string>()
  const keep = (answer: Answer): Answer => {
    const set = answer.headers['set-cookie'] ?? []
    for (const line of Array.isArray(set) ? set : [set]) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0(?:;|$)/.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const cookie = (): { cookie?: string } =>
    cookies.size === 0 ? {} : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
  const get: TestBrowser['get'] = async (path, headers = {}) =>
    keep(await server.call(path, { ...from, headers: { ...cookie(), ...headers } }))
  const post: TestBrowser['post'] = async (path, fields, headers = {}) =>
    keep(
      await server.call(path, {
        ...from,
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...cookie(), ...headers },
      }),
    )
  const authorize: TestBrowser['authorize'] = (parameters) =>
    get(`/authorize?${new URLSearchParams(parameters)}`)
  return {
    cookies,
    get,
    post,
    authorize,
    async signIn(parameters, username, password) {
      const state = stateOf(await authorize(parameters))
      return post('/u/login', { state, username, password })
    },
  }
}

/** @returns the sealed request in the address of the page to which the answer leads */
export function stateOf(answer: Answer): string {
  const found = /^\/u\/[\w/-]+\?state=([\w-]+)$/.exec(String(answer.headers.location))?.[1]
  if (found === undefined) throw new Error(`${answer.status} ${answer.headers.location} ${answer.text}`)
  return found
}

/** @returns the parameters that a redirect takes to the application, of its query or its fragment */
export function answerOf(answer: Answer): { [name: string]: string } {
  const url = new URL(String(answer.headers.location))
  return Object.fromEntries(new URLSearchParams(url.hash === '' ? url.search : url.hash.slice(1)))
}

/** @returns the claims of a JWT, unverified */
export function claimsOf(token: string): { [name: string]: unknown } {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}
