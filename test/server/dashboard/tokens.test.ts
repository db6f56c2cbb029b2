import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectFile } from '../../support/ferry-process.ts'

const CSS = projectFile('server/dashboard/ui/tokens.css')

type Theme = 'light' | 'dark'

/** The two colours of a token. */
function colours(token: string): { light: string; dark: string } {
  const [, light, dark] =
    new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);`).exec(CSS) ?? []
  if (light === undefined || dark === undefined) throw new Error(`tokens.css has no colour --${token}`)
  return { light, dark }
}

/** Relative luminance. @see WCAG 2.2 */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

test('the formula is that of WCAG: black on white has 21, the same colour 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#123456', '#123456')).toBe(1)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})

describe.each<Theme>(['light', 'dark'])('in the %s theme', (theme) => {
  const grounds = ['bg', 'sub', 'raise']
  const states = ['accent', 'ok', 'warn', 'bad']
  const text = [
    ...['text', 'muted', ...states].flatMap((token) => grounds.map((ground) => [token, ground] as const)),
    ...states.map((token) => [token, `${token}-bg`] as const),
    ...states.map((token) => ['text', `${token}-bg`] as const),
    ['accent-fg', 'accent'] as const,
    ['bg', 'text'] as const,
    ['text', 'select'] as const,
    ...['keyword', 'string', 'number', 'function', 'property', 'comment'].map(
      (kind) => [`code-${kind}`, 'bg'] as const,
    ),
  ]
  test.each(text)('text in %s on %s has a contrast of 4.5 at least', (token, ground) => {
    expect(contrast(colours(token)[theme], colours(ground)[theme])).toBeGreaterThanOrEqual(4.5)
  })

  const shapes = ['edge', 'accent'].flatMap((token) => grounds.map((ground) => [token, ground] as const))
  test.each(shapes)('edges and the focus ring in %s on %s have 3 at least', (token, ground) => {
    expect(contrast(colours(token)[theme], colours(ground)[theme])).toBeGreaterThanOrEqual(3)
  })
})

test('no other file of the dashboard names a colour of its own', () => {
  const files = readdirSync(join(import.meta.dirname, '../../../server/dashboard'), {
    recursive: true,
    encoding: 'utf8',
  })
    .filter((name) => name.endsWith('.css') && !name.endsWith('tokens.css'))
    .map((name) => `server/dashboard/${name}`)
  expect(files.length).toBeGreaterThan(8)
  for (const file of files)
    expect(projectFile(file).match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(/gi), file).toBe(null)
})
