import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ensureDashboard } from '../../../server/dashboard/ensure-build.ts'

const KB = 1_000

/** Files of the build, and what each script loads at once (`import … from`), not on demand (`import()`). */
async function readBuild() {
  const build = await ensureDashboard()
  if (build.kind !== 'built') throw new Error(build.reason)
  const assets = join(build.directory, 'assets')
  const names = readdirSync(assets)
  const html = readFileSync(join(build.directory, 'index.html'), 'utf8')
  const loaded = new Set<string>()
  const load = (name: string): void => {
    if (loaded.has(name)) return
    loaded.add(name)
    const text = readFileSync(join(assets, name), 'utf8')
    for (const [, target = ''] of text.matchAll(/(?:from|import)\s*["']\.\/([\w-]+\.js)["']/g)) load(target)
  }
  for (const [, entry = ''] of html.matchAll(/(?:src|href)="\/dashboard\/assets\/([^"]+\.js)"/g)) load(entry)
  const gzipped = (name: string): number => statSync(join(assets, `${name}.gz`)).size
  return { assets, names, loaded: [...loaded], gzipped }
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)

test('the shell is at most 130 kB, gzipped, and brings no editor and no compiler', async () => {
  const { assets, loaded, gzipped } = await readBuild()
  expect(loaded.length).toBeGreaterThan(0)
  expect(sum(loaded.map(gzipped))).toBeLessThanOrEqual(130 * KB)
  const text = loaded.map((name) => readFileSync(join(assets, name), 'utf8')).join('\n')
  expect(text).toContain('X-CSRF-Token')
  expect(text).not.toContain('cm-editor')
  expect(text).not.toContain('createLanguageService')
})

test('all styles together are at most 15 kB, gzipped', async () => {
  const { names, gzipped } = await readBuild()
  const styles = names.filter((name) => name.endsWith('.css'))
  expect(styles.length).toBeGreaterThan(0)
  expect(sum(styles.map(gzipped))).toBeLessThanOrEqual(15 * KB)
})

test('the fonts are at most 100 kB', async () => {
  const { assets, names } = await readBuild()
  const fonts = names.filter((name) => name.endsWith('.woff2'))
  expect(fonts).toHaveLength(2)
  expect(sum(fonts.map((name) => statSync(join(assets, name)).size))).toBeLessThanOrEqual(100 * KB)
})
