/**
 * A data folder in which a server has started once: its schema, keys and first client are half of what a start costs.
 * Tests whose subject is not the first start get a copy of it.
 * @module
 */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { readConfig } from '../../server/common/config.ts'
import { createLog } from '../../server/common/log.ts'
import { startServer } from '../../server/process/start-up.ts'
import { createFakeRuntime } from './fake-runtime.ts'

type FirstClient = { client_id: string; client_secret: string }

/**
 * Fills a folder as a server leaves it that started and stopped.
 *
 * @param data_dir an empty folder
 * @returns the administrator's client of it; undefined when the folder stays empty, because another process is making the
 *   folder to copy
 */
export async function fillDataFolder(data_dir: string): Promise<FirstClient | undefined> {
  const folder = join(inject('serverPlans').run_dir, 'started')
  if (!existsSync(folder) && !(await makeFolder(folder))) return undefined
  cpSync(join(folder, 'data'), data_dir, { recursive: true })
  return JSON.parse(readFileSync(join(folder, 'client.json'), 'utf8')) as FirstClient
}

/** @returns false when another process is making it */
async function makeFolder(folder: string): Promise<boolean> {
  const unready = `${folder}-unready`
  try {
    mkdirSync(unready)
  } catch {
    return false
  }
  const server = await startServer(
    readConfig({ PORT: '0', FERRY_DATA_DIR: join(unready, 'data') }),
    createLog(() => undefined),
    () => createFakeRuntime(() => ({ kind: 'none' })),
    () => undefined,
  )
  await server.stop()
  writeFileSync(join(unready, 'client.json'), JSON.stringify(server.generated_client))
  renameSync(unready, folder)
  return true
}
