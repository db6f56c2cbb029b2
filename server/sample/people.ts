/** The invented people of the sample legacy store, with the irregularities of an old store. @module */

/** A row of its table, before its password is hashed. */
export interface SamplePerson {
  /** The ID with `SAMPLE_ID_PREFIX`; one row has no ID. */
  id: string | null
  email: string | null
  username: string | null
  nickname: string | null
  email_verified: boolean
  password: string
  /** The oldest rows have the password in plain text. */
  is_plain: boolean
  /** What is unusual about the row, and what becomes of it, as a sentence. */
  oddity?: string
}

/**
 * Prefix of each id. Users are `auth0|<id>` in the whole tenant, so the ids of the sample store must not clash with those of a
 * store that is connected later.
 */
export const SAMPLE_ID_PREFIX = 'sample|'

/** The person for the first sign-in after the setup. */
export const FIRST_PERSON = { email: 'ada@sample.test', password: 'analytical-engine' } as const

const GIVEN_NAMES = [
  ...['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Donald', 'Frances', 'Ken', 'Radia', 'Dennis'],
  ...['Hedy', 'John', 'Mary', 'Niklaus', 'Adele', 'Tony', 'Karen', 'Leslie', 'Sophie', 'Claude'],
]
const FAMILY_NAMES = [
  'Arden',
  'Bell',
  'Castro',
  'Dubois',
  'Eriksen',
  'Fuchs',
  'Garcia',
  'Haas',
  'Ito',
  'Jansen',
]

type Row = Partial<Omit<SamplePerson, 'id'>> & Pick<SamplePerson, 'password'> & { id: number | string | null }

const plain = ({ id, ...row }: Row): SamplePerson => ({
  id: id === null ? null : SAMPLE_ID_PREFIX + id,
  email: null,
  username: null,
  nickname: null,
  email_verified: true,
  is_plain: false,
  ...row,
})

/** Each shows a case that migrations meet. */
const ODD_ROWS: readonly SamplePerson[] = [
  plain({ id: 1, ...FIRST_PERSON, username: 'ada', nickname: 'Ada', oddity: 'Can also sign in as ada.' }),
  plain({
    id: 2,
    email: 'GRACE@Sample.Test',
    password: 'nanosecond-wire',
    nickname: 'Grace',
    oddity: 'The address has capital letters. Ferry stores it in lower case.',
  }),
  plain({
    id: 3,
    email: 'twin@sample.test',
    password: 'first-of-two',
    nickname: 'Twin',
    oddity: 'Two rows have this address. The store finds only this one.',
  }),
  plain({
    id: 4,
    email: 'twin@sample.test',
    password: 'second-of-two',
    nickname: 'Twin too',
    oddity: 'Two rows have this address. The store never finds this one, so its password is wrong.',
  }),
  plain({
    id: 5,
    username: 'nomail',
    password: 'no-address-here',
    nickname: 'No Mail',
    oddity: 'Has no address. Ferry refuses the profile.',
  }),
  plain({
    id: 6,
    email: 'plain@sample.test',
    password: 'never-hashed',
    nickname: 'Plain',
    is_plain: true,
    oddity: 'The store keeps the password in plain text. Ferry stores a hash.',
  }),
  plain({
    id: null,
    email: 'noid@sample.test',
    password: 'without-an-id',
    nickname: 'No Id',
    oddity: 'Has no ID. The script cannot return a profile.',
  }),
  plain({
    id: 'b7-legacy',
    email: 'text-id@sample.test',
    password: 'an-id-of-letters',
    nickname: 'Text',
    oddity: 'The ID is not a number.',
  }),
  plain({
    id: 8,
    email: 'natalja@sample.test',
    password: 'пароль-длинный',
    nickname: 'Наталья ☃',
    oddity: 'Name and password have letters outside of ASCII.',
  }),
  plain({
    id: 9,
    email: 'colon@sample.test',
    password: 'with: a colon',
    nickname: 'Colon',
    oddity: 'The password has a colon, which Basic authentication splits at.',
  }),
  plain({
    id: 10,
    email: 'not an address',
    username: 'oddmail',
    password: 'address-of-no-form',
    nickname: 'Odd',
    oddity: 'The address is not valid. Ferry refuses the profile.',
  }),
  plain({
    id: 11,
    email: 'short@sample.test',
    password: 'abc',
    nickname: 'Short',
    oddity: 'The password is shorter than any policy allows. It works: policies are for new passwords.',
  }),
]

const PEOPLE = 200

/** @returns the same 200 people each time; the ordinary ones have the password `legacy-` and their number */
export function samplePeople(): SamplePerson[] {
  const people = [...ODD_ROWS]
  for (let id = people.length + 1; id <= PEOPLE; id++) {
    const given = GIVEN_NAMES[id % GIVEN_NAMES.length] ?? ''
    const family = FAMILY_NAMES[Math.floor(id / GIVEN_NAMES.length) % FAMILY_NAMES.length] ?? ''
    people.push(
      plain({
        id,
        email: `${given}.${family}.${id}@sample.test`.toLowerCase(),
        nickname: `${given} ${family}`,
        email_verified: id % 3 !== 0,
        password: `legacy-${id}`,
      }),
    )
  }
  return people
}
