/** The designer of the hosted pages: how they look and what they say, with a preview of each page. @module */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useApi, useSession } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { Language } from '../../languages.ts'
import { Page } from '../../shell/page.tsx'
import { Part, Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { BrandingForm } from './branding-form.tsx'
import type { Design } from './designs.ts'
import { isSameDesign, withEdit } from './designs.ts'
import type { Draft } from './draft.ts'
import { draftOf, isRight, isSameDraft, PLAIN, problemsOf } from './draft.ts'
import { MOST_CHARACTERS } from './page-texts.ts'
import { Preview } from './preview.tsx'
import type { SCREENS } from './screens.ts'
import { brandingText } from './text.ts'
import { TextsForm } from './texts-form.tsx'
import { unsavedDesign } from './unsaved-design.ts'
import { brandingQuery, useSaving } from './use-branding.ts'
import './branding.css'

/** At `…/sign-in-page`. */
export function BrandingPage() {
  const refusal = useRefusal('read:branding')
  const query = useQuery({ ...brandingQuery(useApi()), enabled: refusal === undefined })
  if (query.data) return <Designer stored={draftOf(query.data)} />
  return (
    <Page title={brandingText.title}>
      {refusal === undefined ? (
        <Part query={query}>{() => null}</Part>
      ) : (
        <Banner tone="info" title={brandingText.readRefused}>
          <p>{refusal}</p>
        </Banner>
      )}
    </Page>
  )
}

/** The design stays as it is when the stored branding is read again, and when the page is left. */
function Designer({ stored }: { stored: Draft }) {
  const refusal = useRefusal('update:branding')
  const { base, design, start, change, saves } = useDesign(stored)
  const [tab, setTab] = useState<'look' | 'texts'>('look')
  const [page, setPage] = useState<keyof typeof SCREENS>('sign_in')
  const [language, setLanguage] = useState<Language>('en')
  const { save, saveOver, isSaving, error, conflict, endConflict } = useSaving((look) =>
    start({ look, edits: [] }, look),
  )
  const isLong = design.edits.some(({ text }) => [...(text ?? '')].length > MOST_CHARACTERS)
  const isWrong = !isRight(design.look)
  const isSame = isSameDesign(design, base)
  return (
    <Page
      title={brandingText.title}
      actions={
        <>
          <Button
            blocked={refusal ?? (isSameDraft(design.look, PLAIN) ? brandingText.resetAlready : undefined)}
            onClick={() => change({ ...design, look: PLAIN })}
          >
            {brandingText.reset}
          </Button>
          <Button
            blocked={isSame ? brandingText.unchanged : undefined}
            onClick={() => start({ look: stored, edits: [] }, stored)}
          >
            {brandingText.discard}
          </Button>
          <Button
            variant="primary"
            writes
            busy={isSaving}
            blocked={
              refusal ??
              (isSame ? brandingText.unchanged : isWrong || isLong ? brandingText.invalid : undefined)
            }
            onClick={() => save(design, base)}
          >
            {brandingText.save}
          </Button>
        </>
      }
    >
      <div className="stack">
        {refusal !== undefined && (
          <Banner tone="info" title={brandingText.refused}>
            <p>{refusal}</p>
          </Banner>
        )}
        {error && <Problem error={error} />}
        {conflict && (
          <Banner
            tone="warn"
            live
            title={brandingText.conflict.title}
            actions={
              <>
                <Button
                  onClick={() => {
                    endConflict()
                    start(conflict.rest, conflict.look)
                  }}
                >
                  {brandingText.conflict.theirs}
                </Button>
                <Button variant="danger" writes onClick={() => saveOver(conflict)}>
                  {brandingText.conflict.mine}
                </Button>
              </>
            }
          >
            <p>{brandingText.conflict.detail}</p>
          </Banner>
        )}
        <p className="hint" role="status">
          {!isSame && !conflict && brandingText.unsaved}
        </p>
        <div className="branding">
          <Tabs
            label={brandingText.tabs.label}
            value={tab}
            onChange={setTab}
            tabs={[
              {
                value: 'look',
                label: brandingText.tabs.look,
                content: (
                  <BrandingForm
                    draft={design.look}
                    problems={problemsOf(design.look)}
                    disabled={refusal !== undefined}
                    onChange={(look) => change({ ...design, look })}
                  />
                ),
              },
              {
                value: 'texts',
                label: brandingText.tabs.texts,
                content: (
                  <TextsForm
                    page={page}
                    language={language}
                    edits={design.edits}
                    onEdit={(edit) => change({ ...design, edits: withEdit(design.edits, edit) })}
                  />
                ),
              },
            ]}
          />
          <Preview
            design={design}
            saves={saves}
            isWrong={isWrong}
            refusal={refusal}
            shown={{ page, language }}
            onShow={(next) => {
              setPage(next.page)
              setLanguage(next.language)
            }}
          />
        </div>
      </div>
    </Page>
  )
}

/** @param stored the look that is stored now. @returns the design, which this browser keeps until it is saved or discarded */
function useDesign(stored: Draft) {
  const { member, tenant } = useSession()
  const unsaved = unsavedDesign(member.member_id, tenant.name)
  const [state, setState] = useState(() => ({
    saves: 0,
    ...(unsaved.read() ?? { base: stored, design: { look: stored, edits: [] } as Design }),
  }))
  const { base, design } = state
  useEffect(() => {
    unsavedDesign(member.member_id, tenant.name).write(
      isSameDesign(design, base) ? undefined : { base, design },
    )
  }, [base, design, member.member_id, tenant.name])
  return {
    ...state,
    change: (next: Design) => setState((before) => ({ ...before, design: next })),
    /** Starts anew, from another look. */
    start: (next: Design, look: Draft) =>
      setState(({ saves }) => ({ saves: saves + 1, base: look, design: next })),
  }
}
