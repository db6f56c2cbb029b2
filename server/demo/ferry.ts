/** The demo's Ferry: a process of its own, started as `npm start` starts it, on a data folder of its own. @module */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../common/free-port.ts'

const MAIN = fileURLToPath(new URL('../start.mjs', import.meta.url))
const READY_WITHIN_MS = 60_000

/** The running server. */
export interface DemoFerry {
  url: string
  client: { client_id: string; client_secret: string }
  stop(): Promise<void>
}

/**
 * @param parent the folder for the demo's data folder, which is removed at the end
 * @throws with what the server wrote, when it does not start
 */
export async function startDemoFerry(parent: string): Promise<DemoFerry> {
  mkdirSync(parent, { recursive: true })
  const data_dir = mkdtempSync(join(parent, 'demo-'))
  const client = { client_id: 'demo', client_secret: randomBytes(24).toString('base64url') }
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [MAIN], {
    cwd: dirname(dirname(dirname(MAIN))),
    env: {
      PORT: String(port),
      FERRY_DATA_DIR: data_dir,
      FERRY_LOG_FORMAT: 'text',
      FERRY_ADMIN_CLIENT_ID: client.client_id,
      FERRY_ADMIN_CLIENT_SECRET: client.client_secret,
      // Scripts reach no private address unless the operator names it.
      FERRY_SANDBOX_ALLOW: '127.0.0.1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let words = ''
  child.stdout.on('data', (chunk: Buffer) => {
    words += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString()
  })
  const exited = once(child, 'exit')
  // The demo may be interrupted; its server must not stay behind.
  const endChild = (): void => {
    child.kill('SIGKILL')
  }
  process.once('exit', endChild)

  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await exited
    process.off('exit', endChild)
    rmSync(data_dir, { recursive: true, force: true })
    if (readdirSync(parent).length === 0) rmdirSync(parent)
  }

  const deadline = performance.now() + READY_WITHIN_MS
  while (!(await isHealthy(url))) {
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline) {
      await stop()
      throw new Error(`Ferry did not start:\n${words}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { url, client, stop }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok
  } catch {
    return false
  }
}
