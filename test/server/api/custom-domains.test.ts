/** `/api/v2/custom-domains`. @module */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestDomain } from '../../support/custom-domains.ts'
import { verifiedDomain } from '../../support/custom-domains.ts'
import type { DnsDouble } from '../../support/dns-double.ts'
import { startDnsDouble } from '../../support/dns-double.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import { createTenant } from '../../support/tenants.ts'

let names: DnsDouble
let server: TestServer
beforeAll(async () => {
  names = await startDnsDouble()
  afterAll(() => names.close())
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {
      FERRY_DNS_SERVERS: `127.0.0.1:${names.port}`,
      FERRY_PUBLIC_URL: 'https://ferry.example.org',
      FERRY_TENANT_URL: 'https://{tenant}.ferry.example.org',
    },
    afterAll,
  )
})

let made = 0
const newName = (): string => `login-${++made}.example.com`

async function create(tenant: Pick<TestServer, 'api'>, domain = newName()): Promise<TestDomain> {
  const answer = await tenant.api('POST', 'custom-domains', { domain })
  expect(answer.status, answer.text).toBe(201)
  return answer.body as TestDomain
}

const verify = async (
  tenant: Pick<TestServer, 'api'>,
  { custom_domain_id }: TestDomain,
): Promise<TestDomain> => {
  const answer = await tenant.api('POST', `custom-domains/${custom_domain_id}/verify`)
  expect(answer.status, answer.text).toBe(200)
  return answer.body as TestDomain
}

test('a domain is created as Auth0’s clients read it, and waits for its TXT record', async () => {
  const domain = newName()
  const answer = await server.api('POST', 'custom-domains', {
    domain: domain.toUpperCase(),
    type: 'auth0_managed_certs',
    verification_method: 'txt',
    tls_policy: 'recommended',
    custom_client_ip_header: 'x-forwarded-for',
    domain_metadata: { brand: 'acme' },
  })
  const found = {
    custom_domain_id: expect.stringMatching(/^cd_\w{16}$/),
    domain,
    primary: false,
    is_default: false,
    status: 'pending_verification',
    type: 'self_managed_certs',
    verification: {
      methods: [
        {
          name: 'txt',
          domain: `_ferry-challenge.${domain}`,
          record: expect.stringMatching(/^ferry-domain-verification=\w{32}$/),
        },
      ],
      status: 'pending',
    },
    tls_policy: 'recommended',
    custom_client_ip_header: 'x-forwarded-for',
    domain_metadata: { brand: 'acme' },
  }
  expect(answer).toMatchObject({ status: 201, body: found })
  const { custom_domain_id } = answer.body as TestDomain
  expect((await server.api('GET', `custom-domains/${custom_domain_id}`)).body).toEqual(found)
  expect((await server.api('GET', 'custom-domains')).body).toContainEqual(found)
  expect(await server.api('POST', 'custom-domains', { domain })).toMatchObject({
    status: 409,
    body: { errorCode: 'conflict' },
  })
  const path = `custom-domains/${custom_domain_id}`
  expect((await server.api('PATCH', path, { custom_client_ip_header: null })).body).toMatchObject({
    custom_client_ip_header: null,
    domain_metadata: { brand: 'acme' },
  })
  expect((await server.api('PATCH', path, { domain: 'other.example.com' })).status).toBe(400)
  expect((await server.api('DELETE', path)).status).toBe(204)
  expect((await server.api('DELETE', path)).status).toBe(204)
  for (const [method, gone] of [
    ['GET', path],
    ['PATCH', path],
    ['POST', `${path}/verify`],
  ] as const) {
    expect(await server.api(method, gone, method === 'PATCH' ? {} : undefined)).toMatchObject({
      status: 404,
      body: { errorCode: 'inexistent_custom_domain' },
    })
  }
})

test('a domain is verified once its TXT record has the value, and stays verified', async () => {
  const asked = await create(server)
  const [{ domain: name, record }] = asked.verification.methods
  const path = `custom-domains/${asked.custom_domain_id}`
  expect(await verify(server, asked)).toMatchObject({
    status: 'pending_verification',
    verification: {
      status: 'failed',
      error_msg: expect.stringContaining(`There is no TXT record at ${name}`),
    },
  })
  names.zone.set(name, ['127.0.0.1'])
  expect((await verify(server, asked)).verification.error_msg).toContain('There is no TXT record')
  names.zone.set(name, [`txt=${record}x`, 'txt=v=spf1 -all'])
  expect((await verify(server, asked)).verification.error_msg).toContain('has another value')
  names.zone.set(name, 'servfail')
  expect((await verify(server, asked)).verification.error_msg).toContain('could not be read')
  expect((await server.api('GET', path)).body).toMatchObject({ verification: { status: 'pending' } })
  names.zone.set(name, ['txt=another record', `txt=${record}`])
  const ready = { status: 'ready', primary: true, verification: { status: 'verified' } }
  expect(await verify(server, asked)).toMatchObject(ready)
  names.zone.delete(name)
  expect(await verify(server, asked)).toMatchObject(ready)
  expect((await server.api('GET', path)).body).toMatchObject(ready)
  await server.api('DELETE', path)
})

test('a domain belongs to the tenant that verifies it first, and the record of one tenant proves nothing for another', async () => {
  const [acme, beta] = [await createTenant(server, 'acme'), await createTenant(server, 'beta')]
  const domain = newName()
  const [own, other] = [await create(acme, domain), await create(beta, domain)]
  const [{ domain: name, record }] = own.verification.methods
  names.zone.set(name, [`txt=${record}`])
  expect(await verify(beta, other)).toMatchObject({ status: 'pending_verification' })
  expect(await verify(acme, own)).toMatchObject({ status: 'ready' })
  names.zone.set(name, [`txt=${other.verification.methods[0].record}`])
  const taken = { status: 409, body: { errorCode: 'conflict' } }
  expect(await beta.api('POST', `custom-domains/${other.custom_domain_id}/verify`)).toMatchObject(taken)
  const operators = `operator/tenants/beta/custom-domains/${domain}/verify`
  expect(await server.api('POST', operators)).toMatchObject(taken)
  expect(await server.api('POST', 'custom-domains', { domain })).toMatchObject(taken)
  await acme.api('DELETE', `custom-domains/${own.custom_domain_id}`)
  expect(await verify(beta, other)).toMatchObject({ status: 'ready' })
})

test('the operator verifies what a tenant has created, and nothing else', async () => {
  const tenant = await createTenant(server, 'carol')
  const domain = newName()
  const path = (name: string, asked: string) => `operator/tenants/${name}/custom-domains/${asked}/verify`
  expect(await server.api('POST', path('carol', domain))).toMatchObject({
    status: 404,
    body: { errorCode: 'inexistent_custom_domain' },
  })
  expect(await server.api('POST', path('nobody', domain))).toMatchObject({
    status: 404,
    body: { errorCode: 'inexistent_tenant' },
  })
  expect(await verifiedDomain(server, tenant, domain)).toMatchObject({ status: 'ready', primary: true })
  expect((await tenant.api('POST', path('carol', domain))).status).toBe(403)
})

test('the primary domain is the first that was verified, or another verified one that is chosen', async () => {
  const tenant = await createTenant(server, 'dave')
  const primary = async (): Promise<unknown> => (await tenant.api('GET', 'custom-domains/default')).body
  expect(await primary()).toEqual({ domain: 'dave.ferry.example.org' })
  const open = await create(tenant)
  const one = await verifiedDomain(server, tenant, newName())
  const two = await verifiedDomain(server, tenant, newName())
  expect(await primary()).toMatchObject({ domain: one.domain, primary: true })
  const chosen = await tenant.api('PATCH', 'custom-domains/default', { domain: two.domain })
  expect(chosen).toMatchObject({ status: 200, body: { domain: two.domain, is_default: true } })
  expect(await primary()).toEqual(chosen.body)
  expect((await tenant.api('PATCH', 'custom-domains/default', chosen.body)).body).toEqual(chosen.body)
  for (const domain of [open.domain, 'nobody.example.com', 'dave.ferry.example.org']) {
    expect((await tenant.api('PATCH', 'custom-domains/default', { domain })).status).toBe(400)
  }
  await tenant.api('DELETE', `custom-domains/${two.custom_domain_id}`)
  expect(await primary()).toMatchObject({ domain: one.domain })
})

test.each([
  ['the host of the public address', 'ferry.example.org'],
  ['the same in capitals', 'FERRY.example.ORG'],
  ['the host of another tenant', 'acme.ferry.example.org'],
  ['a host below it', 'login.acme.ferry.example.org'],
  ['loopback', 'localhost'],
  ['a name below loopback', 'app.localhost'],
  ['an IP address', '192.0.2.1'],
  ['an IPv6 address', '[2001:db8::1]'],
  ['an IP address in disguise', '0x7f.1'],
  ['the same with a dot', '127.1.'],
  ['a single label', 'login'],
  ['a port', 'login.example.com:8443'],
  ['a scheme', 'https://login.example.com'],
  ['a path', 'login.example.com/x'],
  ['a dot at the end', 'login.example.com.'],
  ['a wildcard', '*.example.com'],
  ['an underscore', '_dmarc.example.com'],
  ['letters that are not ASCII', 'löyalty.example.com'],
  ['letters that look like ASCII', 'lоgin.example.com'],
  ['a letter that becomes ASCII in lower case', 'login.example.\u212Aom'],
  ['an empty label', 'login..example.com'],
  ['a label that begins with a dash', '-login.example.com'],
  ['a user', 'a@login.example.com'],
  ['a space', 'login.example.com '],
  ['a line break', 'login.example.com\n'],
  ['a NUL', 'login.example.com\0'],
  ['nothing', ''],
  ['a label that is too long', `${'a'.repeat(64)}.example.com`],
  ['a name that is too long', `${'a.'.repeat(120)}com`],
])('no tenant can have %s as a custom domain: %j', async (_what, domain) => {
  const answer = await server.api('POST', 'custom-domains', { domain })
  expect(answer.status, answer.text).toBe(400)
  expect(answer.text).toContain('domain')
})

test('an internationalised name is taken as it is on the wire', async () => {
  expect((await create(server, 'xn--lyalty-wxa.example.com')).status).toBe('pending_verification')
})

test('a tenant has at most 20 domains', async () => {
  const tenant = await createTenant(server, 'erin')
  for (let count = 0; count < 20; count++) await create(tenant)
  expect(await tenant.api('POST', 'custom-domains', { domain: newName() })).toMatchObject({
    status: 409,
    body: { errorCode: 'too_many_custom_domains' },
  })
})
