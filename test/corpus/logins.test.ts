import { createHash, createHmac, pbkdf2Sync, scryptSync } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { hash as bcrypt } from 'bcryptjs'
import { MongoClient } from 'mongodb'
import { createClient } from 'redis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ferry } from '../support/ferry-process.ts'
import { startFerry } from '../support/ferry-process.ts'
import type { HostedAnswer, HostedRequest } from '../support/hosted-double.ts'
import { useHostedDouble } from '../support/hosted-double.ts'
import { describeMariaDb } from '../support/mariadb.ts'
import { describeOpenLdap } from '../support/openldap.ts'
import { describePostgres } from '../support/postgres.ts'
import { describeRedis } from '../support/redis.ts'
import type { UsedMongo } from '../support/use-mongo.ts'
import { useMongo } from '../support/use-mongo.ts'
import type { UsedSqlServer } from '../support/use-sql-server.ts'
import { useSqlServer } from '../support/use-sql-server.ts'

/** The password of the published test vector of SHA-512-crypt, so that one fixed hash serves. */
const PASSWORD = 'Hello world!'
const CRYPT =
  '$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1'
const SALT = 'some salt'
const KEY = 'the key of the service'

const HASHES: { readonly [kind: string]: () => string | Promise<string> } = {
  bcrypt: () => bcrypt(PASSWORD, 4),
  md5: () => createHash('md5').update(PASSWORD).digest('hex'),
  'sha1-salt': () => createHash('sha1').update(`${SALT}${PASSWORD}`).digest('hex'),
  sha256: () => createHash('sha256').update(SALT).update(PASSWORD).digest('base64'),
  pbkdf2: () => pbkdf2Sync(PASSWORD, SALT, 10_000, 32, 'sha256').toString('hex'),
  scrypt: () => scryptSync(PASSWORD, SALT, 32).toString('hex'),
  'unix-crypt': () => CRYPT,
  plain: () => PASSWORD,
  service: () => PASSWORD,
  ldap: () => PASSWORD,
}

/** A script of this folder, and the one person whom its store knows for it. */
interface Login {
  store: string
  name: string
  style: string
  source: string
  person: { id: number; email: string; name: string; hash: string }
}

const folder = join(import.meta.dirname, 'logins')
const LOGINS: readonly Login[] = await Promise.all(
  globSync('*/*.js', { cwd: folder })
    .toSorted()
    .map(async (path, index) => {
      const source = readFileSync(join(folder, path), 'utf8')
      const header = (name: string): string => new RegExp(`^// ${name}: (.+)$`, 'm').exec(source)?.[1] ?? ''
      const hash = HASHES[header('Password')]
      if (!hash) throw new Error(`${path} says no kind of password that is known`)
      const id = index + 1
      const person = { id, email: `p${id}@example.com`, name: `Person ${id}`, hash: await hash() }
      return { store: dirname(path), name: basename(path, '.js'), style: header('Style'), source, person }
    }),
)
const of = (store: string): readonly Login[] => LOGINS.filter((login) => login.store === store)

let ferry: Ferry
beforeAll(async () => {
  ferry = await startFerry()
  // All of them fail on purpose, from one address.
  await ferry.api('PATCH', 'attack-protection/suspicious-ip-throttling', { enabled: false })
})
afterAll(() => ferry.close())

test('the corpus has at least 60 logins, 12 styles and 5 kinds of stores', () => {
  expect(LOGINS.length).toBeGreaterThanOrEqual(60)
  expect(new Set(LOGINS.map(({ style }) => style)).size).toBe(LOGINS.length)
  expect(new Set(LOGINS.map(({ store }) => store)).size).toBeGreaterThanOrEqual(5)
})

/** @param configuration of a script whose store is there */
function testLogins(store: string, configuration: () => { [key: string]: string }): void {
  test.each(of(store))('$store/$name: $style', async ({ source, person }) => {
    const connection = await ferry.createConnection({ login: source, configuration: configuration() })
    const logIn = async (email: string, password: string) => {
      const { status, text } = await ferry.login(connection, email, password)
      return { status, text }
    }
    const refused = { status: expect.toSatisfy((status) => [400, 403].includes(status as number)) }
    const isRefusal = (text: string): boolean => /invalid_grant|script_error/.test(text)
    for (const answer of [await logIn(person.email, 'wrong'), await logIn('nobody@example.com', PASSWORD)]) {
      expect(answer).toMatchObject(refused)
      expect(isRefusal(answer.text), answer.text).toBe(true)
    }
    expect(await ferry.users(connection)).toEqual([])

    expect(await logIn(person.email, PASSWORD)).toMatchObject({ status: 200 })
    expect(await logIn(person.email, PASSWORD)).toMatchObject({ status: 200 })
    expect((await logIn(person.email, 'wrong')).status).toBe(403)
    expect(await ferry.users(connection)).toMatchObject([{ email: person.email }])
    // Asked for the wrong password, for nobody and for the first right one; never again.
    expect(await ferry.loginRuns(connection)).toBe(3)
  })
}

const TABLE = `create table users (id integer primary key, email varchar(200) not null, name varchar(100),
  password varchar(200), salt varchar(100))`
const rowOf = ({ person: { id, email, name, hash } }: Login) => [id, email, name, hash, SALT]

describeMariaDb('logins against MySQL', (mariadb) => {
  beforeAll(async () => {
    await mariadb().query(TABLE)
    for (const login of of('mysql')) {
      await mariadb().query('insert into users values (?, ?, ?, ?, ?)', rowOf(login))
    }
  })
  testLogins('mysql', () => {
    const { host, port, user, password, database } = mariadb()
    return { host, port: String(port), user, password, database }
  })
})

describePostgres('logins against PostgreSQL', (postgres) => {
  beforeAll(async () => {
    await postgres().query(TABLE)
    for (const login of of('postgres')) {
      await postgres().query('insert into users values ($1, $2, $3, $4, $5)', rowOf(login))
    }
  })
  testLogins('postgres', () => {
    const { host, port, user, password, database } = postgres()
    return { host, port: String(port), user, password, database }
  })
})

describe('logins against MongoDB', () => {
  let mongo: UsedMongo
  let url = ''
  beforeAll(async () => {
    mongo = await useMongo()
    const parsed = new URL(mongo.url)
    parsed.pathname = `/${mongo.database}`
    if (!parsed.searchParams.has('authSource')) parsed.searchParams.set('authSource', 'admin')
    url = parsed.href
    const client = await new MongoClient(url).connect()
    const people = of('mongodb').map(({ person: { email, name, hash } }) => ({
      email,
      name,
      password: hash,
      salt: SALT,
    }))
    await client.db(mongo.database).collection('users').insertMany(people)
    await client.close()
  })
  afterAll(() => mongo.close())
  testLogins('mongodb', () => ({ url, database: mongo.database }))
})

describe('logins against SQL Server', () => {
  let server: UsedSqlServer
  beforeAll(async () => {
    server = await useSqlServer()
    await server.run(TABLE)
    for (const login of of('sql-server')) {
      const values = rowOf(login).map((value) => (typeof value === 'number' ? value : `'${value}'`))
      await server.run(`insert into users (id, email, name, password, salt) values (${values.join(', ')})`)
    }
  })
  afterAll(() => server.close())
  testLogins('sql-server', () => {
    const { host, port, user, password, database } = server
    return { host, port: String(port), user, password, database }
  })
})

describeOpenLdap('logins against LDAP', (openldap) => {
  const base = 'ou=people,dc=example,dc=com'
  beforeAll(async () => {
    await openldap().add({
      'dc=example,dc=com': { objectClass: ['dcObject', 'organization'], dc: 'example', o: 'Example' },
      [base]: { objectClass: 'organizationalUnit', ou: 'people' },
    })
    for (const { person } of of('ldap')) {
      const uid = `p${person.id}`
      await openldap().add({
        [`uid=${uid},${base}`]: {
          objectClass: 'inetOrgPerson',
          uid,
          cn: person.name,
          sn: person.name,
          mail: person.email,
          userPassword: person.hash,
        },
      })
    }
  })
  testLogins('ldap', () => {
    const { url, dn, password } = openldap()
    return { url, dn, password, base }
  })
})

describeRedis('logins against Redis', (redis) => {
  beforeAll(async () => {
    const client = createClient({ url: redis().url })
    await client.connect()
    for (const { person } of of('redis')) {
      const { id, email, name, hash } = person
      const user = { id: String(id), email, name, password: hash, salt: SALT }
      await client.hSet(`user:${email}`, user)
      await client.set(`json:${email}`, JSON.stringify(user))
    }
    client.destroy()
  })
  testLogins('redis', () => ({ url: redis().url }))
})

describe('logins against web services', () => {
  const service = useHostedDouble(answer)
  testLogins('http', () => ({ url: service.url(), key: KEY }))
})

/** One web service with the habits of many. */
function answer({ path, headers, body }: HostedRequest): HostedAnswer {
  const find = (email: unknown, password: unknown) => {
    const person = of('http').find((login) => login.person.email === email)?.person
    return person && password === PASSWORD
      ? { id: `s${person.id}`, email: person.email, name: person.name, since: 2015 }
      : undefined
  }
  const answerWith = (user: object | undefined): HostedAnswer =>
    user ? { body: user } : { status: 401, body: { message: 'no' } }
  switch (path) {
    case '/json/login':
      if (headers['x-api-key'] !== KEY) return { status: 403, body: {} }
      return answerWith(find(body.email, body.password))
    case '/form/login':
      return answerWith(find(body.username, body.password))
    case '/basic/profile': {
      const [, encoded = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? []
      const [email, ...rest] = Buffer.from(encoded, 'base64').toString().split(':')
      return answerWith(find(email, rest.join(':')))
    }
    case '/xml/login': {
      const [, email, password] =
        /<user>(.*)<\/user><password>(.*)<\/password>/.exec(String(body.text ?? '')) ?? []
      const user = find(email, password)
      return {
        body: user
          ? `<answer status="ok"><user><id>${user.id}</id><email>${user.email}</email><name>${user.name}</name></user></answer>`
          : '<answer status="refused"/>',
      }
    }
    case '/jwt/login': {
      const user = find(body.email, body.password)
      if (!user) return { status: 401, body: {} }
      const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
      const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: user.id, email: user.email, verified: true, name: user.name })}`
      return { body: { token: `${signed}.${createHmac('sha256', KEY).update(signed).digest('base64url')}` } }
    }
    case '/token':
      return find(body.username, body.password)
        ? { body: { access_token: `token of ${String(body.username)}` } }
        : { status: 400, body: { error: 'invalid_grant' } }
    case '/me':
      return answerWith(find(/^Bearer token of (.+)$/.exec(headers.authorization ?? '')?.[1], PASSWORD))
    default:
      return { status: 404, body: {} }
  }
}
