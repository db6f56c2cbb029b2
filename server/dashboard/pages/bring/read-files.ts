/** Reads files, folders and ZIP files that a person chose or dropped, within limits. @module */
import type { BroughtFile } from './brought.ts'
import { bringText } from './text.ts'

const MOST_FILES = 2_000
const MOST_FILE_BYTES = 1024 * 1024
const MOST_ZIP_BYTES = 20 * 1024 * 1024
const MOST_BYTES = 20 * 1024 * 1024

/** Files that can say something about a connection. */
const WANTED = /\.(?:[cm]?js|json|ya?ml)$/i
/** Folders with other people's code. */
const FOREIGN = /(?:^|\/)(?:node_modules|\.git|__MACOSX)\//

const isWanted = (path: string): boolean => WANTED.test(path) && !FOREIGN.test(path)

/** A file, and its path from where it was dropped. */
export interface GivenFile {
  path: string
  file: File
}

/** @throws {Error} when a limit is passed or a ZIP cannot be read; the message is for the person */
export async function readFiles(given: readonly GivenFile[]): Promise<BroughtFile[]> {
  const read: BroughtFile[] = []
  let bytes = 0
  const add = (file: BroughtFile): void => {
    bytes += file.text.length
    if (read.length >= MOST_FILES) throw new Error(bringText.limits.files(MOST_FILES))
    if (bytes > MOST_BYTES) throw new Error(bringText.limits.bytes(MOST_BYTES))
    read.push(file)
  }
  for (const { path, file } of given) {
    if (/\.zip$/i.test(path)) for (const one of await readZip(path, file)) add(one)
    else if (isWanted(path) && file.size <= MOST_FILE_BYTES) add({ path, text: await file.text() })
  }
  return read
}

/** The sizes that a ZIP declares are limits for what is unpacked. */
async function readZip(path: string, file: File): Promise<BroughtFile[]> {
  if (file.size > MOST_ZIP_BYTES) throw new Error(bringText.limits.bytes(MOST_ZIP_BYTES))
  const { strFromU8, unzipSync } = await import('fflate')
  let files = 0
  let bytes = 0
  const isWithin = (): boolean => files <= MOST_FILES && bytes <= MOST_BYTES
  let unpacked: { [name: string]: Uint8Array }
  try {
    unpacked = unzipSync(new Uint8Array(await file.arrayBuffer()), {
      filter({ name, originalSize }) {
        if (!isWanted(name) || originalSize > MOST_FILE_BYTES) return false
        files += 1
        bytes += originalSize
        return isWithin()
      },
    })
  } catch {
    throw new Error(bringText.badZip(path))
  }
  if (files > MOST_FILES) throw new Error(bringText.limits.files(MOST_FILES))
  if (!isWithin()) throw new Error(bringText.limits.bytes(MOST_BYTES))
  // Scripts without a folder get the name of the ZIP.
  const folder = path.replace(/^.*\/|\.zip$/gi, '')
  return Object.entries(unpacked).map(([name, content]) => ({
    path: name.includes('/') ? name : `${folder}/${name}`,
    text: strFromU8(content),
  }))
}

/** @returns all files of a drop, with those in its folders */
export async function droppedFiles(transfer: DataTransfer): Promise<GivenFile[]> {
  // The list is empty after the event: all entries are taken at once.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  const found: GivenFile[] = []
  for (const entry of entries) await walk(entry, found)
  return found
}

async function walk(entry: FileSystemEntry, found: GivenFile[]): Promise<void> {
  if (found.length > MOST_FILES) throw new Error(bringText.limits.files(MOST_FILES))
  const path = entry.fullPath.replace(/^\//, '')
  if (isFile(entry)) {
    if (!isWanted(path) && !/\.zip$/i.test(path)) return
    found.push({ path, file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) })
  } else if (isFolder(entry) && !FOREIGN.test(`${path}/`)) {
    const reader = entry.createReader()
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      )
      if (some.length === 0) break
      for (const one of some) await walk(one, found)
    }
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

/** @param list of an input: a chosen folder gives each file its path */
export function chosenFiles(list: FileList): GivenFile[] {
  return [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
}
