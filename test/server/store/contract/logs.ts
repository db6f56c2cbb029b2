import { describe, expect, test } from 'vitest'
import type { LogEntry, SearchNode, Store } from '../../../../server/store/contract.ts'
import { createLogIds } from '../../../../server/tenant-log/ids.ts'
import { is, newTenant } from './samples.ts'

/** An entry with a value in every field. */
export function sampleLog(tenant_id: string, log_id: string, change: Partial<LogEntry> = {}): LogEntry {
  return {
    tenant_id,
    log_id,
    at: 1_000,
    type: 'fp',
    description: 'Wrong email or password.',
    connection_id: 'con_1',
    connection: 'legacy',
    client_id: 'client-1',
    client_name: 'Shop',
    user_id: 'auth0|ann',
    user_name: 'Ann@example.com',
    ip: '192.0.2.1',
    user_agent: 'test',
    hostname: 'ferry.test',
    correlation_id: 'c-1',
    audience: 'https://api.test/',
    scope: 'openid',
    run_id: 'run_1',
    details: { run_id: 'run_1', nested: { list: [1, null] } },
    quota: 'strangers',
    events: undefined,
    ...change,
  }
}

export function describeLogs(opened: () => Store): void {
  /** Five entries, oldest first. */
  async function withLogs() {
    const store = opened()
    const tenant_id = await newTenant(store)
    const nextId = createLogIds()
    const entries = [
      sampleLog(tenant_id, nextId()),
      sampleLog(tenant_id, nextId(), { type: 's', at: 2_000, description: undefined, details: undefined }),
      sampleLog(tenant_id, nextId(), {
        type: 's',
        user_id: undefined,
        connection: undefined,
        connection_id: undefined,
      }),
      sampleLog(tenant_id, nextId(), { type: 'smu', user_id: 'auth0|ben', user_name: 'ben', at: 3_000 }),
      sampleLog(tenant_id, nextId(), { connection: 'other', ip: undefined }),
    ]
    await store.appendLogs(entries)
    const ids = entries.map(({ log_id }) => log_id)
    const list = async (where: SearchNode): Promise<number[]> => {
      const { items, total } = await store.listLogs(
        tenant_id,
        { where, oldest_first: true },
        { offset: 0, limit: 10 },
      )
      expect(total).toBe(items.length)
      return items.map(({ log_id }) => ids.indexOf(log_id))
    }
    return { store, tenant_id, entries, ids, list }
  }

  describe('logs', () => {
    test('entries come back as they were recorded, newest or oldest first, page by page', async () => {
      const { store, tenant_id, entries } = await withLogs()
      const whole = { offset: 0, limit: 10 }
      expect(await store.listLogs(tenant_id, { oldest_first: true }, whole)).toEqual({
        items: entries,
        total: 5,
      })
      const newest = await store.listLogs(tenant_id, { oldest_first: false }, { offset: 1, limit: 2 })
      expect(newest).toEqual({ items: entries.toReversed().slice(1, 3), total: 5 })
      expect(await store.listLogs(tenant_id, { oldest_first: false }, { offset: 5, limit: 2 })).toEqual({
        items: [],
        total: 5,
      })
      expect(await store.findLog(tenant_id, entries[1]?.log_id ?? '')).toEqual(entries[1])
    })

    test('a search looks at fields, dates and words; what is missing is found by its absence', async () => {
      const { list } = await withLogs()
      expect(await list(is('type', 's'))).toEqual([1, 2])
      expect(await list(is('connection', 'legacy'))).toEqual([0, 1, 3])
      expect(await list({ kind: 'not', part: is('connection', 'legacy') })).toEqual([2, 4])
      expect(
        await list({ kind: 'not', part: { kind: 'field', field: 'ip', path: [], test: { kind: 'exists' } } }),
      ).toEqual([4])
      expect(await list({ kind: 'word', text: 'ANN@' })).toEqual([0, 1, 2, 4])
      expect(await list(is('run_id', 'run_1'))).toEqual([0, 1, 2, 3, 4])
      const range = { kind: 'range', low: { value: 2_000, inclusive: true } } as const
      expect(await list({ kind: 'field', field: 'date', path: [], test: range })).toEqual([1, 3])
    })

    test('a person’s entries are found by what the person typed, in any case, and a page need not be counted', async () => {
      const { store, tenant_id, entries, list } = await withLogs()
      expect(await list(is('identifier', 'ANN@EXAMPLE.com'))).toEqual([0, 1, 2, 4])
      expect(await list(is('identifier', 'Ben'))).toEqual([3])
      const page = { offset: 3, limit: 5, is_uncounted: true }
      expect(await store.listLogs(tenant_id, { oldest_first: true }, page)).toEqual({
        items: entries.slice(3),
      })
      expect(await store.listLogs(tenant_id, { oldest_first: true }, { ...page, offset: 9 })).toEqual({
        items: [],
      })
    })

    test('reading on from an entry reaches each later one once, and tells how far it has looked', async () => {
      const { store, tenant_id, entries, ids } = await withLogs()
      const first = await store.listLogsAfter(tenant_id, undefined, undefined, 3)
      expect(first).toEqual({ items: entries.slice(0, 3), seen: ids[2] })
      const rest = await store.listLogsAfter(tenant_id, first.seen, undefined, 3)
      expect(rest).toEqual({ items: entries.slice(3), seen: ids[4] })
      expect(await store.listLogsAfter(tenant_id, ids[4], undefined, 3)).toEqual({
        items: [],
        seen: undefined,
      })
      expect(await store.listLogsAfter(tenant_id, ids[1], is('type', 'smu'), 3)).toEqual({
        items: [entries[3]],
        seen: ids[4],
      })
      expect(await store.newestLogId(tenant_id)).toBe(ids[4])
    })

    test('an entry that a slower server commits later, with a smaller id, reaches who reads on, once', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const nextId = createLogIds()
      const [slow, quick, last] = [nextId(), nextId(), nextId()].map((id) => sampleLog(tenant_id, id))
      if (!slow || !quick || !last) throw new Error('three ids were made')
      await store.appendLogs([quick])
      const first = await store.listLogsAfter(tenant_id, undefined, undefined, 10)
      expect(first).toEqual({ items: [quick], seen: quick.log_id })
      await store.appendLogs([slow])
      const second = await store.listLogsAfter(tenant_id, first.seen, undefined, 10)
      expect(second).toEqual({ items: [slow], seen: slow.log_id })
      await store.appendLogs([last])
      expect(await store.listLogsAfter(tenant_id, second.seen, undefined, 10)).toEqual({
        items: [last],
        seen: last.log_id,
      })
      expect(await store.newestLogId(tenant_id)).toBe(last.log_id)
    })

    test('who reads on from an entry that is deleted misses none of those that are left', async () => {
      const { store, tenant_id, entries, ids } = await withLogs()
      await store.deleteOldLogs(tenant_id, 'strangers', ids[1] ?? '', 10)
      const { items } = await store.listLogsAfter(tenant_id, ids[1], undefined, 10)
      expect(items).toEqual(entries.slice(2))
      await store.deleteOldLogs(tenant_id, 'strangers', ids[4] ?? '', 10)
      expect(await store.listLogsAfter(tenant_id, ids[4], undefined, 10)).toEqual({
        items: [],
        seen: undefined,
      })
    })

    test('entries that are written at the same time come to a reader once each, in one order', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const servers = [createLogIds(), createLogIds()]
      const seen: string[] = []
      let after: string | undefined
      const read = async () => {
        const page = await store.listLogsAfter(tenant_id, after, undefined, 7)
        seen.push(...page.items.map(({ log_id }) => log_id))
        after = page.seen ?? after
        return page.seen !== undefined
      }
      const writing = Promise.all(
        servers.flatMap((nextId) =>
          Array.from({ length: 20 }, () => store.appendLogs([sampleLog(tenant_id, nextId())])),
        ),
      )
      while (seen.length < 40) await read()
      await writing
      expect(await read()).toBe(false)
      expect(new Set(seen).size).toBe(40)
      const { items } = await store.listLogsAfter(tenant_id, undefined, undefined, 100)
      expect(items.map(({ log_id }) => log_id)).toEqual(seen)
    })

    test('old entries are deleted, a few at a time, by age and by number; other tenants keep theirs', async () => {
      const { store, tenant_id, entries, ids } = await withLogs()
      const other = await withLogs()
      const old = await store.findOldLogs('strangers', ids[0] ?? '', 3)
      expect(old.filter((one) => one.tenant_id === tenant_id)).toEqual([{ tenant_id, through: ids[1] }])
      const aged = await store.findOldLogs('strangers', ids[2] ?? '', 100)
      expect(aged.filter((one) => one.tenant_id === tenant_id)).toEqual([{ tenant_id, through: ids[2] }])
      expect(await store.deleteOldLogs(tenant_id, 'strangers', ids[2] ?? '', 2)).toBe(2)
      expect(await store.deleteOldLogs(tenant_id, 'strangers', ids[2] ?? '', 2)).toBe(1)
      expect(await store.deleteOldLogs(tenant_id, 'strangers', ids[2] ?? '', 2)).toBe(0)
      const left = await store.listLogs(tenant_id, { oldest_first: true }, { offset: 0, limit: 10 })
      expect(left.items).toEqual(entries.slice(3))
      expect(
        (await store.listLogs(other.tenant_id, { oldest_first: true }, { offset: 0, limit: 10 })).total,
      ).toBe(5)
    })

    test('entries of one quota take no room of another quota', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const nextId = createLogIds()
      const audit = sampleLog(tenant_id, nextId(), { type: 'sapi', quota: 'audit' })
      const people = sampleLog(tenant_id, nextId(), { type: 's', quota: 'people', events: 7 })
      const strangers = Array.from({ length: 9 }, () => sampleLog(tenant_id, nextId()))
      await store.appendLogs([audit, people, ...strangers])
      for (const quota of ['audit', 'people'] as const) {
        const old = await store.findOldLogs(quota, '', 1)
        expect(old.filter((one) => one.tenant_id === tenant_id)).toEqual([])
      }
      const through = strangers[6]?.log_id ?? ''
      const old = await store.findOldLogs('strangers', '', 2)
      expect(old.filter((one) => one.tenant_id === tenant_id)).toEqual([{ tenant_id, through }])
      expect(await store.deleteOldLogs(tenant_id, 'strangers', through, 100)).toBe(7)
      const left = await store.listLogs(tenant_id, { oldest_first: true }, { offset: 0, limit: 10 })
      expect(left.items).toEqual([audit, people, ...strangers.slice(7)])
    })
  })
}
