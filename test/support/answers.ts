/** Which answers of Ferry the tests of a run have seen, to be compared with those that are documented. @module */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * One for all projects of a run: each has a run folder of its own.
 *
 * @param pid of vitest's own process, which starts those that tests run in
 */
const folderOf = (pid: number): string => resolve(import.meta.dirname, '../../.test', `answers-${pid}`)

/** In vitest's own process, before the first test of each project. The folder goes with the process. */
export function collectAnswers(): void {
  const folder = folderOf(process.pid)
  if (existsSync(folder)) return
  mkdirSync(folder, { recursive: true })
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
}

/** Notes one answer; nothing when nobody collects them, as in a benchmark. */
export function noteAnswer(method: string, url: string, status: number): void {
  const folder = folderOf(process.ppid)
  if (!existsSync(folder)) return
  const { pathname } = new URL(url)
  appendFileSync(join(folder, String(process.pid)), `${method.toLowerCase()} ${pathname} ${status}\n`)
}

/** @returns `method path status` of every answer, each once */
export function collectedAnswers(): Set<string> {
  const folder = folderOf(process.ppid)
  if (!existsSync(folder)) return new Set()
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
  return new Set(lines.filter((line) => line !== ''))
}
