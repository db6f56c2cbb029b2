import { expect, test } from 'vitest'
import { createLog } from '../../../server/common/log.ts'
import { createLineWriter, WAITING_BYTES } from '../../../server/common/log-stream.ts'

/** A log whose lines are kept. */
function keptLog(options: Parameters<typeof createLog>[1] = {}) {
  const lines: string[] = []
  return { log: createLog((line) => lines.push(line), options), lines }
}

const parsed = (lines: readonly string[]) =>
  lines.map((line) => JSON.parse(line) as { [name: string]: unknown })

test('an entry is one line of JSON with level, time, event and fields', () => {
  const { log, lines } = keptLog()
  log.warn('disk_low', { free_mb: 12, advice: 'two\nlines' })
  expect(lines.join('')).toMatch(/^[^\n]+\n$/)
  expect(parsed(lines)).toEqual([
    {
      level: 'warn',
      at: expect.stringMatching(/^\d{4}-.+Z$/),
      event: 'disk_low',
      free_mb: 12,
      advice: 'two\nlines',
    },
  ])
})

test('a level leaves out the entries below it', () => {
  const { log, lines } = keptLog({ level: 'warn' })
  log.debug('request')
  log.info('stopping')
  log.warn('disk_low')
  log.error('mail_failed', undefined)
  expect(parsed(lines).map(({ event }) => event)).toEqual(['disk_low', 'mail_failed'])
})

test('an error comes with its stack and its causes, and without email addresses that it quotes', () => {
  const { log, lines } = keptLog()
  const cause = new Error('550 <ann.o+x@example.co.uk> is unknown')
  log.error('mail_failed', new Error('not sent', { cause }), { tries: 2 })
  const [entry] = parsed(lines)
  expect(entry).toMatchObject({ level: 'error', tries: 2 })
  expect(entry?.cause).toMatch(
    /^Error: not sent\n {4}at [\s\S]+caused by Error: 550 <\[email\]> is unknown\n {4}at /,
  )
})

test.each(['password', 'password_hash', 'secret', 'client_secret', 'token', 'email', 'user_name'])(
  'K3: a field with the name %s is written without its value',
  (name) => {
    const { log, lines } = keptLog()
    log.info('an_event', { [name]: 'canary' })
    expect(parsed(lines)[0]?.[name]).toBe('[redacted]')
  },
)

test('entries of a request name its trace, also those of work that it began', async () => {
  const { log, lines } = keptLog()
  await log.during({ trace_id: 'a' }, async () => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    log.info('later')
  })
  log.info('outside')
  expect(parsed(lines).map(({ event, trace_id }) => [event, trace_id])).toEqual([
    ['later', 'a'],
    ['outside', undefined],
  ])
})

test('an entry of a request has its own fields only, not those of earlier entries', () => {
  const { log, lines } = keptLog()
  log.during({ trace_id: 'a' }, () => {
    log.warn('mail_failed', { tries: 2 })
    log.info('user_migrated', { run_id: 'r' })
  })
  expect(parsed(lines)[1]).toEqual({
    level: 'info',
    at: expect.any(String),
    event: 'user_migrated',
    trace_id: 'a',
    run_id: 'r',
  })
})

test('text has one line for each entry, and indents what has several lines', () => {
  const { log, lines } = keptLog({ format: 'text' })
  log.info('user_migrated', { connection_id: 'con_1', by: 'two words' })
  log.error('stop_failed', new Error('it hangs'))
  const [first = '', second = ''] = lines
  expect(first).toMatch(/^\d\d:\d\d:\d\d info {2}user_migrated connection_id=con_1 by="two words"\n$/)
  expect(second).toMatch(/^\d\d:\d\d:\d\d error stop_failed\n {4}Error: it hangs\n( {8}at .+\n)+$/)
})

test('R9: a reader that is slow costs entries, never time or memory, and is told how many', () => {
  const written: string[] = []
  const stream = { writable: true, writableLength: 0, write: (text: string) => written.push(text) }
  const write = createLineWriter(stream, (dropped) => `${dropped} dropped\n`)
  write('a\n')
  stream.writableLength = WAITING_BYTES + 1
  write('b\n')
  write('c\n')
  stream.writableLength = 0
  write('d\n')
  write('e\n')
  stream.writable = false
  write('f\n')
  expect(written).toEqual(['a\n', '2 dropped\n', 'd\n', 'e\n'])
})

test('R9: a writer that fails does not fail what is logged', () => {
  const log = createLog(() => {
    throw new Error('the disk is full')
  })
  expect(() => log.info('stopping')).not.toThrow()
})
