import { expect, test } from 'vitest'
import type { ScriptRun } from '../../runtime/index.ts'
import { useSandbox } from '../support/sandbox.ts'

/** Two runs on one isolate: what the first leaves behind, while the second waits to be let in or is under way. */
const { run } = useSandbox()

/** Something of `first` spins when `second` is sent, and then does its worst. */
const BUSY_MS = 300
const UNTIL_SPINNING_MS = 100

function login(worst: string): string {
  return `function login(email, password, callback) {
    if (email === 'before') {
      setInterval(function () {
        if (!global.kept) return
        var kept = global.kept
        global.kept = undefined
        ${worst}
      }, 20)
      return callback()
    }
    if (email !== 'first') return callback(null, { user_id: email })
    global.kept = callback
    ${worst.includes('kept(') ? '' : "callback(null, { user_id: 'first' })"}
  }
  function spin() { for (var until = Date.now() + ${BUSY_MS}; Date.now() < until; ); }`
}

/** @returns the run of `second`, sent while the isolate is still busy with what `first` left */
async function secondOf(worst: string, connection_id: string): Promise<ScriptRun> {
  const as = (email: string) => run(login(worst), { connection_id, args: [email, 'password'] })
  await as('before')
  await as('first')
  // Between two runs an isolate tells nobody what it does.
  await new Promise((resolve) => setTimeout(resolve, UNTIL_SPINNING_MS))
  return as('second')
}

test.each([
  ['calls the callback it kept', "spin(); kept(null, { user_id: 'first' })"],
  ['rejects a promise', "spin(); Promise.reject(new Error('of the first'))"],
  ['never ends', 'for (;;);'],
])('nobody gets the outcome of a run before theirs: it %s while theirs waits', async (name, worst) => {
  const second = await secondOf(worst, name)
  expect(second.outcome).toEqual({ kind: 'value', value: { user_id: 'second' } })
  expect(second.attempts).toBe(1)
})

test('an error of an earlier run’s timer is in the log of the later run, and does not end it', async () => {
  const source = `function login(email, password, callback) {
    if (email === 'first') {
      setTimeout(function () { throw new Error('too late'); }, 50)
      return callback()
    }
    setTimeout(function () { callback(null, { user_id: email }) }, 100)
  }`
  await run(source, { connection_id: 'timer', args: ['first', ''] })
  const { outcome, logs } = await run(source, { connection_id: 'timer', args: ['second', ''] })
  expect(outcome).toEqual({ kind: 'value', value: { user_id: 'second' } })
  expect(logs.map(({ level, text }) => [level, text])).toEqual([
    ['error', 'Thrown by a timer of an earlier run: Error: too late'],
  ])
})

test.each([
  ['how arrays are spread', "Array.prototype[Symbol.iterator] = function () { throw new Error('spread') }"],
  ['what arrays include', 'Array.prototype.includes = function () { return false }'],
])('S9: a run that replaces %s changes neither its own outcome nor the next one’s', async (name, poison) => {
  const source = `function login(email, password, callback) {
    if (email === 'first') { ${poison} }
    callback(null, { user_id: email })
  }`
  for (const email of ['first', 'second']) {
    const { outcome } = await run(source, { connection_id: name, args: [email, ''] })
    expect(outcome).toEqual({ kind: 'value', value: { user_id: email } })
  }
})

test('S8: the report of an error cannot be changed through Object.prototype', async () => {
  const { outcome } = await run(`function login(email, password, callback) {
    Object.prototype.toJSON = function () { return 5 }
    callback(new RangeError('as it is'))
  }`)
  expect(outcome).toMatchObject({ kind: 'failure', name: 'RangeError', message: 'as it is' })
})
