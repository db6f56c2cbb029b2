/** A cache of results with a bounded size. @module */

/** Caches the results of work on the same text. */
export interface Memory<V> {
  /** @returns the cached result, the result of the same work under way, or that of `work` */
  recall(owner: string, key: string, work: () => Promise<V>): Promise<V>
}

interface MemoryLimits<V> {
  /** The least recently used entries are removed first. */
  most_characters: number
  sizeOf: (value: V) => number
  /** Default: no expiry. */
  keep_ms?: (value: V) => number
}

/** Each entry costs this much in addition to its value. */
const OVERHEAD_CHARACTERS = 200

/** Creates an empty cache. Work that rejects is not cached. */
export function createMemory<V>({ most_characters, sizeOf, keep_ms }: MemoryLimits<V>): Memory<V> {
  const entries = new Map<string, { value: V; size: number; until: number }>()
  const underWay = new Map<string, Promise<V>>()
  let total = 0

  function forget(key: string): void {
    total -= entries.get(key)?.size ?? 0
    entries.delete(key)
  }

  function remember(key: string, value: V): void {
    forget(key)
    const size = OVERHEAD_CHARACTERS + sizeOf(value)
    const until = performance.now() + (keep_ms?.(value) ?? Number.POSITIVE_INFINITY)
    entries.set(key, { value, size, until })
    total += size
    for (const oldest of entries.keys()) {
      if (total <= most_characters) break
      forget(oldest)
    }
  }

  return {
    async recall(owner, key, work) {
      const known = entries.get(key)
      if (known && known.until > performance.now()) {
        entries.delete(key)
        entries.set(key, known)
        return known.value
      }
      // Per owner, since each owner waits only for its own share.
      const name = `${owner}/${key}`
      const started = underWay.get(name) ?? work().finally(() => underWay.delete(name))
      underWay.set(name, started)
      const value = await started
      remember(key, value)
      return value
    },
  }
}
