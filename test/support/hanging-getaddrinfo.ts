/** A resolver of the system's that never answers for some names. @module */
import { createInterface } from 'node:readline'

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, name } = JSON.parse(line) as { id: number; name: string }
  if (name.startsWith('dead')) return
  process.stdout.write(`${JSON.stringify({ id, addresses: [{ address: '10.8.0.1', family: 4 }] })}\n`)
})
process.stdin.on('end', () => process.exit(0))
