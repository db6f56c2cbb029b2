import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../../runtime/limits.ts'
import type { BrokeredSocket, Cell, SocketEvents } from '../../../runtime/runner/abi.ts'
import { HostError, LimitError } from '../../../runtime/runner/abi.ts'
import { socketsPower } from '../../../runtime/runner/host/sockets.ts'
import { createTlsTally } from '../../../runtime/runner/host/tls-tally.ts'
import type { Handle, PowerContext } from '../../../runtime/runner/power.ts'
import { createPowers } from '../../../runtime/runner/powers.ts'
import { inlineKdf } from '../../support/inline-kdf.ts'

interface Delivered {
  id: number
  type: string
  a: Cell
}

/** An isolate as powers see it; its sockets connect at once and take nothing until told to. */
function fakeContext() {
  const delivered: Delivered[] = []
  const events: SocketEvents[] = []
  const calls: string[] = []
  const context: PowerContext = {
    limits: DEFAULT_LIMITS,
    tls: createTlsTally(),
    kdf: inlineKdf,
    httpAnswered() {},
    broker: {
      connect(_host, _port, receiver): BrokeredSocket {
        events.push(receiver)
        return {
          write: () => void calls.push('write'),
          end: () => void calls.push('end'),
          destroy: () => void calls.push('destroy'),
          consumed: (bytes) => void calls.push(`consumed ${bytes}`),
        }
      },
      dns: async () => [],
    },
    handles: new Map<number, Handle>(),
    deliver: (id, type, a) => void delivered.push({ id, type, a }),
    answer: (id, work) => {
      work.then(
        (a) => delivered.push({ id, type: 'ok', a }),
        (error: Error) => delivered.push({ id, type: 'err', a: error.name }),
      )
    },
    trace: () => undefined,
    run: () => 1,
    log: () => undefined,
  }
  return { context, delivered, events, calls }
}

const cell = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    '{}',
    '[]',
    '{"host":"h","port":1}',
    '127.0.0.1',
    'sha256',
    'gunzip',
    '__proto__',
    'constructor',
  ),
  fc.integer({ min: -3, max: 12 }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.uint8Array({ maxLength: 40 }),
)
const powers = createPowers('/nowhere')
/** The native module is not there. */
const tested = (table: { [operation: string]: unknown } | undefined) =>
  Object.keys(table ?? {}).filter((name) => !name.startsWith('bcrypt.'))
const call = fc.record({
  operation: fc.constantFrom(...tested(powers.sync), ...tested(powers.blocking), ...tested(powers.post)),
  id: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(-1, -2, 1.5, Number.NaN, 2 ** 60)),
  args: fc.array(cell, { maxLength: 6 }),
})

test('S6: any sequence of calls with any arguments is at most refused, and does the host no harm', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 30 }), async (calls) => {
      const { context, events } = fakeContext()
      for (const { operation, id, args } of calls) {
        try {
          powers.sync?.[operation]?.(context, ...args)
          powers.post?.[operation]?.(context, id, ...args)
          powers.blocking?.[operation]?.(context, ...args).catch(() => undefined)
        } catch (error) {
          expect(
            error instanceof HostError || error instanceof LimitError ? undefined : error,
          ).toBeUndefined()
        }
      }
      for (const receiver of events) receiver.closed({ code: 'ECONNREFUSED', message: 'refused' })
      for (const handle of context.handles.values()) handle.close()
    }),
    { numRuns: 500 },
  )
})

test('S6: a handle answers only to operations of its own kind', () => {
  const { context, calls } = fakeContext()
  powers.post?.['net.connect']?.(context, 7, 'h.example', 5432)
  expect(() => powers.post?.['net.connect']?.(context, 7, 'h.example', 5432)).toThrow(HostError)
  powers.post?.['http.destroy']?.(context, 7)
  powers.post?.['http.write']?.(context, 7, new Uint8Array(1))
  powers.post?.['net.destroy']?.(context, 8)
  expect(calls).toEqual([])
  powers.post?.['net.destroy']?.(context, 7)
  expect(calls).toEqual(['destroy'])
})

test('S6b: a guest that writes without regard for back-pressure reaches a limit', () => {
  const { context } = fakeContext()
  socketsPower.post?.['net.connect']?.(context, 1, 'h.example', 5432)
  const chunk = new Uint8Array(1024 * 1024)
  const flood = (): void => {
    for (let i = 0; i < 9; i++) socketsPower.post?.['net.write']?.(context, 1, chunk, false)
  }
  expect(flood).toThrow(LimitError)
})

test('a socket that ended normally is destroyed when its last bytes are sent, not before', () => {
  const { context, calls } = fakeContext()
  const sent: (() => void)[] = []
  const broker = {
    ...context.broker,
    connect: (): BrokeredSocket => ({
      write: (_bytes, done) => void sent.push(done),
      end: () => void calls.push('end'),
      destroy: () => void calls.push('destroy'),
      consumed: () => undefined,
    }),
  }
  const own = { ...context, broker }
  for (const [operation, ...args] of [
    ['net.connect', 'h.example', 1],
    ['net.write', new Uint8Array(5), false],
    ['net.end'],
    ['net.destroy'],
  ] as const) {
    socketsPower.post?.[operation]?.(own, 1, ...args)
  }
  expect(calls).toEqual(['end'])
  for (const done of sent) done()
  expect(calls).toEqual(['end', 'destroy'])
})
