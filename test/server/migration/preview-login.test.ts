import { expect, test } from 'vitest'
import type { Json } from '../../../runtime/index.ts'
import type { LoginResult } from '../../../server/migration/login/login-result.ts'
import type { LoginPreview } from '../../../server/migration/trials/preview-login.ts'
import { failureOfDenial } from '../../../server/migration/trials/preview-login.ts'
import { createTrialFlow } from '../../../server/migration/trials/trial-flow.ts'
import type { Connection, NewUser } from '../../../server/store/contract.ts'
import type { Flow } from '../../support/flow.ts'
import { MODES, openFlow } from '../../support/flow.ts'

const PASSWORD = 'old-secret'

/** Whom the store has that could matter to Ann, who types `ann@…` and whom the script gives the id `1`. */
const STORED = {
  nobody: [],
  'Ann with a password': [{ id: '1', email: 'ann', hashed: true }],
  'Ann, cached': [{ id: '1', email: 'ann', hashed: false }],
  'Ann’s address under another id, cached': [{ id: '2', email: 'ann', hashed: false }],
  'Ann’s id under another address': [{ id: '1', email: 'old', hashed: true }],
  'Ann’s id under another address, cached': [{ id: '1', email: 'old', hashed: false }],
  'Ann, cached, and her new address with somebody else': [
    { id: '1', email: 'old', hashed: false },
    { id: '2', email: 'ann', hashed: false },
  ],
} as const

const ANSWERS = {
  'the right profile': { kind: 'value', value: 'profile' },
  'a profile of another id': { kind: 'value', value: 'other id' },
  nothing: { kind: 'none' },
  'an error without a name': { kind: 'rejection', user_id: undefined },
  'an error with a name': { kind: 'rejection', user_id: '1' },
} as const

interface Case {
  mode: 'local' | 'legacy' | 'import'
  stored: keyof typeof STORED
  blocked: boolean
  /** Deleted for good: the typed name, the returned id, or neither. */
  tombstone: 'name' | 'id' | 'none'
  /** In another connection of the tenant there is a user of the id that the script returns. */
  elsewhere: boolean
  answer: keyof typeof ANSWERS
}

const CASES: Case[] = (['local', 'legacy', 'import'] as const).flatMap((mode) =>
  (Object.keys(STORED) as (keyof typeof STORED)[]).flatMap((stored) =>
    [false, true].flatMap((blocked) =>
      (['name', 'id', 'none'] as const).flatMap((tombstone) =>
        [false, true].flatMap((elsewhere) =>
          (Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]).map((answer) => ({
            mode,
            stored,
            blocked,
            tombstone,
            elsewhere,
            answer,
          })),
        ),
      ),
    ),
  ),
)

/** One text for both: how it ended, and by what code. */
function endOf(told: LoginPreview | LoginResult): string {
  switch (told.kind) {
    case 'compared_here':
    case 'success':
      return 'success'
    case 'failure':
      return told.failure.code
    case 'denied':
      return failureOfDenial(told.reason).code
    case 'blocked':
      return 'blocked'
    case 'validation':
    case 'failed':
    case 'unavailable':
      return told.code
    case 'unauthorized':
      return 'unauthorized'
  }
}

/** Sets one case up, in a connection and with ids of its own. */
async function arrange(flow: Flow, one: Case, number: number): Promise<Connection> {
  const { store, tenant_id, passwords, connection } = flow
  const name = `c${number}`
  const made = await connection(name, { ...MODES[one.mode], ferry_tombstones: true })
  const email = (local: string) => `${local}.${number}@example.com`
  const user = (connection_id: string, id: string, local: string): NewUser => ({
    connection_id,
    external_id: `${number}-${id}`,
    user_id: `auth0|${number}-${id}`,
    email: email(local),
    email_key: email(local),
    email_verified: true,
    profile: {},
    user_metadata: {},
    app_metadata: {},
    blocked: one.blocked,
    logged_in: false,
  })
  const bury = async (id: string, local: string): Promise<void> => {
    await store.createUser(tenant_id, user(made.connection_id, id, local))
    await store.deleteUser(tenant_id, `auth0|${number}-${id}`, { tombstone: true })
  }
  if (one.tombstone === 'name') await bury('9', 'ann')
  if (one.tombstone === 'id') await bury('1', 'buried')
  const hash = await passwords.hash(tenant_id, PASSWORD)
  for (const { id, email: local, hashed } of STORED[one.stored]) {
    const created = await store.createUser(tenant_id, {
      ...user(made.connection_id, id, local),
      ...(hashed && { password_hash: hash }),
    })
    expect(created.kind).toBe('created')
  }
  if (one.elsewhere) {
    const other = await connection(`other${number}`, MODES.import)
    await store.createUser(tenant_id, user(other.connection_id, idOf(one.answer), 'ann'))
  }
  return made
}

const idOf = (answer: Case['answer']): string => (answer === 'a profile of another id' ? '3' : '1')

test('a preview predicts the result of the login for every mode, stored state, tombstone, clash and answer', async () => {
  let returned: Json = null
  let answer: Case['answer'] = 'nothing'
  const flow = await openFlow(() => {
    const given = ANSWERS[answer]
    if (given.kind === 'none') return given
    if (given.kind === 'value') return { kind: 'value', value: returned }
    const { user_id } = given
    return {
      kind: 'rejection',
      class: 'WrongUsernameOrPasswordError',
      message: 'No.',
      ...(user_id !== undefined && { user_id }),
    }
  })
  const { deps, tenant_id } = flow
  const trials = createTrialFlow(deps)
  const ends = new Set<string>()
  for (const [number, one] of CASES.entries()) {
    answer = one.answer
    const connection = await arrange(flow, one, number)
    const identifier = `ann.${number}@example.com`
    returned = { user_id: `${number}-${idOf(answer)}`, email: identifier }
    const attempt = { tenant_id, connection, identifier, password: PASSWORD }
    const found = await trials.findWay(attempt)
    const preview = await trials.previewLogin(found, attempt)
    const login = await flow.login(connection, identifier, PASSWORD)
    expect({ one, end: endOf(preview) }).toEqual({ one, end: endOf(login) })
    if (preview.kind === 'failure' && login.kind === 'failed') {
      expect(preview.failure.clash).toEqual(login.fault?.clash)
    }
    ends.add(endOf(login))
  }
  expect([...ends].toSorted()).toEqual([
    'blocked',
    'deleted',
    'profile_conflict',
    'script',
    'success',
    'unknown_user',
    'wrong_password',
  ])
}, 120_000)
