/** The floor under `runtime.run`: measured in the same run as the runtime itself. @module */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { createFrameReader, encodeFrame, FRAME } from '../../runtime/frames.ts'
import type { Work } from './measure.ts'

/** A child that echoes frames through an isolate, under a runner's flags. */
export interface Floor {
  hop: Work
  close(): Promise<void>
}

/**
 * @param payload what crosses, as long as a real run's
 * @param folder for the child's JavaScript: without a JIT Node strips no types
 */
export async function openFloor(payload: string, folder: string): Promise<Floor> {
  const program = join(folder, 'floor-child.mjs')
  buildSync({
    entryPoints: [fileURLToPath(new URL('./floor-child.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['isolated-vm'],
  })
  const child = spawn(process.execPath, ['--jitless', '--no-node-snapshot', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const waiting = new Map<number, () => void>()
  let last_id = 0
  const ready = new Promise<void>((resolve) => waiting.set(0, resolve))
  const read = createFrameReader(({ id }) => {
    waiting.get(id)?.()
    waiting.delete(id)
  })
  child.stdout.on('data', read)
  await ready
  return {
    hop() {
      const id = ++last_id
      return new Promise<void>((resolve) => {
        waiting.set(id, resolve)
        child.stdin.write(encodeFrame(FRAME.start_run, id, payload))
      })
    },
    async close() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}
