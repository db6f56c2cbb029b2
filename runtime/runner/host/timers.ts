/** Timers of a guest. @module */

import { LimitError } from '../abi.ts'
import type { Handle, HostPower, PowerContext } from '../power.ts'

const MAX_DELAY_MS = 0x7fff_ffff

/** `timer.set` (again: restarts), `timer.clear`, `timer.immediate`; each fires one event under its id. */
export const timersPower: HostPower = {
  post: {
    'timer.set'(context, id, delay_ms) {
      clear(context, id)
      const timer = setTimeout(() => fire(context, id), clamp(delay_ms))
      keep(context, id, () => clearTimeout(timer))
    },
    'timer.immediate'(context, id) {
      const immediate = setImmediate(() => fire(context, id))
      keep(context, id, () => clearImmediate(immediate))
    },
    'timer.clear': clear,
  },
}

function clamp(delay_ms: unknown): number {
  return typeof delay_ms === 'number' && delay_ms >= 1 ? Math.min(delay_ms, MAX_DELAY_MS) : 1
}

function fire(context: PowerContext, id: number): void {
  context.handles.delete(id)
  context.deliver(id, 'timer')
}

function clear(context: PowerContext, id: number): void {
  const handle = context.handles.get(id)
  if (handle?.kind !== 'timer') return
  handle.close()
  context.handles.delete(id)
}

function keep(context: PowerContext, id: number, stop: () => void): void {
  const { handles, limits } = context
  if (handles.has(id)) {
    stop()
    throw new LimitError('The script used a handle twice.')
  }
  if (handles.size >= limits.timers && liveTimers(context) >= limits.timers) {
    stop()
    throw new LimitError(`The script has more than ${limits.timers} timers.`)
  }
  const startedIn = context.run()
  const timer: Handle = { kind: 'timer', busy: () => context.run() === startedIn, close: stop }
  handles.set(id, timer)
}

function liveTimers({ handles }: PowerContext): number {
  let timers = 0
  for (const handle of handles.values()) if (handle.kind === 'timer') timers++
  return timers
}
