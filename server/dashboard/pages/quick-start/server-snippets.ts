/** Code for applications that run on a server, and for APIs. @module */
import type { Place, Snippet } from './snippet.ts'
import { domainOf, fromEnvironment, hostOf, lines, quoted } from './snippet.ts'

const CODE = ['authorization_code']

/** The port that an address names, for the code that listens there. */
const portOf = ({ app }: Place): string => new URL(app).port || '3000'

const nextjs: Snippet = {
  name: '@auth0/nextjs-auth0',
  kinds: ['regular_web'],
  needs_https: true,
  needs: ({ app }) => ({
    callbacks: [`${app}/auth/callback`],
    allowed_logout_urls: [app],
    grant_types: CODE,
  }),
  files: (place) => [
    {
      name: '.env.local',
      code: lines(
        // The library takes a port in the form of an address only.
        `AUTH0_DOMAIN=${new URL(place.issuer).port === '' ? domainOf(place) : place.issuer}`,
        `AUTH0_CLIENT_ID=${place.client_id}`,
        'AUTH0_CLIENT_SECRET=<the client secret>',
        'AUTH0_SECRET=<openssl rand -hex 32>',
        `APP_BASE_URL=${place.app}`,
      ),
    },
    {
      name: 'lib/auth0.js',
      code: lines(
        '// npm install @auth0/nextjs-auth0',
        "import { Auth0Client } from '@auth0/nextjs-auth0/server'",
        '',
        'export const auth0 = new Auth0Client()',
      ),
    },
    {
      name: 'middleware.js',
      code: lines(
        "import { auth0 } from './lib/auth0'",
        '',
        'export const middleware = (request) => auth0.middleware(request)',
        "export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico).*)'] }",
      ),
    },
    {
      name: 'app/page.js',
      code: lines(
        "import { auth0 } from '../lib/auth0'",
        '',
        'export default async function Page() {',
        '  const session = await auth0.getSession()',
        '  if (!session) return <a href="/auth/login">Sign in</a>',
        '  return <p>Hello, {session.user.email} <a href="/auth/logout">Sign out</a></p>',
        '}',
      ),
    },
  ],
}

const expressOpenid: Snippet = {
  name: 'express-openid-connect',
  kinds: ['regular_web'],
  needs_https: false,
  needs: ({ app }) => ({ callbacks: [`${app}/callback`], allowed_logout_urls: [app], grant_types: CODE }),
  files: (place) => [
    {
      name: 'app.cjs',
      code: lines(
        '// npm install express express-openid-connect',
        "const express = require('express')",
        "const { auth } = require('express-openid-connect')",
        '',
        'const app = express()',
        'app.use(',
        '  auth({',
        `    issuerBaseURL: ${quoted(place.issuer)},`,
        `    baseURL: ${quoted(place.app)},`,
        `    clientID: ${quoted(place.client_id)},`,
        `    clientSecret: ${fromEnvironment('CLIENT_SECRET')},`,
        `    secret: ${fromEnvironment('SESSION_SECRET')}, // openssl rand -hex 32`,
        "    authorizationParams: { response_type: 'code', scope: 'openid profile email' },",
        '    idpLogout: true,',
        '  }),',
        ')',
        "app.get('/', (request, response) => response.json(request.oidc.user)) // Sign out: /logout",
        `app.listen(${portOf(place)})`,
      ),
    },
  ],
}

const passport: Snippet = {
  name: 'passport-auth0',
  kinds: ['regular_web'],
  needs_https: true,
  needs: ({ app }) => ({ callbacks: [`${app}/callback`], grant_types: CODE }),
  files: (place) => [
    {
      name: 'app.cjs',
      code: lines(
        '// npm install express express-session passport passport-auth0',
        "const express = require('express')",
        "const session = require('express-session')",
        "const passport = require('passport')",
        "const { Strategy } = require('passport-auth0')",
        '',
        'passport.use(',
        '  new Strategy(',
        '    {',
        `      domain: ${quoted(hostOf(place))},`,
        `      clientID: ${quoted(place.client_id)},`,
        `      clientSecret: ${fromEnvironment('CLIENT_SECRET')},`,
        `      callbackURL: ${quoted(`${place.app}/callback`)},`,
        '    },',
        '    (accessToken, refreshToken, extra, profile, done) => done(null, profile),',
        '  ),',
        ')',
        'passport.serializeUser((user, done) => done(null, user))',
        'passport.deserializeUser((user, done) => done(null, user))',
        '',
        'const app = express()',
        `const secret = ${fromEnvironment('SESSION_SECRET')} // openssl rand -hex 32`,
        'app.use(session({ secret, resave: false, saveUninitialized: false }))',
        'app.use(passport.session())',
        "const signIn = passport.authenticate('auth0', { scope: 'openid profile email' })",
        "app.get('/callback', signIn, (request, response) => response.redirect('/'))",
        "app.get('/', (request, response, next) =>",
        '  request.user ? response.json(request.user) : signIn(request, response, next),',
        ')',
        `app.listen(${portOf(place)})`,
      ),
    },
  ],
}

const openidClient: Snippet = {
  name: 'openid-client',
  kinds: ['regular_web', 'native'],
  needs_https: false,
  needs: ({ app }) => ({ callbacks: [`${app}/callback`], grant_types: CODE }),
  files: (place) => [
    {
      name: 'app.mjs',
      code: lines(
        '// npm install openid-client',
        "import { createServer } from 'node:http'",
        "import * as client from 'openid-client'",
        '',
        `const app = ${quoted(place.app)}`,
        'const config = await client.discovery(',
        `  new URL(${quoted(place.issuer)}),`,
        `  ${quoted(place.client_id)},`,
        `  ${fromEnvironment('CLIENT_SECRET')}, // leave it unset for a public client`,
        '  undefined,',
        ...(place.issuer.startsWith('https:') ? [] : ['  { execute: [client.allowInsecureRequests] },']),
        ')',
        '',
        'createServer(async (request, response) => {',
        '  const url = new URL(request.url, app)',
        "  if (url.pathname === '/callback') {",
        "    const [, pkceCodeVerifier] = /verifier=([\\w-]+)/.exec(request.headers.cookie ?? '') ?? []",
        '    const tokens = await client.authorizationCodeGrant(config, url, { pkceCodeVerifier })',
        '    return response.end(JSON.stringify(tokens.claims()))',
        '  }',
        '  const verifier = client.randomPKCECodeVerifier()',
        '  const to = client.buildAuthorizationUrl(config, {',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: code that is shown
        '    redirect_uri: `${app}/callback`,',
        "    scope: 'openid profile email',",
        '    code_challenge: await client.calculatePKCECodeChallenge(verifier),',
        "    code_challenge_method: 'S256',",
        '  })',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: code that is shown
        '  const cookie = `verifier=${verifier}; HttpOnly; SameSite=Lax`',
        "  response.writeHead(302, { location: to.href, 'set-cookie': cookie }).end()",
        `}).listen(${portOf(place)})`,
      ),
    },
  ],
}

const jwtBearer: Snippet = {
  name: 'express-oauth2-jwt-bearer',
  kinds: ['non_interactive'],
  needs_https: false,
  needs: () => ({}),
  files: (place) => [
    {
      name: 'api.cjs',
      code: lines(
        '// npm install express express-oauth2-jwt-bearer',
        "const express = require('express')",
        "const { auth } = require('express-oauth2-jwt-bearer')",
        '',
        'const api = express()',
        'api.use(',
        '  auth({',
        `    issuerBaseURL: ${quoted(place.issuer)},`,
        `    audience: ${quoted(place.audience ?? 'https://api.example.com')}, // the identifier of your API`,
        '  }),',
        ')',
        "api.get('/', (request, response) => response.json(request.auth.payload))",
        'api.listen(3001)',
      ),
    },
  ],
}

/** In the order in which they are offered. */
export const SERVER_SNIPPETS: readonly Snippet[] = [nextjs, expressOpenid, passport, openidClient, jwtBearer]
