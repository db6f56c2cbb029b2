/** Watches the free space of the data folder, so that the operator is warned in time. @module */
import { randomBytes } from 'node:crypto'
import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from './log.ts'
import { MINUTE_MS } from './time.ts'

/** `low`: little space left. `full`: nothing, or almost nothing, can be written. */
type DiskState = 'ok' | 'low' | 'full'

/** Free and total space in bytes. */
export interface DiskSpace {
  free: number
  total: number
}

/** Checks every 15 seconds. */
export interface DiskWatch {
  state(): DiskState
  /** Checks now. */
  look(): Promise<void>
  /** Resolves when no check is running. */
  stop(): Promise<void>
}

const EVERY_MS = 15_000
/** Interval at which the log repeats the warning. */
const TOLD_AGAIN_MS = 15 * MINUTE_MS

const MB = 1024 * 1024
/** Free space that counts as low by default: this, or a tenth of a small disk. */
const LOW_BYTES = 1024 * MB
const LOW_SHARE = 0.1
/** The last part of it counts as full. */
const FULL_BYTES = 64 * MB
const FULL_SHARE = 1 / 16

const PROBE_BYTES = 64 * 1024
const CANNOT_WRITE: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO'])

/**
 * Starts to watch.
 *
 * @param settings.low_bytes free space below which it is low; undefined = 1 GB, or a tenth of a small disk
 * @param disk reads the space; a fake in tests
 */
export function createDiskWatch(
  settings: { data_dir: string; low_bytes: number | undefined },
  log: Log,
  disk: { space(folder: string): Promise<DiskSpace>; write(folder: string): Promise<void> } = realDisk,
  now: () => number = () => performance.now(),
): DiskWatch {
  const { data_dir, low_bytes } = settings
  let state: DiskState = 'ok'
  let told_at = 0

  async function look(): Promise<void> {
    let free_mb: number | undefined
    let next: DiskState
    try {
      const { free, total } = await disk.space(data_dir)
      free_mb = Math.floor(free / MB)
      const low = low_bytes ?? Math.min(LOW_BYTES, total * LOW_SHARE)
      next = free < Math.min(FULL_BYTES, low * FULL_SHARE) ? 'full' : free < low ? 'low' : 'ok'
      await disk.write(data_dir)
    } catch (error) {
      // Space that cannot be read changes nothing.
      if (!CANNOT_WRITE.has((error as NodeJS.ErrnoException).code)) return
      next = 'full'
    }
    const isNews = next !== state || (next !== 'ok' && now() - told_at >= TOLD_AGAIN_MS)
    state = next
    if (!isNews) return
    told_at = now()
    if (next === 'ok') log.info('disk_ok', { free_mb })
    else log.warn(next === 'low' ? 'disk_low' : 'disk_full', { free_mb, advice: ADVICE })
  }

  let looking = look()
  const timer = setInterval(() => {
    looking = look()
  }, EVERY_MS)
  timer.unref()
  return {
    state: () => state,
    look,
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}

const ADVICE = 'make room on the disk of FERRY_DATA_DIR, or shorten FERRY_LOG_DAYS'

const realDisk = {
  async space(folder: string): Promise<DiskSpace> {
    const { bavail, blocks, bsize } = await statfs(folder)
    return { free: bavail * bsize, total: blocks * bsize }
  },
  /** Only a write detects a quota, or a file system that became read-only. */
  async write(folder: string): Promise<void> {
    const file = join(folder, `.probe-${randomBytes(6).toString('hex')}`)
    try {
      await writeFile(file, Buffer.alloc(PROBE_BYTES), { mode: 0o600, flag: 'wx' })
    } finally {
      await rm(file, { force: true })
    }
  },
}
