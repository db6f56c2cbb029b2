/** Texts of the test of a connection. @module */

/** Grouped by the part that shows them. */
export const testText = {
  title: 'Test connection',
  hint: 'Ferry asks the legacy store once for a person who does not exist. Nothing is stored.',
  steps: {
    name: 'Host name',
    address: 'Address and port',
    encryption: 'Encryption',
    credentials: 'Credentials',
    query: 'Table',
  },
  label: 'Steps of the test',
  states: { ok: 'succeeded', failed: 'failed', skipped: 'not tested' },
  answered: (duration_ms: number) => `The legacy store answers (${Math.round(duration_ms)} ms).`,
  failed: 'The legacy store cannot be used yet.',
  nothing: 'No legacy store was asked.',
  old: 'These results are of earlier values.',
} as const
