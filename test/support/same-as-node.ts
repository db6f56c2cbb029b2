/** Tests that the same text gives the same in Node and in a sandbox. @module */
import { expect, test } from 'vitest'
import { inNode, inSandbox } from './guest-harness.ts'
import type { Sandbox } from './sandbox.ts'

/** @param body of an async function with `require`, and `tried(work)`: what it returns, or name and code of what it throws */
export function sameAsNode(sandbox: Sandbox, name: string, body: string): void {
  const work = `async (require) => {
    const tried = (work) => { try { return work() } catch (error) { return { name: error.name, code: error.code } } }
    ${body}
  }`
  test(name, async () => {
    expect(await inSandbox(sandbox, work)).toEqual(await inNode(work))
  })
}
