/** Real servers for tests: found or skipped by name, started on ports chosen at run time, ended by pid. @module */
import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, inject, test } from 'vitest'
import type { Identity } from './run-folder.ts'
import { forgetPid, rememberPid } from './run-folder.ts'
import type { ServerName, ServerPlan, ServerPlans } from './server-plan.ts'

export { freePort } from '../../server/common/free-port.ts'

const READY_WITHIN_MS = 30_000
const SETPRIV = '/usr/bin/setpriv'

/** What every test server can do. */
export interface TestServer {
  /** Ends it, at once and without good-byes; what it stored stays. */
  stop(): Promise<void>
  /** Starts it again, on the same port. */
  start(): Promise<void>
  close(): Promise<void>
}

/** A server that can be started. */
export type FoundPlan = Extract<ServerPlan, { kind: 'found' }>

/**
 * A `describe` with a server of its own. Without the server its tests are skipped, and the name says why and how to get
 * it; in CI, and when `FERRY_TEST_REQUIRE` names the server, that is a failure.
 *
 * @param body gets a function that returns the server, for use inside tests and hooks
 */
export function describeServer<T extends Pick<TestServer, 'close'>>(
  server: ServerName,
  name: string,
  open: (plan: FoundPlan, plans: ServerPlans) => Promise<T>,
  body: (server: () => T) => void,
): void {
  const plans = inject('serverPlans')
  const plan = plans.servers[server]
  if (plan.kind === 'missing') {
    const why = `${plan.reason}; to get it: ${plan.remedy}`
    const never = (): T => {
      throw new Error(why)
    }
    describeMissing(server, name, why, () => body(never))
    return
  }
  describe(name, () => {
    let opened: T | undefined
    beforeAll(async () => {
      opened = await open(plan, plans)
    })
    afterAll(() => opened?.close())
    body(() => {
      if (!opened) throw new Error('the server is there in tests and hooks only')
      return opened
    })
  })
}

/** A `describe` of tests that need certificates; without the program that makes them as without a server. */
export function describeOpenssl(name: string, body: () => void): void {
  if (inject('serverPlans').openssl) describe(name, body)
  else describeMissing('openssl', name, 'openssl is not installed; to get it: apt-get install openssl', body)
}

/** A `describe` of tests that run clients as published; without their packages as without a server. */
export function describeClients(name: string, body: () => void): void {
  if (inject('serverPlans').clients) describe(name, body)
  else {
    const remedy = 'npm ci --prefix test/clients --ignore-scripts --omit=optional'
    describeMissing('clients', name, `the clients are not installed; to get them: ${remedy}`, body)
  }
}

function describeMissing(program: string, name: string, why: string, body: () => void): void {
  if (isRequired(program)) {
    describe(name, () =>
      test(`needs ${program}: ${why}`, () => {
        throw new Error(why)
      }),
    )
  } else describe.skip(`${name} (skipped: ${why})`, body)
}

const isRequired = (program: string): boolean =>
  Boolean(process.env.CI) || (process.env.FERRY_TEST_REQUIRE ?? '').split(',').includes(program)

/** How to run one server process. */
export interface ServerCommand {
  program: string
  args: readonly string[]
  data_dir: string
  run_dir: string
  identity: Identity | undefined
  /** Ends it at once, without good-byes and without leavings that bar the next start. */
  end_signal: 'SIGKILL' | 'SIGQUIT'
  /** Rejects while the server is not ready. Must know it from another server on the same port. */
  probe: () => Promise<void>
}

/** A server process that is ready. */
export interface ServerProcess {
  kill(): Promise<void>
}

/**
 * Starts a server and waits until it answers.
 *
 * @throws with the server's own last words when it ends, or is not ready in time
 */
export async function startProcess(command: ServerCommand): Promise<ServerProcess> {
  // Ends the server with us, however we end.
  const with_us = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', command.end_signal.slice(3)] : []
  const [program = command.program, ...args] = [...with_us, command.program, ...command.args]
  const child = spawn(program, args, {
    ...command.identity,
    cwd: command.data_dir,
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const words = lastWords(child)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const { pid } = child
  if (pid === undefined) {
    await once(child, 'error').then(([error]) => {
      throw error
    })
    throw new Error('unreachable')
  }
  rememberPid(command.run_dir, pid, command.data_dir)
  const kill = async (): Promise<void> => {
    child.kill(command.end_signal)
    await exited
    forgetPid(command.run_dir, pid)
  }
  try {
    await untilReady(child, command.probe)
  } catch (error) {
    await kill()
    throw new Error(`${command.program} did not become ready:\n${words()}`, { cause: error })
  }
  return { kill }
}

/** Runs a program to its end. @throws with its output when it fails */
export function runProgram(program: string, args: readonly string[], identity: Identity | undefined): void {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...identity,
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (status !== 0) throw new Error(`${program} failed:\n${stdout}${stderr}`, { cause: error })
}

async function untilReady(child: ChildProcess, probe: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS
  for (;;) {
    try {
      return await probe()
    } catch (error) {
      const ended = child.exitCode !== null || child.signalCode !== null
      if (ended || performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

function lastWords(child: ChildProcess): () => string {
  let words = ''
  const add = (chunk: Buffer): void => {
    words = (words + chunk.toString()).slice(-4_000)
  }
  child.stdout?.on('data', add)
  child.stderr?.on('data', add)
  return () => words
}
