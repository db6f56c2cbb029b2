import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../..')

test('each module that the crash tests replace is imported by the file that they name', () => {
  const preload = readFileSync(join(ROOT, 'test/support/dying/preload.ts'), 'utf8')
  const replaced = [...preload.matchAll(/\['(\/server\/[^']+)', '([^']+)', new URL/g)]
  expect(replaced.length).toBeGreaterThan(4)
  for (const [, importer = '', specifier = ''] of replaced) {
    const text = readFileSync(join(ROOT, importer), 'utf8')
    expect(text, `${importer} imports ${specifier}`).toContain(`from '${specifier}'`)
  }
})
