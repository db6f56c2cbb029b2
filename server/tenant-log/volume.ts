/** Limits floods of one kind of event in the log: the first ones are recorded, the rest are counted. @module */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../common/time.ts'
import { countedAs } from '../protection/addresses.ts'
import type { Rate } from '../protection/buckets.ts'
import { createBuckets } from '../protection/buckets.ts'
import type { LogEntry } from '../store/contract.ts'
import { recordedOneByOne } from './quota.ts'

/** Window in which events of one kind are summed up. */
const WINDOW_MS = MINUTE_MS
/** The window after the tenant's share of the day is used up. */
const LONG_WINDOW_MS = HOUR_MS

/** Kinds of one tenant that are counted apart; further ones are summed up over all addresses. */
const MOST_KINDS = 2_000

/** Names that a sum lists. */
const MOST_NAMES = 5

/** The part of the day's share that strangers' entries may use at once. */
const AT_ONCE = 0.2

/** An entry that has no id yet. */
export type UnnumberedEntry = Omit<LogEntry, 'log_id'>

/** Decides which entries are recorded. */
export interface LogVolume {
  /** @returns whether to record the entry; if not, it is counted */
  admit(entry: UnnumberedEntry): boolean
  /** Counts an entry of any kind without recording it. */
  count(entry: UnnumberedEntry): void
  /** @returns an entry for each sum whose window has ended; @param all also for the others */
  due(all?: boolean): UnnumberedEntry[]
}

/** Events of one kind within one window. */
interface Sum {
  tenant_id: string
  /** The first event that was not recorded; undefined = all were recorded. */
  sample: UnnumberedEntry | undefined
  isCoarse: boolean
  ends_at: number
  recorded: number
  events: number
  last_at: number
  names: Set<string>
}

/**
 * The counts are in this process: a restart clears them, and several servers count separately.
 *
 * @param settings.strangers_per_day entries of strangers of each tenant that are recorded in a day
 * @param now monotonic milliseconds
 */
export function createLogVolume(
  settings: { strangers_per_day: number },
  now: () => number,
  hasRoom: () => boolean = () => true,
): LogVolume {
  const { strangers_per_day } = settings
  const share: Rate = {
    burst: Math.max(1, Math.floor(strangers_per_day * AT_ONCE)),
    every_ms: DAY_MS / Math.max(1, strangers_per_day * (1 - AT_ONCE)),
  }
  const shares = createBuckets(now)
  /** Sorted by start. Long windows are separate, so that each map is also sorted by end. */
  const short = new Map<string, Sum>()
  const long = new Map<string, Sum>()
  const kinds = new Map<string, number>()

  function open(sums: Map<string, Sum>, key: string, entry: UnnumberedEntry, isCoarse: boolean): Sum {
    const known = sums.get(key)
    if (known) return known
    const sum: Sum = {
      tenant_id: entry.tenant_id,
      sample: undefined,
      isCoarse,
      ends_at: now() + (sums === long ? LONG_WINDOW_MS : WINDOW_MS),
      recorded: 0,
      events: 0,
      last_at: entry.at,
      names: new Set(),
    }
    sums.set(key, sum)
    kinds.set(entry.tenant_id, (kinds.get(entry.tenant_id) ?? 0) + 1)
    return sum
  }

  function close(sums: Map<string, Sum>, key: string, { tenant_id }: Sum): void {
    sums.delete(key)
    const left = (kinds.get(tenant_id) ?? 0) - 1
    if (left > 0) kinds.set(tenant_id, left)
    else kinds.delete(tenant_id)
  }

  function add(sum: Sum, entry: UnnumberedEntry): void {
    sum.sample ??= entry
    sum.events += 1
    sum.last_at = entry.at
    if (entry.user_name !== undefined && sum.names.size < MOST_NAMES) sum.names.add(entry.user_name)
  }

  const coarseKey = ({ tenant_id, quota, type }: UnnumberedEntry): string =>
    JSON.stringify([tenant_id, quota, type])

  const countLong = (entry: UnnumberedEntry): void => {
    add(open(long, coarseKey(entry), entry, true), entry)
  }

  return {
    admit(entry) {
      const most = recordedOneByOne(entry.type, entry.quota)
      if (most === Number.POSITIVE_INFINITY) return true
      const fine = kindOf(entry)
      const isCoarse = !short.has(fine) && (kinds.get(entry.tenant_id) ?? 0) >= MOST_KINDS
      const sum = open(short, isCoarse ? coarseKey(entry) : fine, entry, isCoarse)
      if (sum.recorded >= most) {
        add(sum, entry)
        return false
      }
      const isStranger = entry.quota === 'strangers'
      if (isStranger && (!hasRoom() || !shares.take(entry.tenant_id, share).allowed)) {
        countLong(entry)
        return false
      }
      sum.recorded += 1
      return true
    },
    count: countLong,
    due(all = false) {
      const at = now()
      const ended: UnnumberedEntry[] = []
      for (const sums of [short, long]) {
        for (const [key, sum] of sums) {
          if (!all && sum.ends_at > at) break
          close(sums, key, sum)
          if (sum.sample) ended.push(summedUp(sum, sum.sample))
        }
      }
      return ended
    },
  }
}

/** Entries with the same text are of the same kind. */
function kindOf({ tenant_id, quota, type, connection_id, client_id, ip, ...entry }: UnnumberedEntry): string {
  // Strangers can use any identifier.
  const user_id = quota === 'strangers' ? undefined : entry.user_id
  const hasRun = entry.run_id !== undefined
  return JSON.stringify([tenant_id, quota, type, connection_id, client_id, countedAs(ip), user_id, hasRun])
}

function summedUp({ events, names, isCoarse, last_at }: Sum, sample: UnnumberedEntry): UnnumberedEntry {
  const { tenant_id, quota, type, connection_id, connection, client_id, client_name, ip, user_id, run_id } =
    sample
  const what = events === 1 ? '1 more entry of this kind was' : `${events} more entries of this kind were`
  return {
    tenant_id,
    quota,
    type,
    at: last_at,
    description: `${what} not recorded one by one${isCoarse ? ', of several addresses' : ''}.`,
    // A sum over many has only the fields that all share.
    ...(isCoarse
      ? {
          connection_id: undefined,
          connection: undefined,
          client_id: undefined,
          client_name: undefined,
          ip: undefined,
        }
      : { connection_id, connection, client_id, client_name, ip }),
    user_id: quota === 'strangers' || isCoarse ? undefined : user_id,
    user_name: undefined,
    user_agent: undefined,
    hostname: undefined,
    correlation_id: undefined,
    audience: undefined,
    scope: undefined,
    // Of the first event, as an example.
    run_id,
    details: {
      events,
      first_at: new Date(sample.at).toISOString(),
      last_at: new Date(last_at).toISOString(),
      ...(run_id === undefined ? {} : { run_id }),
      ...(names.size === 0 ? {} : { user_names: [...names] }),
    },
    events,
  }
}
