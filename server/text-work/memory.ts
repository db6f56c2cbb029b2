/** Results that are kept for a while, bounded by their size. @module */

/** Remembers what work on the same text gave. */
export interface Memory<V> {
  /** @returns what is known under the key, what such work under way will give, or what the work gives */
  recall(owner: string, key: string, work: () => Promise<V>): Promise<V>
}

interface MemoryLimits<V> {
  /** Least recently used ones go first. */
  most_characters: number
  sizeOf: (value: V) => number
  /** Default: until there is no room. */
  keep_ms?: (value: V) => number
}

/** Each entry costs so much beside its value. */
const OVERHEAD_CHARACTERS = 200

/** Creates an empty memory. Work that rejects is not remembered. */
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
      // Of one owner: nobody waits for the share of another.
      const name = `${owner}/${key}`
      const started = underWay.get(name) ?? work().finally(() => underWay.delete(name))
      underWay.set(name, started)
      const value = await started
      remember(key, value)
      return value
    },
  }
}
