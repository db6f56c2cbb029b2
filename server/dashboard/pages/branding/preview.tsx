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
import type { Draft } from './draft.ts'
import { isRight, previewAddress } from './draft.ts'
import { brandingText } from './text.ts'

const says = brandingText.preview

const PAGES = choicesOf(says.pages)
const THEMES = choicesOf(says.themes)
const WIDTHS = choicesOf(says.widths)

type Page = keyof typeof says.pages
type Theme = keyof typeof says.themes
type Width = keyof typeof says.widths

const REST_MS = 250

/** @param props.isWrong the draft cannot be shown. @param props.refusal why this member sees no preview */
export function Preview({
  draft,
  isWrong,
  refusal,
}: {
  draft: Draft
  isWrong: boolean
  refusal: string | undefined
}) {
  const [page, setPage] = useState<Page>('sign_in')
  const [language, setLanguage] = useState<Language>('en')
  const [theme, setTheme] = useState<Theme>('both')
  const [width, setWidth] = useState<Width>('narrow')
  const valid = useLastRight(useRested(draft))
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
            <Select label={says.page} choices={PAGES} value={page} onChange={setPage} />
            <Select label={says.language} choices={LANGUAGES} value={language} onChange={setLanguage} />
            <Select label={says.theme} choices={THEMES} value={theme} onChange={setTheme} />
            <Select label={says.width} choices={WIDTHS} value={width} onChange={setWidth} />
          </div>
          <p className="hint" role="status">
            {isWrong && says.waits}
          </p>
          <div className="branding-frames" data-width={width}>
            {themes.map((one) => (
              <Frame
                key={one}
                address={previewAddress(valid, { page, language, theme: one })}
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
function Frame({ address, title }: { address: string; title: string }) {
  const client = useApi()
  const shown = useQuery({
    queryKey: ['branding', 'preview', address],
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
      {shown.data !== undefined && <iframe key={shown.data} src={shown.data} title={title} sandbox="" />}
    </section>
  )
}

/** @returns the draft after it has not changed for a moment */
function useRested(draft: Draft): Draft {
  const [rested, setRested] = useState(draft)
  useEffect(() => {
    const timer = setTimeout(() => setRested(draft), REST_MS)
    return () => clearTimeout(timer)
  }, [draft])
  return rested
}

/** @returns the draft, or the last one that can be shown */
function useLastRight(draft: Draft): Draft {
  const [right, setRight] = useState(draft)
  if (right !== draft && isRight(draft)) setRight(draft)
  return right
}

function choicesOf<T extends string>(labels: { readonly [value in T]: string }): readonly Choice<T>[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }) as Choice<T>)
}
