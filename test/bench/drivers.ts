/**
 * `npm run bench:drivers`: what each module costs the scripts that use it, and only those. For each generation: its bundle,
 * compressed and not, the code cache beside it, the time to load it in an isolate that has not seen it, the CPU time of that,
 * and the heap and buffers it keeps in a warm isolate. Times and memory are beyond those of a script that loads nothing.
 * @module
 */
import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { ScriptRun } from '../../runtime/index.ts'
import { createRuntime } from '../../runtime/index.ts'
import { catalogue, majorOf } from '../../runtime/packages/catalogue.ts'
import { ensureBuild } from '../../runtime/packages/ensure-build.ts'
import type { PackageEntry } from '../../runtime/packages/entry.ts'

const ROUNDS = 9

/** Medians of runs in isolates of their own, beyond those of a script that loads nothing. */
interface Cost {
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

try {
  print('module', 'bundle KiB', 'gzip KiB', 'cache KiB', 'load ms', 'CPU ms', 'memory MiB')
  for (const entry of catalogue) {
    const request = `${entry.name}@${majorOf(entry)}`
    const { time_ms, cpu_ms, memory_mb } = await costOf(request)
    const figures = [time_ms, cpu_ms, memory_mb].map((figure) => figure.toFixed(1))
    print(request, ...(await sizesOf(entry)), ...figures)
  }
} finally {
  await runtime.close()
}
