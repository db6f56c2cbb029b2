import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useAttack } from '../support/attack.ts'
import type { FerryConnection } from '../support/ferry-process.ts'
import { useWebService } from '../support/web-service.ts'

const attack = useAttack()
const service = useWebService()

const PEOPLE = 20
const TIMES = 20
/** People who are tried at the same time. */
const AT_ONCE = 10
/** Four hundred sign-ins, each of which takes a quarter of a second by intention. */
const ROW_MS = 90_000
const RIGHT = 'the right password'

/** Whoever has the right password gets a profile; for every other one the script does what a row says. */
const script = (wrong: string): string => `async function login(email, password, callback) {
  const base = ${JSON.stringify(service().url)}
  if (password === ${JSON.stringify(RIGHT)}) return callback(null, { user_id: email, email: email })
  ${wrong}
}`

/** The store was heard before the script says so. */
const HEARD = "await fetch(base + '/echo');"
const driver = (fields: object): string =>
  `${HEARD} callback(Object.assign(new Error('the store says'), ${JSON.stringify(fields)}))`

const BLOCKED: readonly (readonly [string, string])[] = [
  ['callback()', 'callback()'],
  ['callback(null, false)', 'callback(null, false)'],
  ['callback(null, 0)', 'callback(null, 0)'],
  ["callback(null, '')", "callback(null, '')"],
  ['WrongUsernameOrPasswordError', "callback(new WrongUsernameOrPasswordError(email, 'no'))"],
  ['UnauthorizedError', "callback(new UnauthorizedError('no'))"],
  ['ValidationError', "callback(new ValidationError('locked', 'no'))"],
  ['somebody else’s profile', "callback(null, { user_id: 'x', email: 'somebody@example.com' })"],
  ['an Error that names the person', `${HEARD} callback(new Error('no such user: ' + email))`],
  ['a text that names the person', `${HEARD} callback('no such user: ' + email)`],
  ['a thrown Error that names the person', `${HEARD} throw new Error('no such user: ' + email)`],
]

const WORKS: readonly (readonly [string, string])[] = [
  [
    'the same Error for everybody, and no success between',
    `${HEARD} callback(new Error('rows is undefined'))`,
  ],
  ['an Error without a word from the store', "callback(new Error('no such user: ' + email))"],
  ['the store is not there', "await fetch('http://127.0.0.1:1/')"],
  ['too slow', "await fetch(base + '/silence', { signal: AbortSignal.timeout(20) })"],
  ['503 of a web service', "await require('axios').get(base + '/status?code=503')"],
  ['401 of a web service', "await require('axios').get(base + '/status?code=401')"],
  [
    'the store’s own login (MySQL)',
    driver({ code: 'ER_ACCESS_DENIED_ERROR', errno: 1045, sqlState: '28000' }),
  ],
  ['time-out (PostgreSQL)', driver({ code: '57014', severity: 'ERROR' })],
  ['invalid_profile', `${HEARD} callback(null, { email: email })`],
  ['no_callback', `${HEARD}`],
  ['network_blocked', `${HEARD} await fetch('http://169.254.169.254/')`],
]

let addresses = 0

async function open(wrong: string): Promise<FerryConnection> {
  return attack.ferry.createConnection({ login: script(wrong) })
}

/** @returns the status of the right password of each person, after so many wrong ones from the same address */
async function guess(connection: FerryConnection): Promise<number[]> {
  const people = Array.from({ length: PEOPLE }, (_, n) => {
    addresses += 1
    return {
      email: `p${n}.${addresses}@example.com`,
      local_address: `127.1.${addresses >> 8}.${addresses & 255}`,
    }
  })
  const login = async (
    { email, local_address }: (typeof people)[number],
    password: string,
    from = local_address,
  ) => attack.count(await attack.ferry.login(connection, email, password, { local_address: from }))
  for (const half of [0, 1]) {
    for (let first = 0; first < PEOPLE; first += AT_ONCE) {
      // Ten under way of one person are as many as may be.
      const tries = people
        .slice(first, first + AT_ONCE)
        .flatMap((person) => Array.from({ length: TIMES / 2 }, (_, n) => login(person, `guess ${half} ${n}`)))
      for (const { status } of await Promise.all(tries)) expect(status).toBeGreaterThanOrEqual(400)
    }
  }
  // From elsewhere, since 20 logins a minute are all that one address may try for one person.
  const ends = await Promise.all(people.map((person) => login(person, RIGHT, '127.2.0.1')))
  return [...new Set(ends.map(({ status }) => status))]
}

describe(`${TIMES} wrong passwords of ${PEOPLE} people each, and then the right one`, () => {
  beforeAll(async () => {
    // So that a block holds from everywhere.
    await attack.ferry.api('PATCH', 'attack-protection/brute-force-protection', {
      mode: 'count_per_identifier',
    })
    await attack.ferry.api('PATCH', 'attack-protection/suspicious-ip-throttling', {
      allowlist: ['127.2.0.1'],
    })
  })
  afterAll(async () => {
    await attack.ferry.api('PATCH', 'attack-protection/brute-force-protection', {
      mode: 'count_per_identifier_and_ip',
    })
  })

  test.each(BLOCKED)(
    '%s: it is refused',
    async (_, wrong) => {
      expect(await guess(await open(wrong))).toEqual([429])
    },
    ROW_MS,
  )

  test.each(WORKS)(
    '%s: it works',
    async (_, wrong) => {
      expect(await guess(await open(wrong))).toEqual([200])
    },
    ROW_MS,
  )

  test(
    'the same Error for everybody, with successes between: it is refused',
    async () => {
      const connection = await open(`${HEARD} callback(new Error('wrong password'))`)
      const login = async (name: string, password: string, local_address: string) => {
        const more = { local_address }
        return attack.count(await attack.ferry.login(connection, `${name}@example.com`, password, more))
          .status
      }
      for (let n = 0; n < PEOPLE; n++) {
        const tries = Array.from({ length: TIMES / 2 }, (_, at) =>
          login(`q${n}`, `guess ${at}`, `127.3.0.${n}`),
        )
        await Promise.all(tries)
        expect(await login(`right${n}`, RIGHT, `127.3.1.${n}`)).toBe(200)
      }
      for (let n = 0; n < PEOPLE; n++) expect(await login(`q${n}`, RIGHT, '127.2.0.1')).toBe(429)
    },
    ROW_MS,
  )
})
