/** The list of entries: pages of the past, and what is written meanwhile. @module */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import type { LogEntry } from '../../api/logs.ts'
import { readEntries } from '../../api/logs.ts'
import type { LiveState } from './live.ts'
import { useLiveLog } from './live.ts'

const PAGE_SIZE = 50

/** New entries that are kept; of a list that nobody scrolls, the oldest ones go. */
const MOST_NEW = 500

/** Entries that were written since the list was read, the newest first. */
interface NewEntries {
  /** The search that they match: those of another search are dropped. */
  q: string | undefined
  /** In the list. */
  shown: readonly LogEntry[]
  /** Counted only, because the list is being read. */
  waiting: readonly LogEntry[]
}

/** @param q a search; undefined while it is not known yet @param isReading whether the list must not move */
export function useLogList(q: string | undefined, isReading: () => boolean) {
  const client = useApi()
  const [fresh, setFresh] = useState<NewEntries>({ q, shown: [], waiting: [] })
  const pages = useInfiniteQuery({
    queryKey: ['logs', q],
    enabled: q !== undefined,
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    // Reading again would move the list, and the live entries come anyway.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: ({ pageParam, signal }) =>
      readEntries(client, q ?? '', { size: PAGE_SIZE, before: pageParam, signal }),
    getNextPageParam: (last) => (last.length < PAGE_SIZE ? undefined : last.at(-1)?.log_id),
  })
  const read = pages.data?.pages.flat() ?? []
  const mine = fresh.q === q ? fresh : { q, shown: [], waiting: [] }

  function add(entries: readonly LogEntry[]): void {
    if (pages.isPlaceholderData) return
    const known = new Set([...read, ...mine.shown, ...mine.waiting].map(({ log_id }) => log_id))
    const added = entries.filter(({ log_id }) => !known.has(log_id))
    if (added.length === 0) return
    const [shown, waiting] = isReading()
      ? [mine.shown, [...added, ...mine.waiting]]
      : [[...added, ...mine.waiting, ...mine.shown], []]
    setFresh({ q, shown: newest(shown).slice(0, MOST_NEW), waiting: newest(waiting).slice(0, MOST_NEW) })
  }

  const live: LiveState = useLiveLog(q, {
    entries: add,
    // What was written between reading the list and following it, or while the page was hidden.
    open: () => void readEntries(client, q ?? '', { size: PAGE_SIZE }).then(add, () => undefined),
  })
  return {
    pages,
    live,
    rows: newest([...(pages.isPlaceholderData ? [] : mine.shown), ...read]),
    waiting: mine.waiting.length,
    isWaitingFull: mine.waiting.length === MOST_NEW,
    /** Adds the waiting entries to the list. */
    show: () =>
      setFresh({ q, shown: newest([...mine.waiting, ...mine.shown]).slice(0, MOST_NEW), waiting: [] }),
  }
}

/** @returns each entry once, the newest first */
function newest(entries: readonly LogEntry[]): LogEntry[] {
  const byId = new Map(entries.map((entry) => [entry.log_id ?? '', entry]))
  return [...byId].toSorted(([a], [b]) => (a < b ? 1 : -1)).map(([, entry]) => entry)
}
