import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { useSandbox } from '../../support/sandbox.ts'
import { ferry, ferryProcess, folderWith } from './run-ferry.ts'

// The first sandbox of a clone is built for longer than a test may take.
useSandbox()

const ROOT = resolve(import.meta.dirname, '../../..')
const LOGIN = `function login(email, password, callback) {
  console.log('asked for', email)
  if (password === 'nobody') return callback()
  if (password === 'broken') return callback(Object.assign(new Error('no table'), { code: 'ER_NO_SUCH_TABLE' }))
  if (password !== 'correct horse') return callback(new WrongUsernameOrPasswordError('1', 'wrong password'))
  callback(null, { user_id: '1', email: 'Ann@Example.com', app_metadata: { plan: 'gold', since: 2012 } })
}`

/** A folder with a test of the script for each expectation and typed password. */
const folderOf = (tests: readonly (readonly [expected: unknown, password: string])[]): string =>
  folderWith({
    'login.js': LOGIN,
    'fixtures.json': JSON.stringify({
      tests: tests.map(([expected, password]) => ({
        name: 'Ann signs in',
        script: 'login',
        args: ['ann@example.com', password],
        expect: expected,
      })),
    }),
  })

const WHOLE = { user_id: '1', email: 'Ann@Example.com', app_metadata: { plan: 'gold', since: 2012 } }

test('an expectation tells a part of the profile, the whole value, nobody, or an error by name, code or message', async () => {
  const { code, output } = await ferry([
    'test',
    folderOf([
      [{ profile: { email: 'Ann@Example.com', app_metadata: { plan: 'gold' } } }, 'correct horse'],
      [{ value: WHOLE }, 'correct horse'],
      [{ nobody: true }, 'nobody'],
      [{ error: 'WrongUsernameOrPasswordError' }, 'wrong'],
      [{ error: { name: 'WrongUsernameOrPasswordError', message: 'wrong password' } }, 'wrong'],
      [{ error: 'ER_NO_SUCH_TABLE' }, 'broken'],
      [{ error: { code: 'ER_NO_SUCH_TABLE', message: 'no table' } }, 'broken'],
    ]),
  ])
  expect(output.split('\n').slice(1)).toEqual([
    ...Array(7).fill('  pass  login: Ann signs in'),
    '7 tests passed',
    '',
  ])
  expect(code).toBe(0)
})

test('a wrong expectation prints each member that differs, the console, and ends with code 1', async () => {
  const expected = {
    profile: { email: 'ann@example.com', app_metadata: { plan: 'gold', since: '2012' }, name: 'Ann' },
  }
  const { code, output, errors } = await ferryProcess(['test', folderOf([[expected, 'correct horse']])])
  expect(output.split('\n').slice(1).join('\n')).toBe(`  FAIL  login: Ann signs in
        email
          expected: "ann@example.com"
          got:      "Ann@Example.com"
        app_metadata.since
          expected: "2012"
          got:      2012
        name
          expected: "Ann"
          got:      nothing
        console
          log: asked for ann@example.com
1 of 1 test failed
`)
  expect({ code, errors }).toEqual({ code: 1, errors: '' })
})

const WRONG: readonly [expected: unknown, password: string, difference: string][] = [
  [
    { value: { user_id: '1', email: 'Ann@Example.com' } },
    'correct horse',
    'app_metadata\n          expected: nothing\n          got:      {"plan":"gold","since":2012}',
  ],
  [
    { nobody: true },
    'correct horse',
    'expected: nobody\n        got:      the script returned a value: {"user_id":"1"',
  ],
  [
    { profile: { user_id: '1' } },
    'wrong',
    'expected: a profile\n        got:      the script refused with WrongUsernameOrPasswordError: wrong password',
  ],
  [
    { error: 'ValidationError' },
    'wrong',
    'expected: the error ValidationError\n        got:      the script refused with WrongUsernameOrPasswordError',
  ],
  [
    { error: 'ValidationError' },
    'nobody',
    'expected: the error ValidationError\n        got:      the script returned nobody',
  ],
  [
    { error: { message: 'no view' } },
    'broken',
    'message\n          expected: "no view"\n          got:      "no table"',
  ],
  [{ error: { line: 3 } }, 'wrong', 'line\n          expected: 3\n          got:      nothing'],
]

test('a wrong expectation of each kind says what came instead', async () => {
  const { code, output } = await ferry([
    'test',
    folderOf(WRONG.map(([expected, password]) => [expected, password])),
  ])
  const told = output.split(/^ {2}FAIL.*$/m).slice(1)
  expect(told.length).toBe(WRONG.length)
  for (const [index, [, , difference]] of WRONG.entries())
    expect(told[index]).toContain(`        ${difference}`)
  expect(code).toBe(1)
})

test('a typed password is in no line of a difference', async () => {
  const folder = folderWith({
    'login.js':
      'function login(email, password, callback) { callback(null, { user_id: "1", email, legacy: password }) }',
    'fixtures.json': JSON.stringify({
      tests: [
        {
          name: 'a',
          script: 'login',
          args: ['a@b.example', 'correct horse'],
          expect: { profile: { legacy: 'x' } },
        },
      ],
    }),
  })
  const { output } = await ferry(['test', folder])
  expect(output).toContain('got:      "[redacted]"')
  expect(output).not.toContain('horse')
})

test('all folders with a fixtures.json are tested, but for those of packages', async () => {
  const one = JSON.stringify({ tests: [{ name: 'a', script: 'login', args: [], expect: { nobody: true } }] })
  const script = 'function login(callback) { callback() }'
  const folder = folderWith({
    'databases/a/fixtures.json': one,
    'databases/a/login.js': script,
    'databases/b/fixtures.json': one,
    'databases/b/login.js': script,
    'node_modules/x/fixtures.json': one,
  })
  const { output } = await ferry(['test', folder])
  expect(output).toContain('2 tests passed\n')
})

test('a test has values of its own, before those of its file; --configuration comes first', async () => {
  const folder = folderWith({
    'login.js':
      'function login(callback) { callback(null, [configuration.A, configuration.B, configuration.C].map(Number)) }',
    'fixtures.json': JSON.stringify({
      configuration: { A: '1', B: '1', C: '##ONE##' },
      tests: [
        {
          name: 'a',
          script: 'login',
          args: [],
          configuration: { A: '2', B: '2' },
          expect: { value: [3, 2, 1] },
        },
      ],
    }),
    'given.json': '{"A":"3"}',
  })
  const { output } = await ferry(['test', folder, '--configuration', join(folder, 'given.json')], {
    ONE: '1',
  })
  expect(output).toContain('1 test passed')
})

test.each([
  ['{}', 'is not a list of tests:\n  tests: '],
  ['{"tests":[{"name":"a","script":"log_in","args":[],"expect":{"nobody":true}}]}', '  tests.0.script: '],
  ['{"tests":[{"name":"a","script":"login","args":[],"expect":{"anybody":true}}]}', '  tests.0.expect: '],
  ['{"tests":', 'is not JSON'],
])('the file %s is refused, and the message says where', async (content, message) => {
  await expect(ferry(['test', folderWith({ 'fixtures.json': content })])).rejects.toThrow(message)
})

test('a folder without tests is wrong use, and a test without its script fails', async () => {
  await expect(ferry(['test', folderWith({})])).rejects.toThrow('has no fixtures.json')
  const folder = folderWith({
    'fixtures.json': '{"tests":[{"name":"a","script":"verify","args":[],"expect":{"nobody":true}}]}',
  })
  const { code, output } = await ferry(['test', folder])
  expect(output).toContain('verify.js is missing')
  expect(code).toBe(1)
})

test('--watch runs the tests again when a script changes', async () => {
  const folder = folderOf([[{ nobody: true }, 'correct horse']])
  const child = spawn(process.execPath, ['server/cli/ferry.mjs', 'test', folder, '--watch'], { cwd: ROOT })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  try {
    await expect.poll(() => output, { timeout: 20_000 }).toContain('1 of 1 test failed\nWaiting for changes')
    writeFileSync(join(folder, 'login.js'), 'function login(email, password, callback) { callback() }')
    await expect.poll(() => output, { timeout: 20_000 }).toContain('1 test passed\nWaiting for changes')
  } finally {
    const ended = new Promise<number | null>((done) => child.once('close', done))
    child.kill('SIGTERM')
    expect(await ended, 'the last result').toBe(0)
  }
})
