import { Client } from 'ldapts'
import type { OpenLdap } from '../support/openldap.ts'
import { describeOpenLdap } from '../support/openldap.ts'
import { freePort } from '../support/servers.ts'
import type { TemplateBackend } from './support/backend.ts'
import { startRelay } from './support/relay.ts'
import { testTemplate } from './support/suite.ts'
import { templateOf } from './support/use-template.ts'

const PEOPLE = 'ou=people,dc=example,dc=com'
const { schema, sample } = templateOf('ldap')

/** The template's schema as slapd.conf has it. */
const SCHEMA = recordsOf(schema?.text ?? '').flatMap(({ attributes }) => [
  ...(attributes.olcAttributeTypes ?? []).map((text) => `attributetype ${text}`),
  ...(attributes.olcObjectClasses ?? []).map((text) => `objectclass ${text}`),
])

describeOpenLdap(
  'the template ldap',
  (openldap) => {
    testTemplate('ldap', () => open(openldap()), {
      unknown_ids: ['00000000-0000-0000-0000-000000000000', 'uid=Ann'],
      unicode_emails: false,
    })
  },
  SCHEMA,
)

async function open(server: OpenLdap): Promise<TemplateBackend> {
  const { hostname, port } = new URL(server.url)
  const relay = await startRelay({ host: hostname, port: Number(port) })
  const configuration = (): { [key: string]: string } => ({
    LDAP_URL: `ldap://127.0.0.1:${relay.port}`,
    LDAP_BIND_DN: server.dn,
    LDAP_BIND_PASSWORD: server.password,
    LDAP_BASE_DN: PEOPLE,
  })
  async function ask<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ url: server.url })
    try {
      await client.bind(server.dn, server.password)
      return await work(client)
    } finally {
      await client.unbind()
    }
  }
  const people = async (client: Client): Promise<string[]> => {
    const { searchEntries } = await client.search(PEOPLE, { scope: 'one', attributes: ['1.1'] })
    return searchEntries.map(({ dn }) => dn)
  }
  let has_root = false
  let has_people = false
  const destroy = (): Promise<void> =>
    ask(async (client) => {
      if (!has_people) return
      for (const dn of [...(await people(client)), PEOPLE]) await client.del(dn)
      has_people = false
    })
  const { tls } = server
  return {
    configuration,
    unreachable: async () => ({ ...configuration(), LDAP_URL: `ldap://127.0.0.1:${await freePort()}` }),
    locked_out: () => ({ ...configuration(), LDAP_BIND_PASSWORD: 'wrong' }),
    encrypted: tls && {
      trusting: { ...configuration(), LDAP_CA: tls.ca },
      wary: { ...configuration(), LDAP_CA: tls.other_ca },
    },
    async reset() {
      await destroy()
      if (!has_root) await server.add({ [server.suffix]: { objectClass: ['domain'], dc: 'example' } })
      has_root = true
      await server.add(
        Object.fromEntries(recordsOf(sample?.text ?? '').map(({ dn, attributes }) => [dn, attributes])),
      )
      has_people = true
    },
    destroy,
    count: () => ask(async (client) => (await people(client)).length),
    open_connections: relay.open,
    breakAt: relay.breakAt,
    close: relay.close,
  }
}

/** The records of an LDIF without folded or encoded lines. */
function recordsOf(text: string): { dn: string; attributes: { [name: string]: string[] } }[] {
  return text
    .replace(/^#.*\n/gm, '')
    .trim()
    .split(/\n\n+/)
    .map((record) => {
      const attributes: { [name: string]: string[] } = {}
      for (const line of record.split('\n')) {
        const [, name = '', value = ''] = /^([^:]+): (.*)$/.exec(line) ?? []
        attributes[name] = [...(attributes[name] ?? []), value]
      }
      const { dn: [dn = ''] = [], ...rest } = attributes
      return { dn, attributes: rest }
    })
}
