import { beforeAll, describe, expect, test } from 'vitest'
import type { OpenLdap } from '../../support/openldap.ts'
import { describeOpenLdap } from '../../support/openldap.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { freePort } from '../../support/servers.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })

/** Looks the person up as the administrator, then binds as that person, as LDAP logins do. */
const LOGIN = `async function login(email, password, callback) {
  const { Client, EqualityFilter, InvalidCredentialsError } = require('ldapts')
  const client = new Client({ url: configuration.url, timeout: 3000, connectTimeout: 3000 })
  try {
    if (configuration.ca) await client.startTLS({ ca: configuration.ca })
    await client.bind(configuration.dn, configuration.password)
    const filter = new EqualityFilter({ attribute: 'mail', value: email })
    const { searchEntries } = await client.search(configuration.suffix, { filter, attributes: ['uid', 'cn', 'mail'] })
    const [entry] = searchEntries
    if (!entry) return callback(new WrongUsernameOrPasswordError(email))
    await client.bind(entry.dn, password)
    callback(null, { user_id: entry.uid, email: entry.mail, name: entry.cn })
  } catch (error) {
    callback(error instanceof InvalidCredentialsError ? new WrongUsernameOrPasswordError(email) : error)
  } finally {
    await client.unbind()
  }
}`

/** The same with ldapjs, as published scripts for directories do it: callbacks and events. */
const LOGIN_WITH_LDAPJS = `function login(email, password, callback) {
  const ldap = require('ldapjs')
  const client = ldap.createClient({ url: configuration.url, timeout: 3000, connectTimeout: 3000 })
  client.on('error', callback)
  client.on('connectError', callback)
  const done = (error, profile) => { client.unbind(); callback(error, profile) }
  const start = (next) => configuration.ca ? client.starttls({ ca: configuration.ca }, [], (error) => error ? done(error) : next()) : next()
  start(() => client.bind(configuration.dn, configuration.password, (error) => {
    if (error) return done(error)
    const filter = new ldap.EqualityFilter({ attribute: 'mail', value: email })
    client.search(configuration.suffix, { scope: 'sub', filter, attributes: ['uid', 'cn', 'mail'] }, (error, found) => {
      if (error) return done(error)
      let entry
      found.on('searchEntry', (one) => { entry = one.object })
      found.on('error', done)
      found.on('end', () => {
        if (!entry) return done(new WrongUsernameOrPasswordError(email))
        client.bind(entry.dn, password, (error) => {
          if (error && error.name === 'InvalidCredentialsError') return done(new WrongUsernameOrPasswordError(email))
          done(error, { user_id: entry.uid, email: entry.mail, name: entry.cn })
        })
      })
    })
  }))
}`

describeOpenLdap('ldapts and ldapjs inside the sandbox, against OpenLDAP', (ldap) => {
  const login = async (
    source: string,
    email: string,
    password: string,
    more: { [name: string]: string } = {},
  ) => {
    const { url, dn, password: admin_password, suffix } = ldap()
    const values = { url, dn, password: admin_password, suffix, ...more }
    const { outcome } = await sandbox.run(source, {
      args: [email, password],
      configuration: { values, revision: '1' },
    })
    return outcome
  }
  const caOf = ({ tls }: OpenLdap, which: 'ca' | 'other_ca') => tls?.[which] ?? ''

  beforeAll(async () => {
    const { suffix, add } = ldap()
    await add({
      [suffix]: { objectClass: ['dcObject', 'organization'], dc: 'example', o: 'Example' },
      [`uid=ann,${suffix}`]: {
        objectClass: 'inetOrgPerson',
        uid: 'ann',
        cn: 'Ann Óg 日本',
        sn: 'Óg',
        mail: 'ann@example.com',
        userPassword: 'pässword (1)*',
      },
    })
  })

  describe.each([
    ['ldapts', LOGIN],
    ['ldapjs', LOGIN_WITH_LDAPJS],
  ])('%s', (_name, source) => {
    test('a right password logs in, a wrong one and an unknown person do not', async () => {
      expect(await login(source, 'ann@example.com', 'pässword (1)*')).toEqual({
        kind: 'value',
        value: { user_id: 'ann', email: 'ann@example.com', name: 'Ann Óg 日本' },
      })
      expect(await login(source, 'ann@example.com', 'wrong')).toMatchObject({ kind: 'rejection' })
      expect(await login(source, '*', 'pässword (1)*')).toMatchObject({ kind: 'rejection' })
    })

    test('StartTLS accepts the authority that the script names, and no other (D4)', async ({ skip }) => {
      if (!ldap().tls) return skip('openssl is not installed; to get it: apt-get install openssl')
      expect(
        await login(source, 'ann@example.com', 'pässword (1)*', { ca: caOf(ldap(), 'ca') }),
      ).toMatchObject({
        kind: 'value',
      })
      expect(
        await login(source, 'ann@example.com', 'pässword (1)*', { ca: caOf(ldap(), 'other_ca') }),
      ).toMatchObject({
        kind: 'failure',
        code: 'script_error',
      })
    })

    test('R13: a server that is down is distinguished from a wrong password', async () => {
      const url = `ldap://127.0.0.1:${await freePort()}`
      expect(await login(source, 'ann@example.com', 'x', { url })).toMatchObject({
        code: 'legacy_unavailable',
      })
    })
  })
})
