/** The style sheet of the hosted pages: one card, in the tenant's colours and font, light or dark. @module */
import { readableOn } from '../../mail/html.ts'
import { luminanceOf, visibleOn } from './colours.ts'
import { fontFamily } from './fonts.ts'

/** Colours of the card in each theme. */
const LIGHT = { page: '#f3f4f6', card: '#ffffff', text: '#15171c', muted: '#565d68', line: '#7f858f' }
const DARK = { page: '#0e1014', card: '#191c22', text: '#f2f3f5', muted: '#b3bac5', line: '#7f8793' }

/** A background this dark also serves the dark theme. */
const DARK_LUMINANCE = 0.05

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for edges. */
const TEXT_CONTRAST = 4.5
const EDGE_CONTRAST = 3

/** A theme that a preview shows; pages follow the browser. */
export type PageTheme = 'light' | 'dark'

/** What a tenant chooses of the style. */
interface Style {
  /** Colour of the button and, as far as it can be read, of links and edges. */
  primary: string
  /** Colour behind the card; undefined for that of the theme. */
  background: string | undefined
  /** Name of the font, see `PAGE_FONTS`; undefined for the default. */
  font?: string | undefined
}

/**
 * @param theme undefined: that of the browser
 * @returns the style sheet; it never loads anything
 */
export function styleOf({ primary, background, font }: Style, theme?: PageTheme): string {
  const sheet = SHEET.replace('LIGHT', () => variables(LIGHT, primary, background ?? LIGHT.page))
    .replace('DARK', () => variables(DARK, primary, darkBackground(background)))
    .replace('FONT', () => fontFamily(font))
  if (theme === undefined) return sheet
  return sheet
    .replaceAll('(prefers-color-scheme:dark)', theme === 'dark' ? 'all' : 'not all')
    .replace('color-scheme:light dark', `color-scheme:${theme}`)
}

function darkBackground(background: string | undefined): string {
  return background !== undefined && luminanceOf(background) <= DARK_LUMINANCE ? background : DARK.page
}

function variables(theme: typeof LIGHT, primary: string, page: string): string {
  const label = readableOn(primary)
  const values = {
    page,
    'on-page': visibleOn(page, theme.muted, TEXT_CONTRAST),
    'page-focus': readableOn(page),
    card: theme.card,
    text: theme.text,
    muted: theme.muted,
    line: theme.line,
    primary,
    label,
    // Pressed or under the pointer, the button moves away from the colour of its label.
    shade: label === '#ffffff' ? '#0000001f' : '#ffffff3d',
    edge: visibleOn(theme.card, primary, EDGE_CONTRAST),
    link: visibleOn(theme.card, primary, TEXT_CONTRAST),
  }
  return Object.entries(values)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')
}

const SHEET = `
:root{color-scheme:light dark;LIGHT;--wrong:#b3161b;--wrong-tint:#fdf0f0}
@media (prefers-color-scheme:dark){:root{DARK;--wrong:#ff9a94;--wrong-tint:#38191b}}
*{box-sizing:border-box}
body{display:flex;flex-direction:column;min-height:100vh;min-height:100dvh;margin:0;padding:24px 16px;background:var(--page);color:var(--text);font:16px/1.5 FONT;-webkit-text-size-adjust:100%}
main{width:100%;max-width:416px;margin:auto;padding:40px;background:var(--card);border:1px solid transparent;border-radius:16px;box-shadow:0 0 0 1px #0000000f,0 12px 32px #0000001a;overflow-wrap:anywhere}
.brand{display:flex;align-items:center;margin:0 0 28px;font-weight:600;color:var(--muted)}
.logo{display:block;max-width:100%;height:44px;object-fit:contain;object-position:left}
h1{margin:0 0 8px;font-size:26px;font-weight:650;line-height:1.25;letter-spacing:-.01em;text-wrap:balance}
:lang(ja) h1{letter-spacing:0;word-break:auto-phrase}
h1:last-child,main>:last-child{margin-bottom:0}
p{margin:0 0 20px}
h1+p{color:var(--muted)}
a{color:var(--link);text-underline-offset:3px}
a:hover{text-decoration-thickness:2px}
form{margin:24px 0 0}
form+form{margin-top:12px}
label{display:block;margin:0 0 6px;font-weight:600}
input{display:block;width:100%;min-height:48px;padding:10px 14px;border:1px solid var(--line);border-radius:10px;background:var(--card);color:inherit;font:inherit}
input[aria-invalid]{padding:9px 13px;border:2px solid var(--wrong)}
.field{margin:0 0 20px}
.error{margin:6px 0 0;color:var(--wrong);font-weight:600}
.field-link{margin:8px 0 0}
.rules{margin:20px 0 0;color:var(--muted)}
.rules ul{margin:4px 0 0;padding-inline-start:20px}
.summary{margin:20px 0 0;padding:12px 16px;border:1px solid var(--wrong);border-radius:10px;background:var(--wrong-tint);color:var(--wrong);font-weight:600}
.summary a{color:inherit}
button{display:block;width:100%;min-height:48px;padding:10px 16px;border:1px solid var(--edge);border-radius:10px;background-color:var(--primary);color:var(--label);font:inherit;font-weight:600;cursor:pointer}
button:hover,button:active{background-image:linear-gradient(var(--shade),var(--shade))}
button.quiet{border-color:var(--line);background-color:transparent;color:var(--text)}
.asked{margin:0 0 20px}
.asked p{margin:0 0 6px;font-weight:600}
.asked ul{margin:0;padding-inline-start:20px}
.choice{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:12px}
.other{margin:24px 0 0;color:var(--muted)}
:focus-visible{outline:3px solid var(--text);outline-offset:2px}
input:focus-visible{outline-color:var(--edge);outline-offset:0}
input[aria-invalid]:focus-visible{outline-color:var(--wrong)}
footer{width:100%;max-width:416px;margin:20px auto 0;text-align:center;color:var(--on-page);overflow-wrap:anywhere}
footer p{margin:0}
footer a{color:inherit}
footer :focus-visible{outline-color:var(--page-focus)}
@media (max-width:480px){body{padding:16px 12px}main{margin-top:0;padding:28px 20px}}
@media (prefers-color-scheme:dark){main{border-color:#ffffff1a;box-shadow:none}.logo{padding:6px 10px;border-radius:8px;background:#fff}}
@media (prefers-reduced-motion:no-preference){input,button{transition:border-color .12s,background-color .12s}}
@media (forced-colors:active){main,button,.summary{border-color:CanvasText}}
`
