/** Banners about conflicts that keep a draft from being saved or deployed. @module */
import { Problem as Failure } from '../../../shell/part.tsx'
import { Button } from '../../../ui/button.tsx'
import { Banner } from '../../../ui/data.tsx'
import { visible } from '../../../ui/foreign.tsx'
import type { DraftState } from './drafting.ts'
import { editingText } from './editing-text.ts'
import type { Refusal } from './use-deploy.ts'

interface BannersProps {
  state: DraftState
  refusal: Refusal | undefined
  onMerge: () => void
  onRetry: () => void
  onPlace: (script: string, line: number, column: number) => void
}

/** Renders nothing while there is no conflict. */
export function DraftBanners({ state, refusal, onMerge, onRetry, onPlace }: BannersProps) {
  const { server, save, notice } = state
  const { behind, failed, notices } = editingText
  const isConflict = save.kind === 'conflict'
  const isFailure = save.kind === 'failed' && !(save.passes && !navigator.onLine)
  if (!isConflict && !isFailure && !server.is_behind && !refusal && !notice) return null
  return (
    <div className="draft-banners">
      {refusal && <Refused refusal={refusal} onPlace={onPlace} />}
      {isFailure && (
        <>
          <Failure error={save.error} onRetry={onRetry} />
          <p className="small muted">{failed}</p>
        </>
      )}
      {isConflict ? (
        <Conflict state={state} onMerge={onMerge} />
      ) : (
        server.is_behind && (
          <Banner
            live
            tone="warn"
            title={behind.title(server.live_version, server.parent_version)}
            actions={<Button onClick={onMerge}>{behind.merge(server.live_version)}</Button>}
          >
            <p>{behind.detail}</p>
          </Banner>
        )
      )}
      {notice && !isConflict && (
        <p className="small" role="status">
          {notices[notice]}
        </p>
      )}
    </div>
  )
}

/** @returns a sentence about what another person has changed */
export function conflictTitle({ save, server }: DraftState): string {
  const { conflict, behind } = editingText
  if (save.kind !== 'conflict') return behind.title(server.live_version, server.parent_version)
  const { exists, saved_by_name, live_version } = save.theirs
  return exists ? conflict.draft(saved_by_name ?? conflict.somebody) : conflict.deployed(live_version)
}

function Conflict({ state, onMerge }: { state: DraftState; onMerge: () => void }) {
  const { conflict } = editingText
  if (state.save.kind !== 'conflict') return null
  return (
    <Banner
      live
      tone="warn"
      title={conflictTitle(state)}
      actions={
        <Button variant="primary" onClick={onMerge}>
          {conflict.compare}
        </Button>
      }
    >
      <p>{conflict.detail(state.save.scripts)}</p>
    </Banner>
  )
}

function Refused({ refusal, onPlace }: { refusal: Refusal; onPlace: BannersProps['onPlace'] }) {
  const { deploy: says } = editingText
  switch (refusal.kind) {
    case 'broken': {
      const { script, line, column, reason } = refusal
      return (
        <Banner
          live
          tone="bad"
          title={says.broken(script, line)}
          actions={<Button onClick={() => onPlace(script, line, column)}>{says.goToLine(line)}</Button>}
        >
          <p>
            <bdi>{visible(reason)}</bdi>
          </p>
        </Banner>
      )
    }
    case 'overtaken':
      return <Banner live tone="warn" title={says.overtaken} />
    case 'failed':
      return <Failure error={refusal.error} />
  }
}
