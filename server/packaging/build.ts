/**
 * `npm run build`: makes everything that a first start makes, so that an installation whose files nobody may write starts at once.
 * It starts the server on a free port with a data folder that is thrown away, and ends it as an operator does.
 * @module
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../common/free-port.ts'

const WITHIN_MS = 300_000
const PAUSE_MS = 200

const folder = mkdtempSync(join(tmpdir(), 'ferry-build-'))
try {
  const port = await freePort()
  const child = spawn(process.execPath, [join(import.meta.dirname, '../start.mjs')], {
    // No setting of this machine: a build must not open the store that a setting names.
    env: { HOST: '127.0.0.1', PORT: String(port), FERRY_DATA_DIR: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  const is_up = await Promise.race([answer(port), ended.then(() => false)])
  child.kill('SIGTERM')
  await ended
  if (!is_up) throw new Error('The server did not start; its messages are above.')
  process.stdout.write(
    'Everything is built: .build has the dashboard, the packages for scripts, and compiled code.\n',
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function answer(port: number): Promise<boolean> {
  const deadline = Date.now() + WITHIN_MS
  while (Date.now() < deadline) {
    const is_up = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (is_up) return true
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  return false
}
