/** Shows the live version and the state of the draft. @module */
import { useEffect, useState } from 'react'
import { useSession } from '../../../api/context.tsx'
import { useOnline } from '../../../ui/online.ts'
import { relativeTime } from '../../../ui/relative-time.tsx'
import type { DraftState } from './drafting.ts'
import { editingText } from './editing-text.ts'

const TICK_MS = 5_000

/**
 * In the status line of the editor. Screen readers hear only whether the draft was saved, not each update of the time.
 */
export function DraftStatus({ state }: { state: DraftState }) {
  const now_ms = useNow()
  const isOnline = useOnline()
  const { member } = useSession()
  const { status: says, announced } = editingText
  const { server, save } = state

  function words(): string | undefined {
    switch (save.kind) {
      case 'saved': {
        if (!server.exists || server.saved_at === undefined) return undefined
        // The server's clock may be ahead of the browser's.
        const when = relativeTime(Math.min(new Date(server.saved_at).getTime(), now_ms), now_ms)
        const { saved_by, saved_by_name } = server
        return saved_by === member.member_id || saved_by_name === undefined
          ? says.saved(when)
          : says.savedBy(when, saved_by_name)
      }
      case 'waiting':
        return isOnline ? says.waiting : says.offline
      case 'saving':
        return says.saving
      case 'failed':
        return isOnline ? says.failed : says.offline
      case 'too_long':
        return says.tooLong
      case 'conflict':
        return says.conflict
    }
  }

  const isBad = save.kind === 'failed' || save.kind === 'too_long' || save.kind === 'conflict'
  const announcement = isBad
    ? announced.failed
    : save.kind === 'saved' && server.exists
      ? announced.saved
      : ''
  return (
    <span className="draft-status">
      <span className={isBad ? 'draft-bad' : undefined}>
        {[says.live(server.live_version), words()].filter(Boolean).join(' · ')}
      </span>
      <span role="status" className="unseen">
        {announcement}
      </span>
    </span>
  )
}

function useNow(): number {
  const [now_ms, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return Math.max(now_ms, Date.now())
}
