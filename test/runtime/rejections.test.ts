import { expect, test } from 'vitest'
import { useSandbox } from '../support/sandbox.ts'

/** Rejections that nobody handles leave the isolate in the same way as V8's own word that a limit was met. */
const { run } = useSandbox()

test.each(['Query timed out', 'The pool was disposed', 'over the memory limit'])(
  'a rejection with "%s" is the script’s error, not the end of a limit',
  async (message) => {
    const { outcome } = await run(
      `function login() { Promise.reject(new Error(${JSON.stringify(message)})) }`,
    )
    expect(outcome).toMatchObject({ kind: 'failure', code: 'script_error', message, line: 1 })
  },
)

test.each(['null', 'undefined'])(
  'S7: a promise rejected with %s tells nothing of the host',
  async (reason) => {
    const { outcome } = await run(`function login() { Promise.reject(${reason}) }`)
    expect(outcome).toEqual({
      kind: 'failure',
      code: 'script_error',
      name: 'Error',
      message: 'A promise was rejected without a reason.',
    })
  },
)
