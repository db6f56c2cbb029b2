import { describe, expect, test } from 'vitest'
import { useSandbox } from '../support/sandbox.ts'

const { run } = useSandbox()

const outcomeOf = async (...args: Parameters<typeof run>) => (await run(...args)).outcome

describe('the function of a script is found, whatever the shape of the text', () => {
  test.each([
    ['a named function', 'function login(email, password, callback) { callback(null, { id: email }) }'],
    ['an anonymous function', 'function (email, password, callback) { callback(null, { id: email }) }'],
    ['an arrow function', '(email, password, callback) => callback(null, { id: email })'],
    [
      'an async function',
      'async function (email, password, callback) { await 1; callback(null, { id: email }) }',
    ],
    ['an async arrow function', 'async (email, password, callback) => { callback(null, { id: email }) }'],
    [
      'leading comments',
      '// one\n/* two\n */ function (email, password, callback) { callback(null, { id: email }) }',
    ],
    ['a trailing semicolon', 'function login(email, password, callback) { callback(null, { id: email }) };'],
    [
      'a trailing comment',
      'function login(email, password, callback) { callback(null, { id: email }) }; // end',
    ],
    ['parentheses', '(function (email, password, callback) { callback(null, { id: email }) })'],
    [
      'a helper function after it',
      'function login(email, password, callback) { help(email, callback) }\nfunction help(id, callback) { callback(null, { id }) }',
    ],
    [
      'sloppy mode',
      'function (email, password, callback) { undeclared = email; callback(null, { id: undeclared }) }',
    ],
    [
      'a helper function above it',
      'function help(id, callback) { callback(null, { id }) }\nfunction login(email, password, callback) { help(email, callback) }',
    ],
    [
      'statements above it',
      "const c = require('crypto')\nlet n = 0\nfunction login(email, password, callback) { n++; callback(null, { id: email }) }",
    ],
    [
      'a statement below it',
      'function login(email, password, callback) { callback(null, { id: login.prefix + email }) }\nlogin.prefix = ""',
    ],
    [
      'a helper that calls it by its name',
      'function again(email, cb) { login(email, "again", cb) }\nfunction login(email, password, callback) { password === "again" ? callback(null, { id: email }) : again(email, callback) }',
    ],
    ['in a variable', 'const login = (email, password, callback) => callback(null, { id: email })'],
    [
      'module.exports',
      'module.exports = function (email, password, callback) { callback(null, { id: email }) }',
    ],
    [
      'module.exports with several functions',
      'function login(email, password, callback) { callback(null, { id: email }) }\nmodule.exports = { login }',
    ],
    ['exports by name', 'exports.login = (email, password, callback) => callback(null, { id: email })'],
    [
      'export default',
      'export default async function (email, password, callback) { callback(null, { id: email }) }',
    ],
    [
      'export default below statements',
      'const x = 1\nexport default (email, password, callback) => callback(null, { id: email })',
    ],
    [
      'export of a function',
      'export function login(email, password, callback) { callback(null, { id: email }) }',
    ],
    [
      'export of a list of names',
      'function login(email, password, callback) { callback(null, { id: email }) }\nexport { login as default }',
    ],
    [
      'its own module and exports',
      'const module = 1, exports = 2\nfunction login(email, password, callback) { callback(null, { id: email }) }',
    ],
  ])('%s', async (_, source) => {
    expect(await outcomeOf(source)).toEqual({ kind: 'value', value: { id: 'ann@example.com' } })
  })

  test("'use strict' above the function makes it strict", async () => {
    const source =
      "'use strict'\nfunction login(email, password, callback) { undeclared = 1; callback(null, { id: 1 }) }"
    expect(await outcomeOf(source)).toMatchObject({ kind: 'failure', message: 'undeclared is not defined' })
  })

  test.each([
    ['get_user', 'function getByEmail(email, callback) { callback(null, { id: email }) }'],
    ['change_password', 'function changePassword(email, password, callback) { callback(null, true) }'],
    ['delete', 'function remove(id, callback) { callback(null) }'],
    ['delete', 'exports.delete = function (id, callback) { callback(null) }'],
  ] as const)(
    '%s is found below a helper by a name that published scripts have: %s',
    async (action, source) => {
      const { outcome } = await run(`function helper() { throw new Error('not me') }\n${source}`, {
        action,
        args: action === 'change_password' ? ['ann@example.com', 'new password'] : ['ann@example.com'],
      })
      expect(outcome.kind).not.toBe('failure')
    },
  )

  test('the error for a text with import says what to write', async () => {
    expect(
      await outcomeOf("import axios from 'axios'\nexport default function login(e, p, cb) {}"),
    ).toMatchObject({
      code: 'script_syntax',
      message:
        "A script cannot use import: write const name = require('name'), and one function named login.",
    })
  })

  test('the error for statements without a function says what is missing', async () => {
    expect(await outcomeOf('const login = 5')).toMatchObject({
      code: 'script_syntax',
      message: expect.stringMatching(
        /^The script must be one function expression, or statements with one function named login/,
      ),
    })
  })

  test.each([
    [
      'in statements',
      "const c = require('crypto')\nfunction login(email, password, callback) {\n  if (\n}",
      4,
    ],
    ['in an expression', 'function (email, password, callback) {\n  const x = = 1\n}', 2],
  ])('a syntax error is reported at its line %s', async (_where, source, line) => {
    expect(await outcomeOf(source)).toMatchObject({ code: 'script_syntax', line })
  })

  test('an error thrown below statements is reported at its line', async () => {
    const source = "const c = require('crypto')\n\nfunction login(email, password, callback) {\n  null.x\n}"
    expect(await outcomeOf(source)).toMatchObject({ code: 'script_error', line: 4 })
  })

  test.each([
    ['42', 'number'],
    ['null', 'null'],
    ['({ login() {} })', 'object'],
  ])('%s is not a script, and the message says what a script is', async (source, what) => {
    expect(await outcomeOf(source)).toMatchObject({
      kind: 'failure',
      code: 'script_syntax',
      message: expect.stringMatching(new RegExp(`one function expression.*${what}`)),
    })
  })
})
