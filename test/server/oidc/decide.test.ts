import { expect, test } from 'vitest'
import { decide } from '../../../server/oidc/decide.ts'

const NOW = 1_000_000_000
const session = { user_id: 'auth0|1', authenticated_at: NOW - 60_000 }

test.each<[string, Parameters<typeof decide>[0]['request'], boolean, string | undefined, string]>([
  ['nobody is signed in', { prompts: [] }, false, undefined, 'sign_in'],
  ['somebody is signed in', { prompts: [] }, true, undefined, 'finish'],
  ['prompt=login', { prompts: ['login'] }, true, undefined, 'sign_in'],
  ['prompt=select_account', { prompts: ['select_account'] }, true, undefined, 'sign_in'],
  ['prompt=consent', { prompts: ['consent'] }, true, undefined, 'ask_consent'],
  ['prompt=consent, nobody', { prompts: ['consent'] }, false, undefined, 'sign_in'],
  ['prompt=login consent', { prompts: ['login', 'consent'] }, true, undefined, 'sign_in'],
  ['prompt=none, nobody', { prompts: ['none'] }, false, undefined, 'fail'],
  ['prompt=none, somebody', { prompts: ['none'] }, true, undefined, 'finish'],
  ['prompt=none, the hinted user', { prompts: ['none'] }, true, 'auth0|1', 'finish'],
  ['prompt=none, another than the hinted user', { prompts: ['none'] }, true, 'auth0|2', 'fail'],
  ['another than the hinted user', { prompts: [] }, true, 'auth0|2', 'sign_in'],
  ['young enough for max_age', { prompts: [], max_age: 61 }, true, undefined, 'finish'],
  ['as old as max_age', { prompts: [], max_age: 60 }, true, undefined, 'sign_in'],
  ['max_age=0', { prompts: [], max_age: 0 }, true, undefined, 'sign_in'],
  ['prompt=none, older than max_age', { prompts: ['none'], max_age: 1 }, true, undefined, 'fail'],
])('%s', (_, request, isSignedIn, hinted_user_id, kind) => {
  const decision = decide({ request, session: isSignedIn ? session : undefined, hinted_user_id, now: NOW })
  expect(decision.kind).toBe(kind)
  if (decision.kind === 'fail') expect(decision.problem.error).toBe('login_required')
})
