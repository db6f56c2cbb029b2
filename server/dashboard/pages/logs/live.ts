/** New entries of the log, as the server writes them. @module */
import { useEffect, useEffectEvent, useState } from 'react'
import type { LogEntry } from '../../api/logs.ts'

/** `off`: the server refused the stream, or the page is hidden. */
export type LiveState = 'opening' | 'live' | 'off'

/** Entries are handed on together, so that 50 in a second cost four renders. */
const TOGETHER_MS = 250

/** After a refusal, such as too many open streams. */
const AGAIN_MS = 15_000

/**
 * Follows the log while the page is visible. The browser reconnects by itself, and says which entry it saw last, so that
 * every entry arrives once.
 *
 * @param q a search; undefined = do not follow
 * @param on.open called when the server sends new entries from now on: earlier ones must be read
 * @param on.entries called with new entries in the order of their writing; an entry may come that the list has already
 */
export function useLiveLog(
  q: string | undefined,
  on: { open: () => void; entries: (entries: readonly LogEntry[]) => void },
): LiveState {
  const [state, setState] = useState<LiveState>('opening')
  const [attempt, setAttempt] = useState(0)
  const isVisible = useVisible()
  const hand = useEffectEvent(on.entries)
  const open = useEffectEvent(on.open)
  useEffect(() => {
    if (q === undefined || !isVisible) return
    setState('opening')
    let waiting: LogEntry[] = []
    let again: ReturnType<typeof setTimeout> | undefined
    const handing = setInterval(() => {
      if (waiting.length === 0) return
      const entries = waiting
      waiting = []
      hand(entries)
    }, TOGETHER_MS)
    const source = new EventSource(`/api/v2/logs/stream?${new URLSearchParams(q === '' ? {} : { q })}`)
    source.addEventListener('heartbeat', open, { once: true })
    source.addEventListener('heartbeat', () => setState('live'))
    source.addEventListener('log', ({ data }: MessageEvent<string>) => {
      // The server checks each entry against the schema that the types are generated from.
      waiting.push(JSON.parse(data) as LogEntry)
    })
    source.addEventListener('error', () => {
      setState('off')
      // A connection that broke is opened again by the browser; a refusal is not.
      if (source.readyState === EventSource.CLOSED)
        again = setTimeout(() => setAttempt((n) => n + 1), AGAIN_MS)
    })
    return () => {
      source.close()
      clearInterval(handing)
      clearTimeout(again)
    }
  }, [q, isVisible, attempt])
  return isVisible ? state : 'off'
}

function useVisible(): boolean {
  const [isVisible, setIsVisible] = useState(() => document.visibilityState === 'visible')
  useEffect(() => {
    const look = (): void => setIsVisible(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return isVisible
}
