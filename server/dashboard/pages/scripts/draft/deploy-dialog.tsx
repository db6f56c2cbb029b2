/** The dialog that reviews a draft before it is deployed. @module */
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Banner } from '../../../ui/data.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { editingText } from './editing-text.ts'
import type { ServerDraft } from './saving.ts'
import type { Scripts } from './script-set.ts'
import { ScriptsDiff } from './scripts-diff.tsx'

interface DeployProps {
  server: ServerDraft
  live: Scripts
  scripts: Scripts
  busy: boolean
  /** Why the draft cannot be deployed now. */
  blocked: string | undefined
  onClose: () => void
  onDeploy: (note: string, isOver: boolean) => void
  onMerge: () => void
  onConfiguration: () => void
}

/**
 * Shows the differences from the live version, the reasons against a deployment, and a field for a note in the history.
 */
export function DeployDialog({ server, live, scripts, busy, blocked, onDeploy, ...on }: DeployProps) {
  const { deploy: says, behind } = editingText
  const [note, setNote] = useState('')
  const { live_version, parent_version, missing_configuration: missing, is_behind } = server
  const next = live_version + 1
  return (
    <Dialog
      full
      open
      onClose={on.onClose}
      title={says.title(next)}
      description={says.description(live_version)}
    >
      {is_behind && (
        <Banner tone="warn" title={behind.title(live_version, parent_version)}>
          <p>{behind.detail}</p>
        </Banner>
      )}
      {missing.length > 0 && (
        <Banner
          tone="warn"
          title={says.missing(missing)}
          actions={<Button onClick={on.onConfiguration}>{says.configuration}</Button>}
        >
          <p>{says.missingDetail}</p>
        </Banner>
      )}
      <ScriptsDiff
        before={live}
        after={scripts}
        label={editingText.tabs.label}
        labels={says.labels}
        same={editingText.bar.same(live_version)}
      />
      <TextField
        label={says.note}
        hint={says.noteHint}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="row end">
        {is_behind ? (
          <>
            <Button
              variant="danger"
              writes
              busy={busy}
              blocked={blocked}
              onClick={() => onDeploy(note, true)}
            >
              {says.anyway(live_version)}
            </Button>
            <Button variant="primary" onClick={on.onMerge}>
              {behind.merge(live_version)}
            </Button>
          </>
        ) : (
          <Button
            variant="primary"
            writes
            busy={busy}
            blocked={blocked}
            onClick={() => onDeploy(note, false)}
          >
            {says.title(next)}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
