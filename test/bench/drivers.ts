/**
 * `npm run bench:drivers`: what each module costs the scripts that use it, and only those. For each generation: its bundle,
 * compressed and not, the code cache beside it, the time to load it in an isolate that has not seen it, the CPU time of that,
 * and the heap and buffers it keeps in a warm isolate. Times and memory are beyond those of a script that loads nothing.
 *
 * `npm run bench:drivers -- --against FILE NAME…` holds a first run against a promise: at most 1.3 times what FILE, the printed
 * table of an earlier run on the same machine, says of the module; for a module that FILE has not, at most 60 ms over the floor,
 * the run that loads nothing. NAMES limit it to modules such as `mongodb@2`. It ends with 1 when one takes longer.
 * @module
 */
import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { ScriptRun } from '../../runtime/index.ts'
import { createRuntime } from '../../runtime/index.ts'
import { catalogue, majorOf } from '../../runtime/packages/catalogue.ts'
import { ensureBuild } from '../../runtime/packages/ensure-build.ts'
import type { PackageEntry } from '../../runtime/packages/entry.ts'

const ROUNDS = 9

/** How much longer than before a first run with a module may take. */
const MOST_TIMES = 1.3
/** Of a module that was not there before, over the floor. */
const MOST_NEW_MS = 60

const { values: told, positionals: names } = parseArgs({
  options: { against: { type: 'string' } },
  allowPositionals: true,
})

/** Milliseconds of first runs, floor included. */
interface Before {
  floor_ms: number
  load_ms: Map<string, number>
}

/** Reads the printed table of an earlier run. */
function readTable(text: string): Before {
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/))
  const floor = lines.find(([name]) => name === 'floor')?.[1]
  return {
    floor_ms: Number(floor ?? Number.NaN),
    load_ms: new Map(
      lines.filter((cells) => cells.length >= 7).map((cells) => [cells[0] ?? '', Number(cells[4])]),
    ),
  }
}

/** Medians of runs in isolates of their own, beyond those of a script that loads nothing. */
interface Cost {
  floor_ms: number
  time_ms: number
  cpu_ms: number
  memory_mb: number
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

const { directory } = await ensureBuild()
const runtime = createRuntime({ limits: { runner_mb: 2_048 } })
await runtime.ready()
let connections = 0

async function runOnce(request: string | undefined): Promise<ScriptRun> {
  const load = request === undefined ? '' : `require('${request}');`
  const ended = await runtime.run({
    tenant_id: 'bench',
    connection_id: `con_${++connections}`,
    script: {
      action: 'login',
      source: `function login(email, password, callback) { ${load} callback(null, { user_id: '1' }) }`,
      revision: '1',
    },
    configuration: { values: {}, revision: '1' },
    args: ['ann@example.com', 'a password'],
    // Isolates of other modules would count for the runner's memory, and their end for its time.
    throw_away: true,
  })
  if (ended.outcome.kind !== 'value') throw new Error(`${request}: ${JSON.stringify(ended.outcome)}`)
  return ended
}

/** Measured in turns with a script that loads nothing, so that a noisy moment meets both. */
async function costOf(request: string): Promise<Cost> {
  await runOnce(request)
  const loading: ScriptRun[] = []
  const empty: ScriptRun[] = []
  for (let round = 0; round < ROUNDS; round++) {
    empty.push(await runOnce(undefined))
    loading.push(await runOnce(request))
  }
  const beyond = (figure: (run: ScriptRun) => number): number =>
    median(loading.map(figure)) - median(empty.map(figure))
  return {
    floor_ms: median(empty.map(({ duration_ms }) => duration_ms)),
    time_ms: beyond(({ duration_ms }) => duration_ms),
    cpu_ms: beyond(({ cpu_ms }) => cpu_ms),
    memory_mb: beyond(({ memory_bytes }) => memory_bytes / 1024 / 1024),
  }
}

const kib = (bytes: number): string => `${Math.round(bytes / 1024)}`

async function sizesOf({ bundle, source }: PackageEntry): Promise<[js: string, gz: string, cache: string]> {
  // What is ours is in the core.
  if (source === 'face') return ['-', '-', '-']
  const js = await readFile(join(directory, `${bundle}.js`))
  const cache = statSync(join(directory, `${bundle}.cache`), { throwIfNoEntry: false })
  return [kib(js.length), kib(gzipSync(js).length), cache ? kib(cache.size) : 'none']
}

function print(name: string, ...cells: string[]): void {
  console.log(name.padEnd(20) + cells.map((cell) => cell.padStart(11)).join(''))
}

/** @returns a verdict, and whether the promise is kept */
function judge(request: string, { floor_ms, time_ms }: Cost): { text: string; kept: boolean } {
  const old_ms = before?.load_ms.get(request)
  if (!before) return { text: '', kept: true }
  if (old_ms === undefined || Number.isNaN(old_ms)) {
    const kept = time_ms <= MOST_NEW_MS
    return { text: `new: ${kept ? 'at most' : 'MORE THAN'} ${MOST_NEW_MS} ms over the floor`, kept }
  }
  // Tables of before this check have no line of their floor: this run's stands for it.
  const old_floor_ms = Number.isNaN(before.floor_ms) ? floor_ms : before.floor_ms
  const times = (floor_ms + time_ms) / (old_floor_ms + old_ms)
  const kept = times <= MOST_TIMES
  return { text: `${times.toFixed(2)} times as before${kept ? '' : `: MORE THAN ${MOST_TIMES}`}`, kept }
}

const before = told.against === undefined ? undefined : readTable(await readFile(told.against, 'utf8'))
const floors: number[] = []

try {
  print('module', 'bundle KiB', 'gzip KiB', 'cache KiB', 'load ms', 'CPU ms', 'memory MiB')
  for (const entry of catalogue) {
    const request = `${entry.name}@${majorOf(entry)}`
    if (names.length > 0 && !names.includes(request)) continue
    const cost = await costOf(request)
    floors.push(cost.floor_ms)
    const figures = [cost.time_ms, cost.cpu_ms, cost.memory_mb].map((figure) => figure.toFixed(1))
    const { text, kept } = judge(request, cost)
    print(request, ...(await sizesOf(entry)), ...figures, `  ${text}`)
    if (!kept) process.exitCode = 1
  }
  print('floor', '', '', '', median(floors).toFixed(1), '', '')
} finally {
  await runtime.close()
}
