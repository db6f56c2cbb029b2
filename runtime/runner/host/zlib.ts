/** Compression for guests. What is inflated counts against what a run may receive (N6). @module */
import { crc32 } from 'node:zlib'
import type { Cell } from '../abi.ts'
import { HostError } from '../abi.ts'
import { hostError, wireOf } from '../failure.ts'
import type { Handle, HostPower, PowerContext } from '../power.ts'
import { bytes, integer } from './crypto-shared.ts'
import { checkUnsent, createFlow } from './flow.ts'
import { find, forget, register } from './handles.ts'
import { createSqueezer } from './zlib-options.ts'
import type { ZlibAccount } from './zlib-whole.ts'
import { createAccount, stage, take, whole } from './zlib-whole.ts'

/** Streams of one isolate; each takes a quarter of a megabyte and more. */
const MAX_STREAMS = 64

/** A stream under way. */
interface ZlibHandle extends Handle {
  readonly kind: 'zlib'
  /** Was last written to in this run. */
  current(): boolean
  /** Closes the stream to make room for others. */
  giveUp(): void
  write(bytes: Uint8Array): void
  flush(kind: number): void
  end(): void
  consumed(bytes: Cell): void
}

/** Makes room for another stream: one that an earlier run left open may be closed. */
function makeRoom(context: PowerContext): void {
  const streams = [...context.handles.values()].filter((handle) => handle.kind === 'zlib') as ZlibHandle[]
  if (streams.length < MAX_STREAMS) return
  const left = streams.find((handle) => !handle.current())
  if (!left) {
    throw new HostError(
      'ERR_ZLIB_STREAMS',
      `More than ${MAX_STREAMS} streams of zlib are open; end or destroy those that are done with.`,
    )
  }
  left.giveUp()
}

function open(context: PowerContext, account: ZlibAccount, id: number, mode: Cell, options: Cell): void {
  makeRoom(context)
  const { stream, inflates } = createSqueezer(mode, options)
  const flow = createFlow(context, id, () => stream)
  let working = 0
  let lastRun = context.run()

  /** The run waits until it is done, unless the guest itself does not read. */
  function begin(): void {
    working++
    lastRun = context.run()
  }

  function gone(): void {
    forget(context, id, handle)
    stream.destroy()
  }

  function failed(error: unknown): void {
    gone()
    context.deliver(id, 'error', wireOf(error))
  }

  const handle: ZlibHandle = {
    kind: 'zlib',
    write(piece) {
      checkUnsent(stream.writableLength + piece.byteLength)
      begin()
      stream.write(piece, () => {
        working--
        context.deliver(id, 'wrote')
      })
    },
    flush(kind) {
      begin()
      stream.flush(kind, () => {
        working--
        context.deliver(id, 'flushed')
      })
    },
    end() {
      begin()
      stream.end()
    },
    consumed: flow.consumed,
    current: () => lastRun === context.run(),
    giveUp: () => failed(new HostError('ERR_ZLIB_CLOSED', 'The stream was left open for too long.')),
    busy: () => working > 0 && handle.current() && !stream.isPaused(),
    close: () => stream.destroy(),
  }
  register(context, id, handle)
  stream.on('data', (chunk: Buffer) => {
    try {
      if (inflates) account.inflated(chunk.byteLength)
      flow.deliver(chunk)
    } catch (error) {
      gone()
      context.answer(id, Promise.reject(hostError(error)))
    }
  })
  stream.on('end', () => {
    context.deliver(id, 'end')
    gone()
  })
  stream.on('error', failed)
}

/**
 * At once, as a question `zlib.whole(id, mode, bytes or staged id, options)`, and waiting for it `zlib.wholeSync`; input of more
 * than a crossing is staged before by `zlib.stage(id, bytes)`, output of more than that answers with its length and is fetched by
 * `zlib.take(id)`. Streams: `zlib.open(mode, options)`, `zlib.write(bytes)`, `zlib.flush(kind)`, `zlib.end`, `zlib.consumed(bytes)`,
 * `zlib.close`, with the events `data`, `wrote`, `flushed`, `end`, `error`. `zlib.crc32(bytes, start)`.
 */
export function createZlibPower(): HostPower {
  const accounts = new WeakMap<PowerContext, ZlibAccount>()

  function accountOf(context: PowerContext): ZlibAccount {
    const account = accounts.get(context) ?? createAccount(context)
    accounts.set(context, account)
    return account
  }

  const handle = (context: PowerContext, id: number) => find<ZlibHandle>(context, id, 'zlib')

  return {
    sync: {
      'zlib.stage'(context, id, piece) {
        stage(context, accountOf(context), id, piece)
        return undefined
      },
      'zlib.take': (context, id) => take(context, accountOf(context), id),
      'zlib.crc32': (_context, data, start) => crc32(bytes(data), integer(start, 0, 2 ** 32 - 1)),
    },
    blocking: {
      'zlib.wholeSync': (context, ...args) => whole(context, accountOf(context), true, ...args),
    },
    post: {
      'zlib.whole': (context, id, ...args) =>
        context.answer(id, whole(context, accountOf(context), false, ...args)),
      'zlib.open': (context, id, mode, options) => open(context, accountOf(context), id, mode, options),
      'zlib.write': (context, id, piece) => handle(context, id)?.write(bytes(piece)),
      'zlib.flush': (context, id, kind) => handle(context, id)?.flush(integer(kind, 0, 5)),
      'zlib.end': (context, id) => handle(context, id)?.end(),
      'zlib.consumed': (context, id, count) => handle(context, id)?.consumed(count),
      'zlib.close'(context, id) {
        const found = handle(context, id)
        if (!found) return
        forget(context, id, found)
        found.close()
      },
    },
  }
}
