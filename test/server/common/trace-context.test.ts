import { expect, test } from 'vitest'
import { traceOf } from '../../../server/common/trace-context.ts'

const TRACE = '0af7651916cd43dd8448eb211c80319c'
const SPAN = 'b7ad6b7169203331'

test.each([
  `00-${TRACE}-${SPAN}-01`,
  `00-${TRACE}-${SPAN}-00`,
  `cc-${TRACE}-${SPAN}-01`,
  `cc-${TRACE}-${SPAN}-01-more`,
])('the trace of the caller is kept: %s', (header) => {
  expect(traceOf(header)).toEqual({ trace_id: TRACE, parent_id: SPAN })
})

test.each([
  ['it is missing', undefined],
  ['it came twice', `00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`],
  ['its version is none', `ff-${TRACE}-${SPAN}-01`],
  ['version 00 has more fields', `00-${TRACE}-${SPAN}-01-more`],
  ['a letter is in upper case', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
  ['the trace is zero', `00-${'0'.repeat(32)}-${SPAN}-01`],
  ['the span is zero', `00-${TRACE}-${'0'.repeat(16)}-01`],
  ['it is too long', `cc-${TRACE}-${SPAN}-01-${'x'.repeat(300)}`],
  ['it is a text of its own', 'canary@example.com'],
])('a new trace begins when %s', (_why, header) => {
  const { trace_id, parent_id } = traceOf(header)
  expect(trace_id).toMatch(/^(?!0{32})[0-9a-f]{32}$/)
  expect(trace_id).not.toBe(TRACE)
  expect(parent_id).toBeUndefined()
})
