/** What the tenant's page finds in place of `@@config@@`. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Deps } from '../http/deps.ts'
import { CONFIG_PLACE } from '../shapes/login-page.ts'
import type { Flow } from '../sign-in/flow.ts'

/** @returns the tenant's HTML with the settings of this sign-in; base64 has no character that HTML or a script would read */
export function withConfig(html: string, deps: Deps, flow: Flow): string {
  const config = Buffer.from(JSON.stringify(configOf(deps, flow))).toString('base64')
  return html.replaceAll(CONFIG_PLACE, () => config)
}

/** @see Auth0, "Customize Classic Login pages", for the members, which auth0.js and Lock read by the page's own script */
function configOf({ public_url, tokens, tenant }: Deps, flow: Flow): Json {
  const { transaction, client, state, context, connection } = flow
  const { request } = transaction
  const domain = new URL(public_url).host
  const options: { [name: string]: Json } = {
    ...definedTexts({
      nonce: request.nonce,
      audience: request.audience,
      login_hint: request.login_hint,
      screen_hint: request.screen_hint,
    }),
    response_type: request.response_type,
    response_mode: request.response_mode,
    scope: request.scopes.join(' '),
    protocol: 'oauth2',
    state,
    // The sealed state has the browser's mark: these are for scripts that send them along.
    _csrf: 'none',
    _intstate: 'deprecated',
  }
  const { colour, background, logo } = context.look
  return {
    assetsUrl: public_url,
    auth0Domain: domain,
    auth0Tenant: tenant.name,
    clientConfigurationBaseUrl: `${public_url}/`,
    callbackOnLocationHash: request.response_mode === 'fragment',
    callbackURL: request.redirect_uri,
    cdn: '',
    clientID: client.client_id,
    colors: definedTexts({ primary: colour, page_background: background }),
    connection: connection.name,
    dict: { signin: { title: client.name } },
    extraParams: options,
    internalOptions: options,
    icon: logo?.url ?? '',
    isThirdPartyClient: false,
    locale: flow.texts.lang,
    prompt: request.prompts.includes('login') || request.prompts.includes('select_account'),
    authorizationServer: { url: public_url, issuer: tokens.issuer },
  }
}

function definedTexts(texts: { readonly [name: string]: string | undefined }): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
