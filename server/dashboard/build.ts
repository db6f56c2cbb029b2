/** Builds the dashboard into a folder: `node server/dashboard/build.ts <folder> [--kit]`. @module */
import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'
import { viteConfig } from './vite.ts'

/** Types of files that compression makes smaller. Fonts are compressed already. */
const COMPRESSIBLE = ['.js', '.css', '.svg', '.html']

/** For larger files, the highest level of Brotli costs seconds per megabyte and saves only 3 %. */
const LARGE_BYTES = 1_000_000

const [folder, ...flags] = process.argv.slice(2)
if (folder === undefined) throw new Error('say which folder to build into')
const out_dir = resolve(folder)
await build(viteConfig({ out_dir, kit: flags.includes('--kit') }))
const files = readdirSync(out_dir, { recursive: true, encoding: 'utf8' })
await Promise.all(
  files.filter((file) => COMPRESSIBLE.includes(extname(file))).map((file) => compress(join(out_dir, file))),
)

/** Compresses a file once at build time, not at every request. */
async function compress(file: string): Promise<void> {
  const bytes = await readFile(file)
  const quality = bytes.byteLength > LARGE_BYTES ? 9 : 11
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
    promisify(gzip)(bytes, { level: 9 }),
  ])
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)])
}
