import { join } from 'node:path'
import { expect, test } from 'vitest'
import { UsageError } from '../../../server/cli/contract.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { ferry, ferryProcess, folderWith } from './run-ferry.ts'

// The first sandbox of a clone is built for longer than a test may take.
useSandbox()

const LOGIN = `function login(email, password, callback) {
  console.log('asked for', email, 'with', password)
  if (password === 'nobody') return callback(null)
  if (password === 'broken') {
    throw new TypeError('the table is gone')
  }
  if (password !== 'correct horse') return callback(new WrongUsernameOrPasswordError('1', 'wrong password'))
  callback(null, { user_id: '1', email, plan: configuration.PLAN.length, also: [password] })
}`

const ANN = JSON.stringify(['ann@example.com', 'correct horse'])

test('a script file runs in a process without a server, with arguments from standard input', async () => {
  const folder = folderWith({ 'login.js': LOGIN, 'values.json': '{"PLAN":"##PLAN##"}' })
  const { code, output, errors } = await ferryProcess(
    ['try', join(folder, 'login.js'), '--args-file', '-', '--configuration', join(folder, 'values.json')],
    { input: ANN, variables: { PLAN: 'platinum' } },
  )
  expect(errors).toBe('')
  expect(output).toContain('login returned a value\n')
  expect(output).toContain('"plan": 8')
  expect(output).toMatch(/Console:\n {2}\d+ ms {2}log {2}asked for ann@example.com with \[redacted\]\n/)
  expect(output, 'the typed password').not.toContain('correct horse')
  expect(code).toBe(0)
})

test.each([
  ['wrong', 'login refused with WrongUsernameOrPasswordError: wrong password\n', 1],
  ['broken', 'login failed with script_error at line 5, column 11: TypeError: the table is gone\n', 1],
  ['nobody', 'login returned nobody\n', 0],
])('a run with the password “%s” prints how it ended', async (password, line, expected) => {
  const folder = folderWith({ 'login.js': LOGIN })
  const args = JSON.stringify(['ann@example.com', password])
  const { code, output } = await ferry(['try', join(folder, 'login.js'), '--args', args])
  expect(output).toContain(line)
  expect(code).toBe(expected)
})

test('a private address is refused by default, and allowed by --allow', async () => {
  const folder = folderWith({
    'ask.js': `async (id, callback) => { try { await fetch('http://127.0.0.1:9/') } catch (error) { callback(error) } }`,
  })
  const run = ['try', join(folder, 'ask.js'), '--script', 'get_user', '--args', '["1"]']
  expect((await ferry(run)).output).toContain('network_blocked')
  expect((await ferry([...run, '--allow', '127.0.0.1:9'])).output).toContain('ECONNREFUSED')
})

test('values come from a .env file as well', async () => {
  const folder = folderWith({
    'get_user.js':
      'function (id, callback) { callback(null, { user_id: id, email: configuration.NAME.length + "@x.example" }) }',
    'values.env': 'NAME="ann"\n',
  })
  const { output } = await ferry([
    'try',
    join(folder, 'get_user.js'),
    '--args',
    '["7"]',
    '--configuration',
    join(folder, 'values.env'),
  ])
  expect(output).toContain('"email": "3@x.example"')
})

test.each([
  [['try'], 'Give one script file'],
  [['try', 'x.js'], 'x.js is not named after a script, as login.js is'],
  [['try', 'x.js', '--script', 'sign_in'], '--script sign_in is unknown'],
  [['try', 'none/login.js'], 'none/login.js cannot be read (ENOENT)'],
  [['try', 'x/login.js', '--password', 'x'], "Unknown option '--password'"],
  [['sign-in'], 'There is no command sign-in'],
  [['constructor'], 'There is no command constructor'],
  [[], 'Usage: ferry COMMAND'],
])('the wrong use %j says what to change', async (args, message) => {
  await expect(ferry(args)).rejects.toThrow(message)
  await expect(ferry(args)).rejects.toBeInstanceOf(UsageError)
})

test.each([
  [['--args', '["correct horse"'], '--args is not JSON'],
  [['--args', '{"password":"correct horse"}'], '--args must be a JSON array'],
  [['--args', '[]', '--args-file', '-'], 'not both'],
  [['--configuration', 'number.json'], 'number.json must be a JSON object whose values are texts'],
  [['--configuration', 'marker.json'], 'DB is ##DB_URL##, and the environment has no DB_URL. Set DB_URL'],
])('the options %j are refused without a word of a password', async (options, message) => {
  const folder = folderWith({
    'login.js': LOGIN,
    'number.json': '{"PORT":3306}',
    'marker.json': '{"DB":"##DB_URL##"}',
  })
  const given = options.map((option) => (option.endsWith('.json') ? join(folder, option) : option))
  const error = await ferry(['try', join(folder, 'login.js'), ...given]).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UsageError)
  expect(String(error)).toContain(message)
  expect(String(error)).not.toContain('horse')
})

test('wrong use ends a process with code 2, its message on standard error', async () => {
  const { code, output, errors } = await ferryProcess(['try'])
  expect({ code, output }).toEqual({ code: 2, output: '' })
  expect(errors).toMatch(/^Give one script file\n\nUsage: ferry try FILE/)
})

test.each([[['--help']], [['try', '--help']], [['test', '-h']]])(
  'ferry with %j tells how it is used',
  async (args) => {
    const { code, output } = await ferry(args)
    expect(output).toMatch(/^Usage: ferry /)
    expect(code).toBe(0)
  },
)
