/** Members of the dashboard who are signed in, without a browser. @module */
import type { Answer } from './http-call.ts'
import type { TestServer } from './server-in-process.ts'
import { askStore } from './test-store.ts'

/** Whom `withOwner` makes. */
export const OWNER = { email: 'Olga@example.com', password: 'correct horse battery', name: 'Olga' }

/** A browser that has a session. */
export interface SignedIn {
  cookie: string
  csrf: string
  answer: Answer
  /** By the cookie; writes show the token and say that they are of our own page, unless the headers say otherwise. */
  ask(method: string, path: string, body?: unknown, headers?: { [name: string]: string }): Promise<Answer>
}

/** @param answer of a sign-in */
export function signedIn(server: Pick<TestServer, 'call'>, answer: Answer): SignedIn {
  const [set = ''] = [answer.headers['set-cookie'] ?? []].flat()
  const [cookie = ''] = set.split(';')
  const { csrf_token: csrf } = answer.body as { csrf_token: string }
  return {
    cookie,
    csrf,
    answer,
    ask: (method, path, body, headers) =>
      server.call(`/api/v2/${path}`, {
        method,
        body,
        headers: {
          cookie,
          ...(method === 'GET' ? {} : { 'x-csrf-token': csrf, 'sec-fetch-site': 'same-origin' }),
          ...headers,
        },
      }),
  }
}

/** @returns the answer, for `signedIn` */
export const signIn = (server: TestServer, body: object, headers = {}): Promise<Answer> =>
  server.call('/api/v2/session', { method: 'POST', body, headers })

/** Uses the set-up link up. */
export async function withOwner(server: TestServer): Promise<SignedIn> {
  return signedIn(
    server,
    await server.call('/api/v2/setup', { method: 'POST', body: { token: server.setup_token, ...OWNER } }),
  )
}

/** Lets time pass for all sessions: it is as if they had begun so much earlier. */
export async function ageSessions({ data_dir }: TestServer, minutes: number): Promise<void> {
  await askStore(data_dir, 'update sessions set created_at = created_at - $1', minutes * 60_000)
}
