/** The designer of the sign-in page: how it looks, with a preview of each page. @module */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { Page } from '../../shell/page.tsx'
import { Part, Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { BrandingForm } from './branding-form.tsx'
import type { Draft } from './draft.ts'
import { draftOf, isRight, isSameDraft, PLAIN, problemsOf } from './draft.ts'
import { Preview } from './preview.tsx'
import { brandingText } from './text.ts'
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

/** The draft stays as it is when the stored branding is read again. */
function Designer({ stored }: { stored: Draft }) {
  const refusal = useRefusal('update:branding')
  const [base, setBase] = useState(stored)
  const [draft, setDraft] = useState(stored)
  const start = (from: Draft): void => {
    setBase(from)
    setDraft(from)
  }
  const { save, isSaving, error, conflict, endConflict } = useSaving(start)
  const problems = problemsOf(draft)
  const isWrong = !isRight(draft)
  const isSame = isSameDraft(draft, base)
  return (
    <Page
      title={brandingText.title}
      actions={
        <>
          <Button
            blocked={refusal ?? (isSameDraft(draft, PLAIN) ? brandingText.resetAlready : undefined)}
            onClick={() => setDraft(PLAIN)}
          >
            {brandingText.reset}
          </Button>
          <Button blocked={isSame ? brandingText.unchanged : undefined} onClick={() => setDraft(base)}>
            {brandingText.discard}
          </Button>
          <Button
            variant="primary"
            writes
            busy={isSaving}
            blocked={
              refusal ?? (isSame ? brandingText.unchanged : isWrong ? brandingText.invalid : undefined)
            }
            onClick={() => save(draft, base)}
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
                    start(conflict.theirs)
                  }}
                >
                  {brandingText.conflict.theirs}
                </Button>
                <Button variant="danger" writes onClick={() => save(conflict.mine, undefined)}>
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
          <BrandingForm
            draft={draft}
            problems={problems}
            disabled={refusal !== undefined}
            onChange={setDraft}
          />
          <Preview draft={draft} isWrong={isWrong} refusal={refusal} />
        </div>
      </div>
    </Page>
  )
}
