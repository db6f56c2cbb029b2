/** Which answers of Ferry the tests of a run have seen, to be compared with those that are documented. @module */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Names the folder to the processes that tests run in. */
const VARIABLE = 'FERRY_TEST_ANSWERS'
const FOLDER = 'answers'

/** @param run_dir folder of the run; the first of several projects decides */
export function collectAnswers(run_dir: string): void {
  if (process.env[VARIABLE] !== undefined) return
  const folder = join(run_dir, FOLDER)
  mkdirSync(folder, { recursive: true })
  process.env[VARIABLE] = folder
}

/** Notes one answer; nothing when nobody collects them, as in a benchmark. */
export function noteAnswer(method: string, url: string, status: number): void {
  const folder = process.env[VARIABLE]
  if (folder === undefined || !existsSync(folder)) return
  const { pathname } = new URL(url)
  appendFileSync(join(folder, String(process.pid)), `${method.toLowerCase()} ${pathname} ${status}\n`)
}

/** @returns `method path status` of every answer, each once */
export function collectedAnswers(): Set<string> {
  const folder = process.env[VARIABLE]
  if (folder === undefined || !existsSync(folder)) return new Set()
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
  return new Set(lines.filter((line) => line !== ''))
}

/** Whether every test runs: only then can an answer be missing. */
export function isWholeRun(args: readonly string[]): boolean {
  return args.every((arg) => arg === 'run' || /^--(?:reporter|coverage|no-|silent)/.test(arg))
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Every test file of the project runs, none was picked. */
    wholeRun: boolean
  }
}
