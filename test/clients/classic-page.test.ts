/** auth0.js and Lock as published, on a sign-in page that the tenant wrote itself, in Chromium. @module */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { verifiedDomain } from '../support/custom-domains.ts'
import type { Site } from '../support/front.ts'
import { CUSTOM_DOMAIN, describeFront, PASSWORD } from '../support/front.ts'
import { describeClients } from '../support/servers.ts'
import type { TestApplication } from '../support/sign-in.ts'
import { bundle, pagesWith } from './packages.ts'

const MODULE = `import auth0 from 'auth0-js'
import { Auth0Lock } from 'auth0-lock'
Object.assign(window, { auth0, Auth0Lock })
window.openClient = (options) => { window.client = new auth0.WebAuth(options) }
window.parse = () => new Promise((done) => client.parseHash({}, (error, answer) => done(error ?? answer)))`

/** @param script of the page, which finds its settings in `config` */
const pageOf = (origin: string, script: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ours</title><link rel="icon" href="data:,"></head><body>
<p id="told"></p><script src="${origin}/app.js"></script>
<script>
var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
config.extraParams = config.extraParams || {};
var overrides = { __tenant: config.auth0Tenant, __token_issuer: config.authorizationServer.issuer };
${script}
</script></body></html>`

const WITH_AUTH0_JS = `var params = Object.assign({
  overrides: overrides, domain: config.auth0Domain, clientID: config.clientID, redirectUri: config.callbackURL, responseType: 'code'
}, config.internalOptions);
var webAuth = new auth0.WebAuth(params);
function enter(username, password) {
  webAuth.login({ realm: config.connection, username: username, password: password }, function (error) {
    document.getElementById('told').textContent = error.code + ': ' + error.description;
  });
}`

const WITH_LOCK = `new Auth0Lock(config.clientID, config.auth0Domain, {
  auth: { redirectUrl: config.callbackURL, responseType: config.internalOptions.response_type, params: config.internalOptions },
  configurationBaseUrl: config.clientConfigurationBaseUrl,
  overrides: overrides, assetsUrl: config.assetsUrl, allowedConnections: [config.connection], rememberLastLogin: !config.prompt,
  languageDictionary: { title: config.dict.signin.title }, closable: false
}).show();`

describeClients('the tenant’s own sign-in page', () =>
  describeFront('in Chromium', (front) => {
    let site: Site
    let app: TestApplication

    beforeAll(async () => {
      site = await front().serve(pagesWith(await bundle(MODULE)))
      app = await front().application({
        name: 'Shop of shoes',
        app_type: 'spa',
        callbacks: [`${site.origin}/callback`],
        web_origins: [site.origin],
      })
      const { api } = front().server
      await verifiedDomain(front().server, { api, name: 'default' }, CUSTOM_DOMAIN)
    })

    const domain = (): string => front().domain.replace('localhost', CUSTOM_DOMAIN)

    async function useClient(page: Page): Promise<void> {
      const options = {
        domain: domain(),
        clientID: app.client_id,
        redirectUri: `${site.origin}/callback`,
        responseType: 'token id_token',
        scope: 'openid profile email',
      }
      await page.evaluate(`openClient(${JSON.stringify(options)})`)
    }

    /** From the application to the tenant's page. */
    async function open(page: Page, script: string): Promise<void> {
      const custom_login_page = pageOf(site.origin, script)
      const saved = await front().server.api('PATCH', 'clients/global', { custom_login_page })
      expect(saved.status).toBe(200)
      await page.goto(`${site.origin}/start`)
      await useClient(page)
      await page.evaluate('client.authorize()')
      await page.waitForURL(/\/login\?state=/)
    }

    /** @returns what the application learns at its callback */
    async function comeBack(page: Page): Promise<unknown> {
      await page.waitForURL(/\/callback#/)
      await useClient(page)
      return await page.evaluate('parse()')
    }

    test('auth0.js on it tells a wrong password, and a right one ends at the application', async () => {
      const { page } = await front().visit()
      await open(page, WITH_AUTH0_JS)
      await page.evaluate("enter('ann@example.com', 'wrong')")
      await page.getByText('invalid_user_password: Wrong email or password.').waitFor()
      await page.evaluate(`enter('ann@example.com', '${PASSWORD}')`)
      expect(await comeBack(page)).toMatchObject({
        idTokenPayload: { email: 'ann@example.com', iss: `https://${domain()}/` },
      })
    })

    test('Lock on it tells a wrong password, and a right one ends at the application', async () => {
      const { page } = await front().visit()
      await open(page, WITH_LOCK)
      await page.waitForSelector('input[name=password]')
      await page.getByText('Shop of shoes').waitFor()
      const enter = async (password: string): Promise<void> => {
        await page.fill('input[name=email]', 'bea@example.com')
        await page.fill('input[name=password]', password)
        await page.click('button[name=submit]')
      }
      await enter('wrong')
      await page.locator('.auth0-global-message').filter({ hasText: 'Wrong email or password.' }).waitFor()
      await enter(PASSWORD)
      expect(await comeBack(page)).toMatchObject({ idTokenPayload: { email: 'bea@example.com' } })
    })
  }),
)
