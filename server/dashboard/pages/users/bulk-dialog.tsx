/** Confirms an action on many users, and shows its progress and its failures. @module */
import { useState } from 'react'
import { Problem } from '../../shell/part.tsx'
import { TEXT } from '../../text.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, Progress } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Switch } from '../../ui/switch.tsx'
import type { BulkAction, BulkRun } from './bulk.ts'
import { useBulk } from './bulk.ts'
import { usersText } from './text.ts'

const MOST_REASONS = 5

/**
 * Closing the dialog stops the action.
 *
 * @param props.ids IDs of the users; @param props.imports whether a connection of some of these users imports
 * @param props.onClose called with the users that were not processed
 */
export function BulkDialog({
  action,
  ids,
  imports,
  onClose,
}: {
  action: BulkAction
  ids: readonly string[]
  imports: boolean
  onClose: (left: readonly string[]) => void
}) {
  const { run, start, stop } = useBulk()
  const [keepAway, setKeepAway] = useState(false)
  const close = (): void => {
    stop()
    onClose(run ? [...run.failed.map(({ id }) => id), ...run.left] : ids)
  }
  const wish = { action, keep_away: keepAway }
  return (
    <Dialog
      open
      onClose={close}
      title={usersText.bulk.title[action](ids.length)}
      description={run ? undefined : usersText.bulk.effect[action]}
    >
      <div className="stack">
        {!run && action === 'delete' && imports && (
          <Switch
            label={usersText.bulk.keepAway}
            hint={usersText.bulk.keepAwayHint}
            checked={keepAway}
            onChange={setKeepAway}
          />
        )}
        {run && (
          <Progress
            label={usersText.bulk.doing[action]}
            fraction={(run.done + run.failed.length) / run.wish.ids.length}
            detail={usersText.bulk.progress(run.done + run.failed.length, run.wish.ids.length)}
          />
        )}
        {run?.state === 'ended' && <Outcome run={run} />}
        <div className="row end">
          {!run && <Button onClick={close}>{TEXT.actions.cancel}</Button>}
          {!run && (
            <Button
              variant={action === 'unblock' ? 'primary' : 'danger'}
              writes
              onClick={() => void start({ ...wish, ids })}
            >
              {usersText.bulk.title[action](ids.length)}
            </Button>
          )}
          {run?.state === 'running' && <Button onClick={stop}>{usersText.bulk.stop}</Button>}
          {run?.state === 'ended' && run.left.length > 0 && (
            <Button writes onClick={() => void start({ ...run.wish, ids: run.left })}>
              {usersText.bulk.goOn(run.left.length)}
            </Button>
          )}
          {run?.state === 'ended' && (
            <Button variant="primary" onClick={close}>
              {usersText.bulk.done}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}

function Outcome({ run: { wish, done, failed, left, halted } }: { run: BulkRun }) {
  const clean = failed.length === 0 && left.length === 0
  return (
    <>
      {halted && <Problem error={halted} />}
      <Banner
        tone={clean ? 'ok' : 'warn'}
        live
        title={usersText.bulk.outcome(usersText.bulk.did[wish.action], done, failed.length, left.length)}
      >
        {failed.length > 0 && (
          <ul className="plain-list">
            {failed.slice(0, MOST_REASONS).map(({ id, message }) => (
              <li key={id}>
                <Foreign text={id} />: <Foreign text={message} />
              </li>
            ))}
          </ul>
        )}
      </Banner>
    </>
  )
}
