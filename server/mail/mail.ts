/** Sends letters beside the request: slow or broken mail neither delays nor changes an answer. @module */
import type { Log } from '../log.ts'
import type { Posted, Transport } from './transport.ts'
import { MailError } from './transport.ts'

/** Takes letters. */
export interface Mail {
  /** @param onFailed told once, when there is no hope left; `reason` has no address and no text of the letter */
  send(letter: Posted, onFailed: (reason: string) => void): void
  /** Sends what waits, each once more; gives up what is left after `within_ms`. */
  close(within_ms: number): Promise<void>
}

/** Letters that may wait; more are refused. */
const MOST_WAITING = 1_000
const AT_ONCE = 4
/** Before the second, third … try. */
const RETRY_AFTER_MS: readonly number[] = [1_000, 5_000, 30_000, 120_000]

interface Waiting {
  letter: Posted
  onFailed: (reason: string) => void
  tries: number
}

/** Waits can be cut short by calling what `later` returned. */
interface Clock {
  later(work: () => void, after_ms: number): () => void
}

const systemClock: Clock = {
  later(work, after_ms) {
    const timer = setTimeout(work, after_ms)
    return () => clearTimeout(timer)
  },
}

/** Creates the queue. A process that is killed loses what waits: people ask again. */
export function createMail(transport: Transport, log: Log, clock: Clock = systemClock): Mail {
  const ready: Waiting[] = []
  const resting = new Map<Waiting, () => void>()
  let sending = 0
  let closing = false
  let onIdle: (() => void) | undefined

  function pump(): void {
    while (sending < AT_ONCE) {
      const next = ready.shift()
      if (!next) break
      sending += 1
      void attempt(next).finally(() => {
        sending -= 1
        pump()
      })
    }
    if (sending === 0 && ready.length === 0) onIdle?.()
  }

  async function attempt(waiting: Waiting): Promise<void> {
    try {
      await transport.deliver(waiting.letter)
    } catch (error) {
      waiting.tries += 1
      const rest_ms = RETRY_AFTER_MS[waiting.tries - 1]
      const isFinal = error instanceof MailError && error.is_final
      if (isFinal || rest_ms === undefined || closing) {
        giveUp(waiting, error instanceof MailError ? error.reason : 'unknown', error)
        return
      }
      const wake = clock.later(() => {
        resting.delete(waiting)
        ready.push(waiting)
        pump()
      }, rest_ms)
      resting.set(waiting, wake)
    }
  }

  function giveUp({ onFailed, tries }: Waiting, reason: string, cause?: unknown): void {
    // Without the cause: an SMTP server's words may quote the address.
    const isOurs = cause !== undefined && !(cause instanceof MailError)
    if (isOurs) log.error('mail_failed', cause, { reason, tries })
    else log.warn('mail_failed', { reason, tries })
    onFailed(reason)
  }

  return {
    send(letter, onFailed) {
      const waiting = { letter, onFailed, tries: 0 }
      if (closing || ready.length + resting.size >= MOST_WAITING) {
        giveUp(waiting, closing ? 'the server stops' : 'too many mails wait')
        return
      }
      ready.push(waiting)
      pump()
    },
    async close(within_ms) {
      closing = true
      for (const [waiting, cancel] of resting) {
        cancel()
        ready.push(waiting)
      }
      resting.clear()
      let cancelTimeout: (() => void) | undefined
      await new Promise<void>((resolve) => {
        onIdle = resolve
        cancelTimeout = clock.later(resolve, within_ms)
        pump()
      })
      cancelTimeout?.()
      for (const waiting of ready.splice(0)) giveUp(waiting, 'the server stops')
      transport.close()
    },
  }
}
