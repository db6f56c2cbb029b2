import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { embeddedShop } from '../../../support/cross-origin.ts'
import { application } from '../../../support/sign-in.ts'

/** Runs the script as a page does. @returns what it hands to Lock */
function handedTo(text: string): unknown {
  const handed: unknown[] = []
  runInNewContext(text, { Auth0: { setClient: (client: unknown) => handed.push(client) } })
  return JSON.parse(JSON.stringify(handed))
}

test('Lock learns the connections of the client, their password rules and what people can do', async () => {
  const { server, client } = await embeddedShop({ client_metadata: { inner: 'secret-of-the-client' } })
  const made = await server.api('POST', 'connections', {
    name: 'staff',
    display_name: '</script> & "quotes"',
    strategy: 'auth0',
    enabled_clients: [client.client_id],
    options: {
      passwordPolicy: 'excellent',
      password_complexity_options: { min_length: 14 },
      disable_signup: true,
      disable_self_service_change_password: true,
      requires_username: true,
      validation: { username: { min: 3, max: 20 } },
      configuration: { DB: 'secret-of-the-connection' },
    },
  })
  expect(made.status).toBe(201)
  const script = await server.call(`/client/${client.client_id}.js?t1790000000000`)
  expect(script.status).toBe(200)
  expect(script.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=60',
  })
  expect(script.text).not.toMatch(/secret|callback|login/)
  expect(handedTo(script.text)).toEqual([
    {
      id: client.client_id,
      tenant: 'default',
      strategies: [
        {
          name: 'auth0',
          connections: [
            {
              name: 'legacy',
              passwordPolicy: 'good',
              password_complexity_options: { min_length: 8 },
              showSignup: true,
              showForgot: true,
              requires_username: false,
            },
            {
              name: 'staff',
              display_name: '</script> & "quotes"',
              passwordPolicy: 'excellent',
              password_complexity_options: { min_length: 14 },
              showSignup: false,
              showForgot: false,
              requires_username: true,
              validation: { username: { min: 3, max: 20 } },
            },
          ],
        },
      ],
    },
  ])
})

test('a client without connections has an empty list, and an unknown client no script', async () => {
  const { server } = await embeddedShop()
  const { client_id } = await application(server, undefined)
  const script = await server.call(`/client/${client_id}.js`)
  expect(handedTo(script.text)).toMatchObject([{ strategies: [{ name: 'auth0', connections: [] }] }])
  const unknown = await server.call('/client/nobody.js')
  expect([unknown.status, unknown.headers['cache-control']]).toEqual([404, 'no-store'])
})

test.each([
  '/usernamepassword/challenge',
  '/dbconnections/signup/challenge',
  '/dbconnections/change_password/challenge',
])('Lock is told at %s that no captcha is needed', async (path) => {
  const { server } = await embeddedShop()
  const answer = await server.call(path, {
    method: 'POST',
    headers: { origin: 'https://app.example.com' },
    body: { state: 'x' },
  })
  expect([answer.status, answer.body]).toEqual([200, { required: false }])
  expect(answer.headers['access-control-allow-origin']).toBe('*')
})
