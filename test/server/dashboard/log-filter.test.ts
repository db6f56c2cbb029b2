/** The filters of the log: from the URL to the search of the API. */
import { describe, expect, test } from 'vitest'
import { entriesOf } from '../../../server/dashboard/api/logs.ts'
import { logIdIn } from '../../../server/dashboard/log-ids.ts'
import { exportText } from '../../../server/dashboard/pages/logs/export-file.ts'
import { readLogFilter, searchOf } from '../../../server/dashboard/pages/logs/log-filter.ts'
import { LOG_TYPE_WORDS } from '../../../server/dashboard/shell/log-words.ts'
import { LOG_FIELDS } from '../../../server/search/fields.ts'
import { parseSearch } from '../../../server/search/parse.ts'
import { lastLogIdBefore } from '../../../server/tenant-log/ids.ts'

const NOW = Date.parse('2026-11-29T12:00:00Z')
const CONNECTIONS = [{ id: 'con_1', name: 'crm' }]

const search = (query: string) => searchOf(readLogFilter(new URLSearchParams(query)), CONNECTIONS, NOW).search

describe('the search of the log’s filters', () => {
  test.each([
    ['', ''],
    ['q=type:fp', '(type:fp)'],
    ['q=a+OR+b&run=run_1', 'run_id:"run_1" AND (a OR b)'],
    ['q=a)+OR+(b&run=run_1', 'a) OR (b'],
    ['q=":)"&run=run_1', 'run_id:"run_1" AND (":)")'],
    ['connection=con_1', 'connection:"crm" AND connection_id:"con_1"'],
    ['connection=crm', 'connection:"crm" AND connection_id:"con_1"'],
    ['connection=con_old', '(connection_id:"con_old" OR connection:"con_old")'],
    ['person=Ann@example.com', 'identifier:"Ann@example.com"'],
    ['person=auth0|1', 'user_id:"auth0|1"'],
    ['run=*', 'run_id:*'],
    ['run=run_1', 'run_id:"run_1"'],
    ['type=f,fs,fdu', 'type:("f" OR "fs" OR "fdu")'],
    ['application=a%22b%5C', 'client_id:"a\\"b\\\\"'],
    ['from=-24h', 'date:>="2026-11-28T12:00:00.000Z" AND log_id:>=019ac94d-9c00-7000-8000-000000000000'],
    ['from=yesterday&to=never', ''],
    ['to=2026-11-29', 'date:<="2026-11-29T00:00:00.000Z"'],
  ])('of ?%s is %s', (query, q) => {
    // The ID is computed from the time; see below.
    const withoutId = (text: string): string => text.replace(/log_id:>=\S+/, 'log_id:>=…')
    expect(withoutId(search(query))).toBe(withoutId(q))
  })

  test('of every filter is one that the API takes, whatever the URL contains', () => {
    const types = LOG_TYPE_WORDS.map(([type]) => type).join(',')
    for (const value of [
      'a',
      '"',
      '\\',
      ') OR (',
      '*',
      'auth0|"',
      '-1h',
      '2026',
      `${types},"`,
      '\n',
      'x'.repeat(5_000),
    ]) {
      const names = ['connection', 'person', 'run', 'type', 'application', 'from', 'to']
      const query = new URLSearchParams(names.map((name) => [name, value]))
      expect(() => parseSearch(search(String(query)), LOG_FIELDS), value).not.toThrow()
    }
    expect(() => parseSearch(search('type=failed'), LOG_FIELDS)).not.toThrow()
    expect(() => parseSearch(entriesOf('a"b'), LOG_FIELDS)).not.toThrow()
  })

  test('of a start includes every entry since, and none of the millisecond before', () => {
    const [, bound = ''] = /log_id:>=(\S+)/.exec(search('from=-24h')) ?? []
    const start = NOW - 24 * 3_600_000
    expect(bound > lastLogIdBefore(start)).toBe(true)
    expect(bound < lastLogIdBefore(start + 1)).toBe(true)
  })
})

test.each([
  ['run_0000000000000000000A', 'run_0000000000000000000A'],
  ['The script failed. (log ID: run_0000000000000000000A)', 'run_0000000000000000000A'],
  ['  01a22764-9d5b-7027-8a67-dd10fed1cf09\n', '01a22764-9d5b-7027-8a67-dd10fed1cf09'],
  ['{"log_id":"err_0000000000000000000A"}', 'err_0000000000000000000A'],
  ['run_short', undefined],
  ['ann@example.com', undefined],
])('the log ID in the pasted text %j is %s', (text, id) => {
  expect(logIdIn(text)).toBe(id)
})

test('an export quotes what needs it, and no cell is a formula of a spreadsheet', () => {
  const entry = {
    log_id: 'l',
    date: 'd',
    type: 'fp',
    description: 'a "b",\nc',
    user_name: '=HYPERLINK("https://evil.example")',
    ip: ' +1',
    details: { run_id: 'run_1' },
  }
  const [head, ...rest] = exportText([entry], 'csv').split('\r\n')
  expect(head).toBe(
    'date,type,description,user_id,user_name,connection,connection_id,client_id,client_name,ip,user_agent,correlation_id,log_id,run_id',
  )
  expect(rest.join('\n')).toBe(
    'd,fp,"a ""b"",\nc",,"\'=HYPERLINK(""https://evil.example"")",,,,,\' +1,,,l,run_1\n',
  )
  expect(
    exportText([entry, entry], 'jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([entry, entry])
})
