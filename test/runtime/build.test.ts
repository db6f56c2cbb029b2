import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Frame } from '../../runtime/frames.ts'
import { createFrameReader, encodeFrame, FRAME } from '../../runtime/frames.ts'
import { DEFAULT_LIMITS } from '../../runtime/limits.ts'
import { catalogue } from '../../runtime/packages/catalogue.ts'
import { ensureBuild } from '../../runtime/packages/ensure-build.ts'
import type { Manifest } from '../../runtime/packages/manifest.ts'
import { V8_FLAGS } from '../../runtime/packages/manifest.ts'
import { createRunFolder, removeRunFolder } from '../support/run-folder.ts'

const BUILD = resolve(import.meta.dirname, '../../runtime/packages/build.ts')

let folder: string
let directory: string

beforeAll(async () => {
  folder = createRunFolder()
  directory = join(folder, 'build')
  mkdirSync(directory)
  await promisify(execFile)(process.execPath, [BUILD, directory])
})
afterAll(() => removeRunFolder(folder))

const manifest = (): Manifest =>
  JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as Manifest
const sha256 = (file: string) =>
  createHash('sha256')
    .update(readFileSync(join(directory, file)))
    .digest('hex')

/** Starts a runner on the build and logs somebody in. @returns how the run ended, or that the runner did not start */
async function runOnce(manifest_sum: string, source: string): Promise<unknown> {
  const child = spawn(
    process.execPath,
    [
      ...V8_FLAGS,
      '--permission',
      '--allow-addons',
      `--allow-fs-read=${directory}`,
      join(directory, 'runner.js'),
      manifest_sum,
    ],
    { env: {}, cwd: directory, stdio: ['pipe', 'pipe', 'ignore'] },
  )
  const frames: Frame[] = []
  let heard = () => {}
  child.stdout.on(
    'data',
    createFrameReader(({ payload, ...frame }) => {
      frames.push({ ...frame, payload: new Uint8Array(payload) })
      heard()
    }),
  )
  const gone = once(child, 'exit').then(() => 'not started')
  const frameOf = (type: number) =>
    new Promise<unknown>((done) => {
      heard = () => {
        const frame = frames.find((one) => one.type === type)
        if (frame) done(JSON.parse(Buffer.from(frame.payload).toString('utf8')))
      }
      heard()
    })
  try {
    if ((await Promise.race([frameOf(FRAME.ready), gone])) === 'not started') return 'not started'
    const open = { script: { action: 'login', source }, configuration: {}, limits: DEFAULT_LIMITS }
    child.stdin.write(encodeFrame(FRAME.open_isolate, 1, JSON.stringify(open)))
    const start = { isolate: 1, args: ['a', 'b'], wall_ms: 10_000, measure_memory: false }
    child.stdin.write(encodeFrame(FRAME.start_run, 1, JSON.stringify(start)))
    return ((await frameOf(FRAME.run_ended)) as { outcome: unknown }).outcome
  } finally {
    child.kill('SIGKILL')
    await gone
  }
}

const LODASH = "function login(a, b, callback) { callback(null, { id: typeof require('lodash').camelCase }) }"
const RAN = { kind: 'value', json: '{"id":"function"}' }

test('a build holds every package of the catalogue, each with its code cache, and the checksum of every file', () => {
  const { files, bundles } = manifest()
  for (const { bundle, source } of catalogue) {
    if (source === 'npm') expect(bundles[bundle]).toEqual({ cache: `${bundle}.cache` })
  }
  expect(bundles.core).toEqual({ cache: 'core.cache' })
  for (const [file, sum] of Object.entries(files)) expect([file, sha256(file)]).toEqual([file, sum])
})

test('nothing is built a second time', async () => {
  const first = await ensureBuild()
  let built = false
  const second = await ensureBuild(() => {
    built = true
  })
  expect(second).toEqual(first)
  expect(built).toBe(false)
})

test('S14: a runner runs the files of the build, and none that was changed afterwards', async () => {
  const sum = sha256('manifest.json')
  expect(await runOnce(sum, LODASH)).toEqual(RAN)

  expect(await runOnce('0'.repeat(64), LODASH)).toBe('not started')

  for (const file of ['lodash.cache', 'lodash.js', 'core.js']) {
    const path = join(directory, file)
    const whole = readFileSync(path)
    const changed = Buffer.from(whole)
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1
    writeFileSync(path, changed)
    expect(await runOnce(sum, LODASH)).toMatchObject({ kind: 'failure', code: 'script_crash' })
    writeFileSync(path, whole)
  }
  expect(await runOnce(sum, LODASH)).toEqual(RAN)
})
