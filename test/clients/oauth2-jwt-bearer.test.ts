/** express-oauth2-jwt-bearer as published, in the server of an API, with tokens of the front door. @module */
import type { Express, RequestHandler } from 'express'
import { beforeAll, expect, test } from 'vitest'
import type { Site } from '../support/front.ts'
import { describeFront, signIn } from '../support/front.ts'
import { describeClients } from '../support/servers.ts'
import type { TestApplication } from '../support/sign-in.ts'
import { pkce } from '../support/sign-in.ts'
import { loadClient } from './packages.ts'

const API = 'https://api.example.com/'

interface JwtBearer {
  auth(options: object): RequestHandler
  requiredScopes(scope: string): RequestHandler
}

describeClients('express-oauth2-jwt-bearer', () =>
  describeFront('in Chromium', (front) => {
    let site: Site
    let client: TestApplication

    beforeAll(async () => {
      const express = loadClient<() => Express>('express')
      const { auth, requiredScopes } = loadClient<JwtBearer>('express-oauth2-jwt-bearer')
      const app = express()
      app.use(auth({ audience: API, issuerBaseURL: front().issuer, strict: true, tokenSigningAlg: 'RS256' }))
      app.get('/things', requiredScopes('read:things'), (_, response) => void response.json(['a thing']))
      app.get('/secrets', requiredScopes('read:secrets'), (_, response) => void response.json([]))
      site = await front().serve((request, response) => app(request, response))
      client = await front().application({ app_type: 'spa', callbacks: [`${site.other_origin}/callback`] })
      const api = { name: 'Things', identifier: API, scopes: [{ value: 'read:things' }] }
      expect((await front().server.api('POST', 'resource-servers', api)).status).toBe(201)
    })

    /** As auth0-spa-js does it. */
    async function tokenOf(email: string, audience?: string): Promise<string> {
      const { page } = await front().visit()
      const { code_verifier, ...challenge } = pkce()
      const redirect_uri = `${site.other_origin}/callback`
      const query = new URLSearchParams({
        client_id: client.client_id,
        response_type: 'code',
        redirect_uri,
        scope: 'openid read:things read:secrets',
        ...challenge,
        ...(audience === undefined ? {} : { audience }),
      })
      await page.goto(`${front().issuer}authorize?${query}`)
      await signIn(page, email)
      await page.waitForURL(/\/callback\?code=/)
      const { body } = await front().server.token({
        grant_type: 'authorization_code',
        client_id: client.client_id,
        code: new URL(page.url()).searchParams.get('code'),
        code_verifier,
        redirect_uri,
      })
      return (body as { access_token: string }).access_token
    }

    const statusOf = async (path: string, token: string): Promise<number> => {
      const answer = await fetch(site.origin + path, { headers: { authorization: `Bearer ${token}` } })
      return answer.status
    }

    test('a token for the API is taken in strict mode, with the scopes that the API has', async () => {
      const token = await tokenOf('ann@example.com', API)
      expect(await statusOf('/things', token)).toBe(200)
      expect(await statusOf('/secrets', token)).toBe(403)
    })

    test('a token without the API is refused', async () => {
      expect(await statusOf('/things', await tokenOf('bea@example.com'))).toBe(401)
    })
  }),
)
