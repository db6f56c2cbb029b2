/** Runs the same JavaScript inside a sandbox and in this very Node, to compare what they answer. @module */
import { createRequire } from 'node:module'
import type { Json, ScriptOutcome } from '../../runtime/index.ts'
import type { Sandbox } from './sandbox.ts'

type Body = (
  require: (name: string) => unknown,
  told: (work: () => unknown) => unknown,
  shown: (value: unknown) => unknown,
) => unknown

/**
 * Helpers within reach of a body. `shown` makes bytes and errors comparable, `told` gives what a function returns or throws.
 * Text, since it also has to run inside.
 */
const HELPERS = `
  const shown = (value) => {
    if (value instanceof Error) return { error: [value.name, value.code ?? null, value.message] }
    if (value instanceof ArrayBuffer) return { bytes: Buffer.from(value).toString('hex') }
    if (ArrayBuffer.isView(value)) return { bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex') }
    if (typeof value === 'bigint') return value + 'n'
    if (value === undefined) return 'undefined'
    if (Array.isArray(value)) return value.map(shown)
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shown(part)]))
    return value
  }
  const told = (work) => {
    try { return shown(work()) } catch (error) { return shown(error) }
  }`

/** @param body a function expression \`(require, told, shown) => value or promise\` */
function script(body: string): string {
  return `function (email, password, callback) {${HELPERS}
    Promise.resolve().then(() => (${body})(require, told, shown))
      .then((value) => callback(null, { value: shown(value) }), callback)
  }`
}

/** @returns what the body gives in this process */
export async function inNode(body: string): Promise<Json> {
  const make = new Function(`${HELPERS}; return [(${body}), told, shown]`)
  const [work, told, shown] = make() as [Body, (work: () => unknown) => unknown, (value: unknown) => Json]
  return shown(await work(createRequire(import.meta.url), told, shown))
}

/** @returns what the body gives inside a sandbox. @throws when the run did not end with a value */
export async function inSandbox({ run }: Sandbox, body: string): Promise<Json> {
  const { outcome } = await run(script(body))
  return resultOf(outcome)
}

function resultOf(outcome: ScriptOutcome): Json {
  if (outcome.kind !== 'value') throw new Error(JSON.stringify(outcome, undefined, 1))
  return (outcome.value as { value: Json }).value
}
