import { expect, test } from 'vitest'
import { sameAsNode } from '../../support/same-as-node.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

sameAsNode(
  sandbox,
  'microtasks run in the order of Node, before timers',
  `const order = []
  setTimeout(() => order.push('timer'), 1)
  queueMicrotask(() => order.push('microtask'))
  Promise.resolve().then(() => order.push('promise'))
  order.push('now')
  await new Promise((resolve) => setTimeout(resolve, 20))
  return [order, tried(() => queueMicrotask('no function'))]`,
)

test('a throw in a microtask ends the run as that error', async () => {
  const { outcome } = await sandbox.run(
    "function login(email, password, callback) { queueMicrotask(function () { throw new Error('later') }) }",
  )
  expect(outcome).toMatchObject({ code: 'script_error', message: 'later' })
})
