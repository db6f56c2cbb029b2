/**
 * The file of a backup: the contents of its parts one after the other, then an index as one line of JSON, then a line that gives
 * the length of the index. The index comes last, because checksums are known then, and because a file that was cut off has none.
 * @module
 */
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import * as z from 'zod'
import { sha256 } from '../common/hash.ts'
import { BackupError, inWords } from './errors.ts'

const CHUNK_BYTES = 1024 * 1024
/** Longest index: some 100,000 sample tables. */
const INDEX_BYTES = 16 * 1024 * 1024
const END = /^\nferry-backup-1 (\d{10})\n$/
const END_BYTES = '\nferry-backup-1 0000000000\n'.length

/** Names of files in the data folder. Nothing else is ever written by a restore. */
const PartName = z.string().regex(/^(ferry\.db|secret|sample\/[a-zA-Z0-9_]{1,64}\.json)$/)

const Part = z.strictObject({
  name: PartName,
  bytes: z.int().nonnegative(),
  /** Hex SHA-256 of the contents. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

const Index = z.strictObject({
  /** ISO 8601. */
  made_at: z.iso.datetime(),
  /** Version of the Ferry that made the backup. */
  version: z.string(),
  parts: z.array(Part),
})

export type Part = z.output<typeof Part>
type Index = z.output<typeof Index>

/** Reads the index of a backup, and writes its parts to files. */
export interface Archive {
  index: Index
  /**
   * Copies a part to a new file (mode 0600) and syncs it.
   *
   * @throws {BackupError} the part is not as the index says
   */
  extract(part: Part, to: string, onBytes?: (bytes: number) => void): Promise<void>
  close(): Promise<void>
}

/** Appends the end of a file that is a backup's first part, or a whole other file. */
export interface ArchiveWriter {
  /** Counts what the file holds already as one part. */
  addContents(name: string): Promise<void>
  add(name: string, contents: Uint8Array): Promise<void>
  /** Writes the index, and syncs the file. */
  finish(facts: Omit<Index, 'parts'>): Promise<void>
}

/** @param file open for reading and appending */
export function createArchiveWriter(file: FileHandle): ArchiveWriter {
  const parts: Part[] = []
  let end = 0
  const write = async (bytes: Uint8Array): Promise<void> => {
    // Unlike `write`, it never ends after a part of the bytes.
    await file.appendFile(bytes)
    end += bytes.length
  }
  return {
    async addContents(name) {
      const { size } = await file.stat()
      const checksum = await eachChunk(file, { from: end, bytes: size - end })
      parts.push({ name, bytes: size - end, sha256: checksum })
      end = size
    },
    async add(name, contents) {
      await write(contents)
      parts.push({ name, bytes: contents.length, sha256: sha256(contents) })
    },
    async finish(facts) {
      const index = Buffer.from(JSON.stringify(Index.parse({ ...facts, parts })))
      await write(index)
      await write(Buffer.from(`\nferry-backup-1 ${String(index.length).padStart(10, '0')}\n`))
      await file.sync()
    },
  }
}

/**
 * Opens a backup and checks that it is whole: its length and its index. The contents are checked by `extract`.
 *
 * @throws {BackupError} there is no such file, or it is no backup, or a part of one
 */
export async function openArchive(path: string): Promise<Archive> {
  const file = await open(path).catch((error: unknown) => {
    throw inWords(path, error)
  })
  try {
    const { index, starts } = await readIndex(file, path)
    return {
      index,
      async extract(part, to, onBytes = () => undefined) {
        const from = starts.get(part.name) ?? 0
        const target = await open(to, 'wx', 0o600)
        try {
          const checksum = await eachChunk(file, { from, bytes: part.bytes }, onBytes, target)
          if (checksum !== part.sha256) throw notWhole(path, `its part ${part.name} has another checksum`)
          await target.sync()
        } finally {
          await target.close()
        }
      },
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw inWords(path, error)
  }
}

async function readIndex(
  file: FileHandle,
  path: string,
): Promise<{ index: Index; starts: Map<string, number> }> {
  const { size } = await file.stat()
  const end = await textOf(file, { from: Math.max(0, size - END_BYTES), bytes: Math.min(END_BYTES, size) })
  const length = Number(END.exec(end)?.[1] ?? Number.NaN)
  if (!(length <= Math.min(size - END_BYTES, INDEX_BYTES))) {
    throw notWhole(path, 'it has no end, so it is no backup of Ferry, or was cut off')
  }
  const before = size - END_BYTES - length
  const read = Index.safeParse(parse(await textOf(file, { from: before, bytes: length })))
  if (!read.success) throw notWhole(path, 'its index cannot be read')
  const starts = new Map<string, number>()
  let at = 0
  for (const { name, bytes } of read.data.parts) {
    if (starts.has(name)) throw notWhole(path, `its index has ${name} twice`)
    starts.set(name, at)
    at += bytes
  }
  if (at !== before) throw notWhole(path, `it should have ${at} bytes before its index, and has ${before}`)
  if (!starts.has('ferry.db')) throw notWhole(path, 'it contains no store')
  return { index: read.data, starts }
}

function notWhole(path: string, why: string): BackupError {
  return new BackupError(`${path} is not a whole backup: ${why}. Nothing was restored. Take another backup.`)
}

/** Reads a range, copies it if there is a target, and hashes it. @returns hex SHA-256 */
async function eachChunk(
  file: FileHandle,
  { from, bytes }: { from: number; bytes: number },
  onBytes: (bytes: number) => void = () => undefined,
  target?: FileHandle,
): Promise<string> {
  const checksum = createHash('sha256')
  const buffer = Buffer.alloc(Math.min(CHUNK_BYTES, Math.max(bytes, 1)))
  let done = 0
  while (done < bytes) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, bytes - done), from + done)
    if (bytesRead === 0) break
    const chunk = buffer.subarray(0, bytesRead)
    checksum.update(chunk)
    await target?.writeFile(chunk)
    done += bytesRead
    onBytes(done)
  }
  return checksum.digest('hex')
}

async function textOf(file: FileHandle, { from, bytes }: { from: number; bytes: number }): Promise<string> {
  const buffer = Buffer.alloc(bytes)
  const { bytesRead } = await file.read(buffer, 0, bytes, from)
  return buffer.toString('utf8', 0, bytesRead)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
