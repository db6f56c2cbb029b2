import { expect, test } from 'vitest'
import type { Mode } from '../../../server/migration/mode/mode.ts'
import {
  dropsScriptContext,
  impactOf,
  transitionWarning,
} from '../../../server/migration/mode/mode-impact.ts'
import type { Connection } from '../../../server/store/contract.ts'

const OPTIONS: { readonly [mode in Mode]: Connection['options'] } = {
  local: { enabledDatabaseCustomization: false, import_mode: false },
  legacy: { enabledDatabaseCustomization: true, import_mode: false },
  import: { enabledDatabaseCustomization: true, import_mode: true },
}
const COUNTS = { with_password: 3, made_here: 1, without_password: 2 }

const connection = (mode: Mode, actions: readonly string[] = ['login', 'get_user']): Connection =>
  ({
    options: OPTIONS[mode],
    scripts: Object.fromEntries(actions.map((action) => [action, { source: 'text', revision: 1 }])),
  }) as unknown as Connection

test.each<[from: Mode, to: Mode, locked_out: number, codes: string[]]>([
  ['local', 'local', 0, []],
  ['import', 'import', 0, []],
  ['import', 'local', 2, ['no_password_here', 'unmigrated_people']],
  ['legacy', 'local', 2, ['no_password_here', 'unmigrated_people']],
  ['import', 'legacy', 1, ['never_in_legacy_store', 'legacy_password_counts']],
  ['local', 'import', 0, []],
])('from %s to %s, %i users can no longer sign in', (from, to, locked_out, codes) => {
  const impact = impactOf(connection(from), to, COUNTS)
  expect(impact).toMatchObject({ from, to, users: 5, with_password: 3, locked_out })
  expect(impact.warnings.map(({ code }) => code)).toEqual(codes)
})

test('without a login script, a mode that asks the legacy store locks out everybody who depends on it', () => {
  expect(impactOf(connection('local', []), 'legacy', COUNTS)).toMatchObject({ locked_out: 5 })
  expect(impactOf(connection('local', []), 'import', COUNTS)).toMatchObject({
    locked_out: 2,
    warnings: [{ code: 'no_login_script', people: 2 }, { code: 'no_get_user_script' }],
  })
})

test('a warning is a sentence of its own, for one user and for many', () => {
  const counts = { with_password: 1_234, made_here: 1, without_password: 0 }
  const text = transitionWarning(connection('import'), connection('legacy'), counts)
  expect(text).toMatch(/^The connection went from import to legacy\. 1 user was created in Ferry: /)
  expect(text).toContain(' 1,233 users were migrated: ')
  expect(transitionWarning(connection('import'), connection('import'), counts)).toBeUndefined()
})

test('the script context can be switched on, and not off again', () => {
  const on = { enable_script_context: true }
  expect(dropsScriptContext({ options: on }, {})).toBe(true)
  expect(dropsScriptContext({ options: on }, on)).toBe(false)
  expect(dropsScriptContext({ options: {} }, on)).toBe(false)
})
