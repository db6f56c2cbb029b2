/** Compares two versions, or a version and the draft. @module */
import { Part } from '../../shell/part.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { Choice } from '../../ui/select.tsx'
import { Select } from '../../ui/select.tsx'
import { ScriptsDiff } from '../scripts/draft/scripts-diff.tsx'
import type { Side, WholeSide } from './sides.ts'
import { differingOptions, useSide } from './sides.ts'
import { historyText } from './text.ts'

interface CompareProps {
  id: string
  first: Side
  second: Side
  /** All versions and drafts that can be compared. */
  choices: readonly Choice[]
  onChoose: (first: Side, second: Side) => void
  onClose: () => void
}

/** Shows a tab for each script that differs. */
export function CompareDialog({ id, first, second, choices, onChoose, onClose }: CompareProps) {
  const says = historyText.comparing
  const one = useSide(id, first)
  const other = useSide(id, second)
  return (
    <Dialog full open onClose={onClose} title={says.title} description={says.description}>
      <div className="row history-sides">
        <Select
          label={says.first}
          value={first}
          choices={choices}
          onChange={(side) => onChoose(side, second)}
        />
        <Select
          label={says.second}
          value={second}
          choices={choices}
          onChange={(side) => onChoose(first, side)}
        />
      </div>
      <Part query={one}>
        {(before) => (
          <Part query={other}>
            {(after) => <Compared before={before} after={after} labels={{ before: first, after: second }} />}
          </Part>
        )}
      </Part>
    </Dialog>
  )
}

/** The comparison itself; the dialog that rolls back shows it too. */
export function Compared({
  before,
  after,
  labels,
}: {
  before: WholeSide
  after: WholeSide
  labels: { before: Side; after: Side }
}) {
  const says = historyText.comparing
  const settings = differingOptions(before, after)
  return (
    <div className="stack">
      <ScriptsDiff
        before={before.scripts}
        after={after.scripts}
        label={says.scripts}
        labels={{ before: nameOf(labels.before), after: nameOf(labels.after) }}
        same={says.same}
      />
      {settings.length > 0 && <p className="small">{says.settings(settings)}</p>}
    </div>
  )
}

function nameOf(side: Side): string {
  return side === 'draft' ? historyText.draft : historyText.name(Number(side))
}
