/** A browser of the demo: it keeps cookies, fills in the sign-in page, and goes back to the application. @module */
import { createHash, randomBytes } from 'node:crypto'
import * as z from 'zod'

const Tokens = z.object({ id_token: z.string() })
const Claims = z.object({ sub: z.string(), email: z.string() })

/** An application of the demo. Nothing listens at its address: the browser stops there and hands the code over. */
export interface DemoApplication {
  client_id: string
  client_secret: string
  callback: string
}

/** How a sign-in at an application ended. */
interface FrontAnswer {
  /** Whether the person saw Ferry’s page. */
  saw_page: boolean
  /** The person as the ID token names them; undefined: nobody was signed in. */
  person: { sub: string; email: string } | undefined
  took_ms: number
}

export interface DemoBrowser {
  /** Signs in at the application, with the password where the page asks for it. */
  signIn(application: DemoApplication, who: { email: string; password: string }): Promise<FrontAnswer>
}

/** @param url of Ferry */
export function openDemoBrowser(url: string): DemoBrowser {
  const cookies = new Map<string, string>()

  async function visit(address: string, form?: { [name: string]: string }): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(address, url), {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }

  return {
    async signIn({ client_id, client_secret, callback }, who) {
      const began = performance.now()
      const code_verifier = randomBytes(32).toString('base64url')
      const asked = new URLSearchParams({
        client_id,
        redirect_uri: callback,
        response_type: 'code',
        scope: 'openid email',
        state: randomBytes(8).toString('base64url'),
        code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
        code_challenge_method: 'S256',
      })
      let to = (await visit(`/authorize?${asked}`)).headers.get('location') ?? ''
      const saw_page = to.startsWith('/u/login') || to.startsWith(`${url}/u/login`)
      if (saw_page) {
        const state = new URL(to, url).searchParams.get('state') ?? ''
        const answer = await visit(to, { state, username: who.email, password: who.password })
        to = answer.headers.get('location') ?? ''
      }
      const code = to.startsWith(callback) ? new URL(to).searchParams.get('code') : null
      if (code === null) return { saw_page, person: undefined, took_ms: performance.now() - began }
      const exchanged = await visit('/oauth/token', {
        grant_type: 'authorization_code',
        client_id,
        client_secret,
        redirect_uri: callback,
        code,
        code_verifier,
      })
      const { id_token } = Tokens.parse(await exchanged.json())
      const payload = Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString()
      return { saw_page, person: Claims.parse(JSON.parse(payload)), took_ms: performance.now() - began }
    },
  }
}
