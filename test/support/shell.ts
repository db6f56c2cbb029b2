/** Commands of the documentation, run as a reader runs them. @module */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname } from 'node:path'
import { expect } from 'vitest'

/** Runs the text in one shell that ends at the first command that fails. @returns what it printed */
export async function runInShell(text: string, cwd: string): Promise<string> {
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', text], {
    cwd,
    // As for a newcomer: `node` is whatever is on the path.
    env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const hear = (chunk: Buffer): void => {
    output += chunk.toString()
  }
  shell.stdout.on('data', hear)
  shell.stderr.on('data', hear)
  const [status] = await once(shell, 'exit')
  expect(`${status}\n${output}`).toMatch(/^0\n/)
  return output
}
