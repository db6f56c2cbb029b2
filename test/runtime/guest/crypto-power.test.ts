import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../../runtime/limits.ts'
import type { Cell } from '../../../runtime/runner/abi.ts'
import { HostError, LimitError } from '../../../runtime/runner/abi.ts'
import { createCryptoPower } from '../../../runtime/runner/host/crypto.ts'
import { createTlsTally } from '../../../runtime/runner/host/tls-tally.ts'
import { createZlibPower } from '../../../runtime/runner/host/zlib.ts'
import type { Handle, HostPower, PowerContext } from '../../../runtime/runner/power.ts'
import { inlineKdf } from '../../support/inline-kdf.ts'

/** An isolate that only remembers what it is told, and what its questions came to. */
function createContext(): { context: PowerContext; questions: Promise<unknown>[]; told: unknown[] } {
  const questions: Promise<unknown>[] = []
  const told: unknown[] = []
  const handles = new Map<number, Handle>()
  const refused = () => {
    throw new Error('nothing of crypto or zlib goes to the network')
  }
  return {
    questions,
    told,
    context: {
      limits: DEFAULT_LIMITS,
      tls: createTlsTally(),
      kdf: inlineKdf,
      httpAnswered() {},
      broker: { connect: refused, dns: refused },
      handles,
      deliver: (_id, type, a) => void told.push(type === 'error' ? a : undefined),
      answer: (_id, work) => void questions.push(work.catch((error: unknown) => error)),
      trace() {},
      run: () => 1,
      log() {},
    },
  }
}

const cells = fc.oneof(
  fc.constantFrom<Cell>(
    'sha256',
    'aes-128-cbc',
    'aes-256-gcm',
    'gzip',
    'gunzip',
    'private',
    'public',
    '{}',
    '{"format":"pem"}',
    1,
    2,
  ),
  fc.string({ maxLength: 50 }),
  fc.integer({ min: -2, max: 200 }),
  fc.double(),
  fc.boolean(),
  fc.constantFrom<Cell>(null, undefined),
  fc.uint8Array({ maxLength: 64 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '../../etc/passwd',
    '\0',
    '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
  ),
)

/** Fails unless it is a failure that may cross, and tells nothing of the host. */
function mayCross(error: unknown): void {
  expect(error instanceof HostError || error instanceof LimitError ? 'may cross' : error).toBe('may cross')
  const { message } = error as Error
  expect(message).not.toMatch(/node:|\bat \w+ \(|\/(?:home|usr|work|tmp|runtime|lib)\//)
}

test.each<[string, () => HostPower]>([
  ['crypto', createCryptoPower],
  ['zlib', createZlibPower],
])(
  'S6, S7: whatever arguments an operation of %s gets, nothing but a failure of ours comes out',
  async (_, create) => {
    const power = create()
    const operations = [
      ...Object.keys(power.sync ?? {}),
      ...Object.keys(power.blocking ?? {}),
      ...Object.keys(power.post ?? {}),
    ]
    const call = fc.tuple(
      fc.constantFrom(...operations),
      fc.integer({ min: 1, max: 5 }),
      fc.array(cells, { maxLength: 7 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 12 }), async (calls) => {
        const { context, questions, told } = createContext()
        for (const [operation, id, args] of calls) {
          try {
            power.sync?.[operation]?.(context, ...args)
            power.post?.[operation]?.(context, id, ...args)
            await power.blocking?.[operation]?.(context, ...args)
          } catch (error) {
            mayCross(error)
          }
        }
        for (const handle of context.handles.values()) handle.close()
        for (const result of await Promise.all(questions)) if (result instanceof Error) mayCross(result)
        for (const error of told) if (error !== undefined) expect(`${error}`).not.toMatch(/node:|stack/)
      }),
      { numRuns: 400 },
    )
  },
)
