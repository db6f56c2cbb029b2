/** Code for applications that run in a browser. @module */
import type { Needs, Place, Snippet } from './snippet.ts'
import { domainOf, hostOf, lines, quoted } from './snippet.ts'

const pageNeeds = ({ app }: Place, ...grant_types: string[]): Needs => ({
  callbacks: [app],
  allowed_logout_urls: [app],
  web_origins: [app],
  grant_types,
})

const spaJs: Snippet = {
  name: '@auth0/auth0-spa-js',
  kinds: ['spa'],
  needs_https: false,
  needs: (place) => pageNeeds(place, 'authorization_code', 'refresh_token'),
  files: (place) => [
    {
      name: 'main.js',
      code: lines(
        '// npm install @auth0/auth0-spa-js',
        "import { createAuth0Client } from '@auth0/auth0-spa-js'",
        '',
        'const auth0 = await createAuth0Client({',
        `  domain: ${quoted(domainOf(place))},`,
        `  clientId: ${quoted(place.client_id)},`,
        '  useRefreshTokens: true,',
        "  cacheLocation: 'localstorage',",
        '  authorizationParams: { redirect_uri: location.origin },',
        '})',
        '',
        "if (new URLSearchParams(location.search).has('code')) {",
        '  await auth0.handleRedirectCallback()',
        "  history.replaceState(null, '', location.pathname)",
        '}',
        'const user = await auth0.getUser()',
        'if (user === undefined) await auth0.loginWithRedirect()',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: code that is shown
        'else document.body.textContent = `Hello, ${user.email ?? user.sub}`',
        '',
        '// Sign out: await auth0.logout({ logoutParams: { returnTo: location.origin } })',
      ),
    },
  ],
}

const react: Snippet = {
  name: '@auth0/auth0-react',
  kinds: ['spa'],
  needs_https: false,
  needs: (place) => pageNeeds(place, 'authorization_code', 'refresh_token'),
  files: (place) => [
    {
      name: 'main.jsx',
      code: lines(
        '// npm install @auth0/auth0-react',
        "import { Auth0Provider, useAuth0 } from '@auth0/auth0-react'",
        "import { createRoot } from 'react-dom/client'",
        '',
        'function Person() {',
        '  const { isLoading, user, loginWithRedirect, logout } = useAuth0()',
        '  if (isLoading) return null',
        '  if (user === undefined) return <button onClick={() => loginWithRedirect()}>Sign in</button>',
        '  const signOut = () => logout({ logoutParams: { returnTo: location.origin } })',
        '  return <p>Hello, {user.email} <button onClick={signOut}>Sign out</button></p>',
        '}',
        '',
        "createRoot(document.getElementById('root')).render(",
        '  <Auth0Provider',
        `    domain=${JSON.stringify(domainOf(place))}`,
        `    clientId=${JSON.stringify(place.client_id)}`,
        '    useRefreshTokens',
        '    cacheLocation="localstorage"',
        '    authorizationParams={{ redirect_uri: location.origin }}',
        '  >',
        '    <Person />',
        '  </Auth0Provider>,',
        ')',
      ),
    },
  ],
}

const auth0Js: Snippet = {
  name: 'auth0-js',
  kinds: ['spa'],
  needs_https: true,
  needs: (place) => pageNeeds(place, 'implicit'),
  files: (place) => [
    {
      name: 'main.js',
      code: lines(
        '// npm install auth0-js',
        "import auth0 from 'auth0-js'",
        '',
        'const webAuth = new auth0.WebAuth({',
        `  domain: ${quoted(hostOf(place))},`,
        `  clientID: ${quoted(place.client_id)},`,
        '  redirectUri: location.origin,',
        "  responseType: 'token id_token',",
        "  scope: 'openid profile email',",
        '})',
        '',
        'webAuth.parseHash((error, result) => {',
        '  if (error) document.body.textContent = error.errorDescription ?? error.error',
        '  else if (result) document.body.textContent = result.idTokenPayload.email',
        '  else webAuth.authorize()',
        '})',
        '',
        '// Sign out: webAuth.logout({ returnTo: location.origin })',
      ),
    },
  ],
}

const lock: Snippet = {
  name: 'auth0-lock',
  kinds: ['spa'],
  needs_https: true,
  needs: (place) => pageNeeds(place, 'implicit'),
  files: (place) => [
    {
      name: 'main.js',
      code: lines(
        '// npm install auth0-lock',
        "import { Auth0Lock } from 'auth0-lock'",
        '',
        `const lock = new Auth0Lock(${quoted(place.client_id)}, ${quoted(hostOf(place))}, {`,
        `  configurationBaseUrl: ${quoted(place.issuer)},`,
        '  auth: {',
        '    redirectUrl: location.origin,',
        "    responseType: 'token id_token',",
        "    params: { scope: 'openid profile email' },",
        '  },',
        '})',
        '',
        "lock.on('authenticated', ({ idTokenPayload }) => {",
        '  document.body.textContent = idTokenPayload.email',
        '})',
        'lock.show()',
      ),
    },
  ],
}

/** In the order in which they are offered. */
export const BROWSER_SNIPPETS: readonly Snippet[] = [spaJs, react, auth0Js, lock]
