import { describe, expect, test } from 'vitest'
import { contrastOf } from '../../../../server/api/hosted-pages/colours.ts'
import { renderPage } from '../../../../server/api/hosted-pages/layout.ts'
import { lookOf } from '../../../../server/api/hosted-pages/look.ts'
import { styleOf } from '../../../../server/api/hosted-pages/style.ts'
import { pageTexts } from '../../../../server/api/hosted-pages/texts.ts'
import type { TenantSettings } from '../../../../server/store/contract.ts'

const render = (settings: TenantSettings) =>
  renderPage({ title: 'A title', main: '' }, pageTexts('en'), lookOf('acme', settings))

/** @returns the variables of the light theme and of the dark one */
function themesOf(style: string): { [name: string]: string }[] {
  return [...style.matchAll(/:root\{([^}]*)\}/g)].map(([, declarations = '']) =>
    Object.fromEntries(
      [...declarations.matchAll(/--([a-z-]+):(#[0-9a-f]{6})\b/gi)].map(([, ...pair]) => pair),
    ),
  )
}

test.each([
  ['#000000', '#ffffff', 21],
  ['#777777', '#ffffff', 4.48],
  ['#0000ff', '#ffffff', 8.59],
])('the contrast of %s and %s is %d', (one, other, contrast) => {
  expect(contrastOf(one, other)).toBeCloseTo(contrast, 2)
  expect(contrastOf(other, one)).toBeCloseTo(contrast, 2)
})

describe('texts can be read and edges be seen in both themes with', () => {
  const COLOURS = [
    '#000000',
    '#ffffff',
    '#ffff00',
    '#ff0000',
    '#00ff00',
    '#0000ff',
    '#777777',
    '#0f5bd7',
    '#f3f4f6',
    '#191c22',
    '#EB5424',
  ]
  const BACKGROUNDS = [undefined, '#ffffff', '#000000', '#777777', '#ffcc00', '#0b1020']
  test.each(COLOURS.flatMap((primary) => BACKGROUNDS.map((background) => ({ primary, background }))))(
    'the colour $primary on the background $background',
    ({ primary, background }) => {
      const themes = themesOf(styleOf({ primary, background }))
      expect(themes).toHaveLength(2)
      // The dark theme repeats only what differs.
      for (const theme of [themes[0], { ...themes[0], ...themes[1] }]) {
        const contrast = (one: string, other: string) => contrastOf(theme?.[one] ?? '', theme?.[other] ?? '')
        for (const [text, ground] of [
          ['text', 'card'],
          ['muted', 'card'],
          ['link', 'card'],
          ['label', 'primary'],
          ['wrong', 'card'],
          ['wrong', 'wrong-tint'],
          ['on-page', 'page'],
        ] as const) {
          expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
        }
        for (const [edge, ground] of [
          ['edge', 'card'],
          ['line', 'card'],
          ['page-focus', 'page'],
        ] as const) {
          expect(contrast(edge, ground), `${edge} on ${ground}`).toBeGreaterThanOrEqual(3)
        }
      }
    },
  )
})

describe('a page shows', () => {
  test('the logo with the name of the tenant, and its policy lets in images of that origin only', () => {
    const { html, policy } = render({
      friendly_name: 'Acme & Sons',
      branding: {
        logo_url: 'https://cdn.example/a.svg?x=1&y="2"',
        favicon_url: 'https://icons.example:8443/i',
      },
    })
    expect(html).toContain('src="https://cdn.example/a.svg?x=1&amp;y=&quot;2&quot;" alt="Acme &amp; Sons"')
    expect(html).toContain('<link rel="icon" href="https://icons.example:8443/i">')
    expect(policy).toContain('; img-src https://cdn.example https://icons.example:8443; ')
  })

  test('the picture of the tenant when the branding has no logo', () => {
    expect(render({ picture_url: 'https://cdn.example/p.png' }).html).toContain(
      'src="https://cdn.example/p.png"',
    )
  })

  test.each([
    'http://cdn.example/a.png',
    'javascript:alert(1)',
    'data:image/svg+xml,<svg>',
    "https://a;script-src'unsafe-inline'/a.png",
    'https://a,b/a.png',
    'not an address',
  ])('the name instead of the logo at %s, and no image may be loaded', (logo_url) => {
    const { html, policy } = render({ friendly_name: 'Acme', branding: { logo_url } })
    expect(html).toContain('<p class="brand">Acme</p>')
    expect(html).not.toContain('<img')
    expect(policy).not.toContain('img-src')
    expect(policy.match(/script-src/)).toBeNull()
  })

  test('its own colours where those of the tenant are none', () => {
    const hostile = '#fff;}body{background:url(//evil.example)}'
    const { html } = render({ branding: { colors: { primary: hostile, page_background: hostile } } })
    expect(html).not.toContain('evil.example')
  })

  test('a hostile name as text', () => {
    const { html } = render({ friendly_name: '</title><script>alert(1)</script>' })
    expect(html).not.toContain('<script')
  })
})

test('a form may not be sent on to a host with characters that end the policy', () => {
  const content = {
    title: '',
    main: '',
    form_targets: ['https://a;script-src*/', 'https://app.example/done'],
  }
  const { policy } = renderPage(content, pageTexts('en'), undefined)
  expect(policy).toContain("; form-action 'self' https://app.example; ")
})
