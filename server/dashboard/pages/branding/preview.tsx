/** Previews of the hosted pages, rendered by the server with the draft. @module */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useApi } from '../../api/context.tsx'
import type { Language } from '../../languages.ts'
import { LANGUAGES } from '../../languages.ts'
import { Problem } from '../../shell/part.tsx'
import { Skeleton } from '../../ui/data.tsx'
import type { Choice } from '../../ui/select.tsx'
import { Select } from '../../ui/select.tsx'
import type { Design } from './designs.ts'
import { triedTexts } from './designs.ts'
import { isRight, previewAddress } from './draft.ts'
import { SCREENS } from './screens.ts'
import { brandingText } from './text.ts'

const says = brandingText.preview

const PAGES = choicesOf(says.pages)
const THEMES = choicesOf(says.themes)
const WIDTHS = choicesOf(says.widths)

type Page = keyof typeof says.pages
type Theme = keyof typeof says.themes
type Width = keyof typeof says.widths

const REST_MS = 250

interface Shown {
  page: Page
  language: Language
}

/**
 * @param props.saves how often something was saved: then the same address shows another page
 * @param props.isWrong the look cannot be shown. @param props.refusal why this member sees no preview
 */
export function Preview({
  design,
  saves,
  isWrong,
  refusal,
  shown,
  onShow,
}: {
  design: Design
  saves: number
  isWrong: boolean
  refusal: string | undefined
  shown: Shown
  onShow: (shown: Shown) => void
}) {
  const { page, language } = shown
  const [theme, setTheme] = useState<Theme>('both')
  const [width, setWidth] = useState<Width>('narrow')
  const { look, edits } = useLastRight(useRested(design))
  const tried = triedTexts(edits, language, SCREENS[page])
  const texts = tried.kind === 'texts' ? tried.json : undefined
  const themes = theme === 'both' ? (['light', 'dark'] as const) : [theme]
  return (
    <section className="card stack branding-preview" aria-label={says.title}>
      <div>
        <h2>{says.title}</h2>
        <p className="hint">{refusal === undefined ? says.detail : says.refused}</p>
      </div>
      {refusal === undefined && (
        <>
          <div className="branding-choices">
            <Select
              label={says.page}
              choices={PAGES}
              value={page}
              onChange={(next) => onShow({ ...shown, page: next })}
            />
            <Select
              label={says.language}
              choices={LANGUAGES}
              value={language}
              onChange={(next) => onShow({ ...shown, language: next })}
            />
            <Select label={says.theme} choices={THEMES} value={theme} onChange={setTheme} />
            <Select label={says.width} choices={WIDTHS} value={width} onChange={setWidth} />
          </div>
          <p className="hint" role="status">
            {isWrong ? says.waits : tried.kind === 'too_long' && says.tooLong}
          </p>
          <div className="branding-frames" data-width={width}>
            {themes.map((one) => (
              <Frame
                key={one}
                address={previewAddress(look, { page, language, theme: one }, texts)}
                saves={saves}
                title={says.frame(says.pages[page], says.themes[one])}
              />
            ))}
          </div>
        </>
      )}
    </section>
  )
}

/** The address is asked first, so that an error has the words of the server; the last page stays meanwhile. */
function Frame({ address, saves, title }: { address: string; saves: number; title: string }) {
  const client = useApi()
  const shown = useQuery({
    queryKey: ['branding', 'preview', address, saves],
    queryFn: async ({ signal }) => {
      await client.request('GET', address, { text: true, signal })
      return address
    },
    placeholderData: keepPreviousData,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a small screen it scrolls, which must work by keyboard too
    <section className="branding-frame" aria-label={title} tabIndex={0}>
      {shown.error && <Problem error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.data === undefined && !shown.error && <Skeleton />}
      {/* Another key: a frame that goes from page to page would add them to the history of the browser. */}
      {shown.data !== undefined && (
        <iframe key={`${shown.data} ${saves}`} src={shown.data} title={title} sandbox="" />
      )}
    </section>
  )
}

/** @returns the design after it has not changed for a moment */
function useRested(design: Design): Design {
  const [rested, setRested] = useState(design)
  useEffect(() => {
    const timer = setTimeout(() => setRested(design), REST_MS)
    return () => clearTimeout(timer)
  }, [design])
  return rested
}

/** @returns the design, with the last look that can be shown */
function useLastRight(design: Design): Design {
  const [right, setRight] = useState(design.look)
  if (right !== design.look && isRight(design.look)) setRight(design.look)
  return { ...design, look: right }
}

function choicesOf<T extends string>(labels: { readonly [value in T]: string }): readonly Choice<T>[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }) as Choice<T>)
}
