/** Lets a server of a test end itself at a point, and starts it again. @module */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Ferry } from '../ferry-process.ts'
import { startFerry } from '../ferry-process.ts'
import type { Answer } from '../http-call.ts'
import { CHOSEN, REACHED } from './point.ts'

const REACHED_WITHIN_MS = 20_000

/** @returns a server that ends itself at the points that a test chooses */
export function startDyingFerry(environment: { [name: string]: string } = {}): Promise<Ferry> {
  const preload = fileURLToPath(new URL('./preload.ts', import.meta.url))
  return startFerry({ ...environment, NODE_OPTIONS: `--import=${preload}` })
}

/**
 * Lets the server end itself at the point, starts it again.
 *
 * @returns what was answered before that
 * @throws when the point was not reached
 */
export async function dieAt(
  ferry: Ferry,
  point: string,
  act: () => Promise<Answer>,
): Promise<Answer | undefined> {
  const [chosen, reached] = [join(ferry.data_dir, CHOSEN), join(ferry.data_dir, REACHED)]
  writeFileSync(chosen, point)
  const answer = await act().catch(() => undefined)
  const deadline = performance.now() + REACHED_WITHIN_MS
  while (!existsSync(reached)) {
    if (performance.now() > deadline)
      throw new Error(`${point} was not reached; the answer was ${answer?.status}`)
    await new Promise((wake) => setTimeout(wake, 10))
  }
  await ferry.kill()
  rmSync(chosen)
  rmSync(reached)
  await ferry.start()
  return answer
}
