import { expect, onTestFinished, test } from 'vitest'
import type { ScriptRun } from '../../../runtime/index.ts'
import { createRedaction } from '../../../runtime/supervisor/redaction.ts'
import { longestBlock } from '../../support/longest-block.ts'

function redaction() {
  const made = createRedaction()
  onTestFinished(() => made.close())
  return made
}

const call = (values: { [key: string]: string }) => ({
  tenant_id: 'tenant',
  connection_id: 'connection',
  configuration: { values, revision: '1' },
  secrets: ['a password'],
})

const run = (...texts: string[]): ScriptRun => ({
  outcome: { kind: 'none' },
  logs: texts.map((text) => ({ at_ms: 0, level: 'log', text })),
  logs_truncated: false,
  trace: [],
  duration_ms: 0,
  cpu_ms: 0,
  memory_bytes: 0,
  late_settlements: 0,
  late_errors: 0,
  legacy_bytes_received: 0,
  attempts: 1,
})

test('secrets are redacted in long outputs as in short ones, line by line', async () => {
  const { redact } = redaction()
  const long = 'a harmless line. '.repeat(2_000)
  const { logs } = await redact(
    call({ key: 'hunter2-hunter2' }),
    run(`${long}hunter2-hunter2`, 'harmless', 'a password'),
  )
  expect(logs.map(({ text }) => text)).toEqual([`${long}[redacted]`, 'harmless', '[redacted]'])
})

test('keys and texts of values are redacted, whatever their length', async () => {
  const { redactValues } = redaction()
  const values = await redactValues(call({ key: 'hunter2-hunter2' }), [
    { 'hunter2-hunter2': [1, null, true, 'xhunter2-hunter2x'] },
    'y'.repeat(20_000),
    null,
  ])
  expect(values).toEqual([{ '[redacted]': [1, null, true, 'x[redacted]x'] }, 'y'.repeat(20_000), null])
})

test('a search that takes too long shows nothing, and does not block the event loop', async () => {
  const { redact, redactValues } = redaction()
  const values = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, i) => [`KEY_${i}`, `${i}-${'%41'.repeat(12)}`]),
  )
  const text = '%2541%41'.repeat(30_000)
  const { result, longest_ms } = await longestBlock(() =>
    Promise.all([redact(call(values), run(text, 'harmless')), redactValues(call(values), [{ text }])]),
  )
  const [{ logs }, shown] = result
  expect(logs.map((line) => line.text)).toEqual(['[redacted]', '[redacted]'])
  expect(shown).toEqual([{ '[redacted]': '[redacted]' }])
  // Of a busy machine too; it took seconds. `test/security` compares with a control process.
  expect(longest_ms).toBeLessThan(1_000)
})
