/** A real Redis for tests: a port and a password of its own, nothing on disk. @module */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from 'redis'
import { giveTo } from './server-files.ts'
import type { ServerPlans } from './server-plan.ts'
import type { FoundPlan, ServerProcess, TestServer } from './servers.ts'
import { describeServer, freePort, startProcess } from './servers.ts'

/** A running Redis that demands a password. */
export interface Redis extends TestServer {
  /** With the password. */
  url: string
  host: string
  port: number
  password: string
}

const HOST = '127.0.0.1'

/** A `describe` with a Redis of its own; see `describeServer`. */
export function describeRedis(name: string, body: (redis: () => Redis) => void): void {
  describeServer('redis', name, openRedis, body)
}

async function openRedis(plan: FoundPlan, { run_dir }: ServerPlans): Promise<Redis> {
  const { bin, identity, data_root } = plan
  const data_dir = join(data_root, `redis-${randomBytes(4).toString('hex')}`)
  mkdirSync(data_dir)
  giveTo(data_dir, identity)
  const port = await freePort()
  const password = randomBytes(12).toString('base64url')
  const url = `redis://:${password}@${HOST}:${port}`
  const probe = async (): Promise<void> => {
    const client = createClient({ url, socket: { reconnectStrategy: false } })
    client.on('error', () => undefined)
    await client.connect()
    await client.close()
  }
  let running: ServerProcess | undefined
  const stop = async (): Promise<void> => {
    await running?.kill()
    running = undefined
  }
  const start = async (): Promise<void> => {
    running ??= await startProcess({
      program: join(bin, 'redis-server'),
      args: [
        ...['--port', String(port), '--bind', HOST, '--requirepass', password],
        ...['--save', '', '--appendonly', 'no', '--dir', data_dir],
      ],
      data_dir,
      run_dir,
      identity,
      end_signal: 'SIGKILL',
      probe,
    })
  }
  await start()
  return { url, host: HOST, port, password, stop, start, close: stop }
}
