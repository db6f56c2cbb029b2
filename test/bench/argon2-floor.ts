/**
 * What argon2 alone can do on this machine: a process that verifies a hash again and again while it is told to. Its thread
 * pool has as many threads as there are cores, which is the best it can have.
 * @module
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { hash, verify } from '@node-rs/argon2'
import * as z from 'zod'

/** As the server's own. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, algorithm: 2, outputLen: 32 }

const Order = z.object({ in_flight: z.number(), duration_ms: z.number() })

/** The floor's process. */
export interface Argon2Floor {
  /** @returns verifications per second */
  perSecond(in_flight: number, duration_ms: number): Promise<number>
  close(): void
}

/** Starts it. */
export function openArgon2Floor(): Argon2Floor {
  const child = fork(fileURLToPath(import.meta.url), [], {
    env: { UV_THREADPOOL_SIZE: String(availableParallelism()) },
  })
  return {
    async perSecond(in_flight, duration_ms) {
      child.send({ in_flight, duration_ms })
      const [rate] = await once(child, 'message')
      return z.number().parse(rate)
    },
    close: () => child.kill('SIGKILL'),
  }
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  const phc = await hash('right', COST)
  process.on('message', (order) => {
    const { in_flight, duration_ms } = Order.parse(order)
    void measure(phc, in_flight, duration_ms).then((rate) => process.send?.(rate))
  })
}

async function measure(phc: string, in_flight: number, duration_ms: number): Promise<number> {
  const began = performance.now()
  let ends = 0
  const worker = async (): Promise<void> => {
    while (performance.now() - began < duration_ms) {
      await verify(phc, 'right')
      ends++
    }
  }
  await Promise.all(Array.from({ length: in_flight }, worker))
  return (ends * 1_000) / (performance.now() - began)
}
