/**
 * How long `npm start` takes until `/healthz` answers 200, and until a browser shows the dashboard's first page: on an empty data
 * folder and on one that was used before. With `--against` another checkout takes turns with this one.
 *
 * `npm run bench:start -- --against ../before --rounds 9`. The other checkout needs its own `npm ci`. On a machine with nothing else
 * to do: on a busy one look at what the server computed. Exits with 1 when a median time is more than 10 % above the other
 * checkout's. Needs Chromium.
 * @module
 */
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { createRunFolder, removeRunFolder } from '../support/run-folder.ts'
import { planServers } from '../support/server-plan.ts'

const MOST_SLOWER = 1.1
const WITHIN_MS = 120_000
const WORDS = { healthy: 'until healthy', page: 'until the page', cpu: 'computed until then' } as const

const { values } = parseArgs({
  options: { against: { type: 'string' }, rounds: { type: 'string', default: '9' } },
})

/** Milliseconds from the start of `npm start`. */
interface Start {
  healthy: number
  page: number
  /** What the server and its processes computed until the page was there; 0 where the system does not tell. */
  cpu: number
}

/** A checkout, and what was measured of it. */
interface Side {
  name: string
  checkout: string
  /** Served before, and stopped. */
  used: string
  starts: { empty: Start[]; used: Start[] }
}

const folder = createRunFolder()
try {
  const plan = planServers(folder).chromium
  if (plan.kind === 'missing') throw new Error(`${plan.reason}: ${plan.remedy}`)
  const browser = join(plan.bin, 'chromium')
  const here = sideOf('this checkout', resolve(import.meta.dirname, '../..'))
  const sides = values.against === undefined ? [here] : [here, sideOf('the other', resolve(values.against))]
  console.log(`load at the beginning: ${load()}`)
  // Builds the dashboard, fills the compile cache and makes the used folder.
  for (const side of sides) await measureStart(side, side.used, browser)
  for (let round = 0; round < Number(values.rounds); round++) {
    // Who begins has a colder machine: each side does in turn.
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      const empty = join(folder, `${sides.indexOf(side)}-${round}`)
      side.starts.empty.push(await measureStart(side, empty, browser))
      side.starts.used.push(await measureStart(side, side.used, browser))
    }
  }
  console.log(`load at the end: ${load()}`)
  process.exitCode = show(sides) ? 0 : 1
} finally {
  removeRunFolder(folder)
}

function sideOf(name: string, checkout: string): Side {
  return {
    name,
    checkout,
    used: join(folder, `used-${name.replaceAll(' ', '-')}`),
    starts: { empty: [], used: [] },
  }
}

/** @returns runnable processes, averaged over the last minute, by the number of which the times are to be judged */
function load(): string {
  return (loadavg()[0] ?? 0).toFixed(2)
}

async function measureStart({ checkout }: Side, data_dir: string, browser: string): Promise<Start> {
  mkdirSync(data_dir, { recursive: true })
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: checkout,
    // A group of its own: npm and what it starts end together.
    detached: true,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', FERRY_DATA_DIR: data_dir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  try {
    const url = await addressOf(child)
    const answer = await fetch(`${url}/healthz`)
    if (answer.status !== 200) throw new Error(`/healthz answers ${answer.status}`)
    const healthy = performance.now() - began
    const page = healthy + (await measurePage(url, browser))
    return { healthy, page, cpu: cpuOfGroup(child.pid ?? 0) }
  } finally {
    await end(child)
  }
}

/** @throws with what the server printed, when it ends or is silent for two minutes */
async function addressOf(child: ChildProcess): Promise<string> {
  let printed = ''
  const found = Promise.withResolvers<string>()
  const fail = (how: string) => found.reject(new Error(`The server did not start: ${how}\n${printed}`))
  const late = setTimeout(() => fail(`it was silent for ${WITHIN_MS} ms`), WITHIN_MS)
  child.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
    const [, text, json] = /listens on (http:\/\/\S+)|"address":"(http:[^"]+)"/.exec(printed) ?? []
    const address = text ?? json
    if (address !== undefined) found.resolve(address)
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  child.once('exit', (code) => fail(`it ended with ${code}`))
  return await found.promise.finally(() => clearTimeout(late))
}

/** @returns milliseconds until the first field of the page can be seen; the time that the browser itself starts in is no part of it */
async function measurePage(url: string, executablePath: string): Promise<number> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    const began = performance.now()
    await page.goto(`${url}/dashboard/`)
    await page.locator('input').first().waitFor()
    return performance.now() - began
  } finally {
    await browser.close()
  }
}

/** @returns milliseconds that the processes of a group computed so far, with those of them that have ended */
function cpuOfGroup(group: number): number {
  if (!existsSync('/proc/self/stat')) return 0
  const TICK_MS = 10
  const ticks = readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .map((pid) => {
      const [, , group_of, ...rest] = statOf(pid)
      return Number(group_of) === group ? rest.slice(8, 12).reduce((sum, value) => sum + Number(value), 0) : 0
    })
  return ticks.reduce((sum, value) => sum + value, 0) * TICK_MS
}

/** @returns the fields of `/proc/[pid]/stat` behind the name of the program, from its state on; none when it has ended */
function statOf(pid: string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return
  const exited = once(child, 'exit')
  process.kill(-child.pid, 'SIGTERM')
  await exited
}

/** @returns whether this checkout is not slower than the other one */
function show([here, other]: Side[]): boolean {
  if (!here) return false
  let isFast = true
  for (const folder of ['empty', 'used'] as const) {
    for (const until of ['healthy', 'page', 'cpu'] as const) {
      const of = (side: Side): number => median(side.starts[folder].map((start) => start[until]))
      const ratio = other ? of(here) / of(other) : undefined
      if (ratio !== undefined && until !== 'cpu' && ratio > MOST_SLOWER) isFast = false
      console.log(
        `${folder} folder, ${WORDS[until]}:`.padEnd(36) +
          `${of(here).toFixed(0)} ms` +
          (other && ratio !== undefined
            ? `, the other ${of(other).toFixed(0)} ms, ratio ${ratio.toFixed(2)}`
            : ''),
      )
    }
  }
  return isFast
}

function median(times: number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN
}
