/** Runs `ferry` in this process, or as a process of its own. @module */
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { runFerry } from '../../../server/cli/command.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'

const ROOT = resolve(import.meta.dirname, '../../..')

/** How a command ended, and what it wrote. */
export interface FerryEnd {
  code: number | null
  output: string
  errors: string
}

/** Runs a command in this process. @throws {UsageError} */
export async function ferry(
  args: readonly string[],
  variables: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  let output = ''
  const code = await runFerry(args, {
    variables,
    sandbox_allow: [],
    say(more) {
      output += more
    },
    signal: new AbortController().signal,
  })
  return { code, output }
}

/** Starts `ferry` in the root of the project. @param input for standard input */
export async function ferryProcess(
  args: readonly string[],
  { variables = {}, input = '' }: { variables?: Record<string, string>; input?: string } = {},
): Promise<FerryEnd> {
  const child = spawn(process.execPath, ['server/cli/ferry.mjs', ...args], {
    cwd: ROOT,
    env: { ...variables },
  })
  child.stdin.end(input)
  const [output, errors, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((done) => child.once('close', done)),
  ])
  return { code, output, errors }
}

/** @param files texts by path @returns a new folder that has them, deleted after the test */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}
