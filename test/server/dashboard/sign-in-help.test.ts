/** What the sign-in help finds in what it has read. */
import { expect, test } from 'vitest'
import type { Known } from '../../../server/dashboard/pages/sign-in-help/findings.ts'
import { findingsOf } from '../../../server/dashboard/pages/sign-in-help/findings.ts'

const ANN = { user_id: 'auth0|1', email: 'ann@example.com' }
const NOTHING: Known = { person: 'ann@example.com', users: [], blocks: [], entries: [] }

const found = (known: Partial<Known>) =>
  findingsOf({ ...NOTHING, ...known }).map(({ key, verdict, remedies }) => [
    key,
    verdict.tone,
    remedies.map(({ kind }) => kind),
  ])

test('a person of whom nothing is known is told so, and where to look next', () => {
  expect(found({})).toEqual([['unknown', 'info', []]])
  expect(found({ users: [ANN] })).toEqual([['quiet', 'info', []]])
})

test('a wrong password leads to a reset, and the entry', () => {
  const entries = [{ type: 'fepft' }, { type: 'fp', log_id: 'l', user_name: 'ann@example.com' }]
  expect(found({ users: [ANN], entries })).toEqual([['attempt', 'bad', ['reset', 'entry']]])
})

test('a failed import leads to the user whom the profile conflicts with, and to the run', () => {
  const details = {
    run_id: 'run_1',
    code: 'profile_conflict',
    clash_user_id: 'auth0|2',
    clash_field: 'email',
  }
  const entries = [
    { type: 'fmu', details },
    { type: 'f', log_id: 'l', details },
  ]
  expect(found({ entries })).toEqual([
    ['attempt', 'bad', ['user', 'run', 'entry']],
    ['absent', 'info', []],
  ])
  const [{ verdict } = { verdict: undefined }] = findingsOf({ ...NOTHING, entries })
  expect(verdict?.advice).toContain('Another user has the ID, email or username')
})

test('a block of an administrator and of wrong passwords come first, each with what lifts it', () => {
  const blocks = [{ identifier: 'ann@example.com', connection: 'crm', ip: '192.0.2.1' }]
  const entries = [{ type: 'limit_wc', log_id: 'l' }]
  expect(found({ users: [{ ...ANN, blocked: true }], blocks, entries })).toEqual([
    ['blocked auth0|1', 'bad', ['unblock', 'user']],
    ['blocks', 'bad', ['lift']],
    ['attempt', 'bad', ['reset', 'entry']],
  ])
})

test('a sign-in that succeeded is said, and an email that was not sent; several users are told apart', () => {
  const entries = [
    { type: 's', log_id: 'a' },
    { type: 'fn', log_id: 'b' },
    { type: 'fp', log_id: 'c' },
  ]
  expect(found({ users: [ANN, { user_id: 'auth0|2' }], entries })).toEqual([
    ['attempt', 'ok', ['entry']],
    ['email', 'bad', ['entry']],
    ['several', 'info', []],
  ])
  expect(found({ users: [ANN], entries: [{ type: 'scpr' }, { type: 'fcpr' }] })).toEqual([])
})
