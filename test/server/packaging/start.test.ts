/** The exact start command of each way to run Ferry, as a plain process with the same environment. @module */
import type { ChildProcess } from 'node:child_process'
import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, onTestFinished, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { freePort } from '../../support/servers.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const WITHIN_MS = 90_000
/** The user of the image and of the manifests. */
const IDENTITY = { uid: 10_001, gid: 10_001 }

interface Way {
  command: readonly string[]
  environment: { [name: string]: string }
}

const container = readFileSync(join(ROOT, 'Containerfile'), 'utf8').replaceAll('\\\n', ' ')
const image = {
  command: JSON.parse(/^CMD (.+)$/m.exec(container)?.[1] ?? '[]') as string[],
  health: JSON.parse(/^HEALTHCHECK .*CMD (.+)$/m.exec(container)?.[1] ?? '[]') as string[],
  environment: Object.fromEntries(
    [...(container.match(/^ENV (.+)$/m)?.[1] ?? '').matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  ) as { [name: string]: string },
}

const unit = readFileSync(join(ROOT, 'server/packaging/ferry.service'), 'utf8')
const [deployment] = parseAllDocuments(
  readFileSync(join(ROOT, 'server/packaging/kubernetes/ferry.yaml'), 'utf8'),
)
  .map((document) => document.toJS())
  .filter(({ kind }) => kind === 'Deployment')

const WAYS: { [name: string]: Way } = {
  'the image': image,
  'the pod': {
    command: image.command,
    environment: {
      ...image.environment,
      ...Object.fromEntries(
        deployment.spec.template.spec.containers[0].env.map(
          ({ name, value }: { name: string; value: string }) => [name, value],
        ),
      ),
    },
  },
  'the systemd unit': {
    command: (/^ExecStart=(.+)$/m.exec(unit)?.[1] ?? '').replace('/opt/ferry/', '').split(' '),
    environment: Object.fromEntries(
      [...unit.matchAll(/^Environment=(\w+)=(.+)$/gm)].map(([, name, value]) => [name, value]),
    ),
  },
}

/** Whether a user who owns nothing here can read the installation. */
function isReadable(): boolean {
  if (process.getuid?.() !== 0) return false
  try {
    execFileSync('/bin/sh', ['-c', 'test -r server/start.mjs'], { cwd: ROOT, stdio: 'ignore', ...IDENTITY })
    return true
  } catch {
    return false
  }
}
const identity = isReadable() ? IDENTITY : undefined
const as = identity
  ? 'as a user who may write only to the data folder'
  : 'as this user (who may write everywhere: not root, or a closed folder)'

test.each(Object.keys(WAYS))(
  `the command of %s starts a server ${as}, its health check sees it, and SIGTERM ends it`,
  async (name) => {
    const { command, environment } = WAYS[name] ?? image
    // Whatever a first start makes is made before, as `npm run build` does in the image.
    await promisify(execFile)(process.execPath, ['server/packaging/build.ts'], { cwd: ROOT })
    const port = String(await freePort())
    const data_dir = join(inject('serverPlans').run_dir, `packaging-${port}`)
    mkdirSync(data_dir, { mode: 0o700 })
    if (identity) chownSync(data_dir, identity.uid, identity.gid)
    const [program = '', ...words] = command
    const child = spawn(join(ROOT, program), words, {
      cwd: ROOT,
      env: { ...environment, PORT: port, HOST: '127.0.0.1', FERRY_DATA_DIR: data_dir },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...identity,
    })
    onTestFinished(() => {
      child.kill('SIGKILL')
    })
    const said = outputOf(child)
    const isUp = async () => child.exitCode !== null || (await isHealthy(port, identity))
    await expect.poll(isUp, { timeout: 30_000 }).toBe(true)
    expect(child.exitCode, said.join('')).toBeNull()
    // It answers before it listens to signals, and says so when it does.
    await expect.poll(() => said.join(''), { timeout: 10_000 }).toContain('"setup_link"')
    child.kill('SIGTERM')
    const [code, signal] = await once(child, 'exit')
    expect([code, signal], said.join('')).toEqual([0, null])
    expect(await isHealthy(port, identity)).toBe(false)
  },
  WITHIN_MS,
)

function outputOf(child: ChildProcess): string[] {
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  return said
}

/** Runs the image's own health check. */
async function isHealthy(port: string, user: typeof IDENTITY | undefined): Promise<boolean> {
  const [program = '', ...words] = image.health
  return await promisify(execFile)(join(ROOT, program), words, {
    cwd: ROOT,
    env: { PORT: port },
    ...user,
  }).then(
    () => true,
    () => false,
  )
}
