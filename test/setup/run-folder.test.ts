import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createRunFolder, rememberPid, removeRunFolder, sweepOldRuns } from '../support/run-folder.ts'

const IDLE = 'setInterval(() => undefined, 1000)'

async function idleProcess(
  ...args: string[]
): Promise<{ child: ChildProcess; pid: number; exited: Promise<unknown> }> {
  const child = spawn(process.execPath, ['-e', IDLE, ...args], { stdio: 'ignore' })
  await once(child, 'spawn')
  return { child, pid: child.pid ?? 0, exited: once(child, 'exit') }
}

async function end({ child, exited }: Awaited<ReturnType<typeof idleProcess>>): Promise<void> {
  child.kill('SIGKILL')
  await exited
}

test('a run that was killed leaves nothing: the next one ends its servers and removes its folder', async () => {
  const run = await idleProcess()
  const folder = createRunFolder(run.pid)
  const server = await idleProcess(`${folder}/data`)
  rememberPid(folder, server.pid, `${folder}/data`)
  await end(run)
  sweepOldRuns()
  await server.exited
  expect(server.child.signalCode).toBe('SIGKILL')
  expect(existsSync(folder)).toBe(false)
})

test('a run that still goes on keeps its servers and its folder', async () => {
  const run = await idleProcess()
  const folder = createRunFolder(run.pid)
  const server = await idleProcess(`${folder}/data`)
  rememberPid(folder, server.pid, `${folder}/data`)
  sweepOldRuns()
  expect(existsSync(folder)).toBe(true)
  expect(server.child.signalCode).toBe(null)
  await end(run)
  await end(server)
  removeRunFolder(folder)
})

test('a pid that another program has by now is left alone', async () => {
  const run = await idleProcess()
  const folder = createRunFolder(run.pid)
  const stranger = await idleProcess()
  rememberPid(folder, stranger.pid, `${folder}/data`)
  await end(run)
  sweepOldRuns()
  expect(existsSync(folder)).toBe(false)
  expect(stranger.child.exitCode ?? stranger.child.signalCode).toBe(null)
  await end(stranger)
})
