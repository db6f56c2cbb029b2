/** A verdict as a banner: what happened, why, what to do. @module */
import type { ReactNode } from 'react'
import { Banner } from '../../ui/data.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import type { Verdict } from './sentence.ts'

/** @param props.actions links and buttons @param props.children links to explanations */
export function VerdictBanner({
  verdict: { tone, title, detail, advice },
  actions,
  children,
}: {
  verdict: Verdict
  actions?: ReactNode
  children?: ReactNode
}) {
  return (
    <Banner tone={tone} title={title} actions={actions}>
      {detail !== undefined && (
        <p>
          <Foreign text={detail} />
        </p>
      )}
      {advice !== undefined && <p>{advice}</p>}
      {children}
    </Banner>
  )
}
