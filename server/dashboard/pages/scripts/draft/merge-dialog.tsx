/** The dialog that merges two people’s changes, script by script. @module */
import { Suspense, useState } from 'react'
import { CodeDiff } from '../../../editor/index.tsx'
import { Button } from '../../../ui/button.tsx'
import { Badge, Banner, Skeleton } from '../../../ui/data.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { editingText } from './editing-text.ts'
import type { Scripts, Sides } from './script-set.ts'
import { changedNames, mergeScripts, textOf, withScript } from './script-set.ts'

type Decision = keyof typeof editingText.merge.decided

interface MergeProps {
  /** A sentence about what another person has changed. */
  title: string
  sides: Sides
  onClose: () => void
  onMerged: (scripts: Scripts) => void
}

/** For each script that both people changed, the person chooses: theirs, mine, or a text of both. */
export function MergeDialog({ title, sides, onClose, onMerged }: MergeProps) {
  const says = editingText.merge
  // The sides when the dialog was opened; later changes by other people are noticed when the merge is saved.
  const [{ base, mine, theirs }] = useState(sides)
  const [{ scripts: first, conflicts }] = useState(() => mergeScripts({ base, mine, theirs }))
  const [scripts, setScripts] = useState(first)
  const [decisions, setDecisions] = useState<{ readonly [name: string]: Decision }>({})
  const [shown, setShown] = useState(conflicts[0] ?? '')
  /** Choosing a side shows its text in a new editor; typing does not. */
  const [round, setRound] = useState(0)
  const open = conflicts.filter((name) => decisions[name] === undefined)
  const taken = changedNames(mine, first).toSorted()

  function decide(name: string, decision: Decision, text: string | undefined): void {
    setScripts((now) => withScript(now, name, text))
    setDecisions((now) => ({ ...now, [name]: decision }))
  }

  function takeSide(name: string, decision: 'theirs' | 'mine', side: Scripts): void {
    decide(name, decision, textOf(side, name))
    setRound(round + 1)
  }

  return (
    <Dialog full open onClose={onClose} title={says.title} description={says.description}>
      <Banner tone="info" title={title}>
        {conflicts.length === 0 && <p>{says.clean}</p>}
        {taken.length > 0 && <p>{says.alsoTheirs(taken)}</p>}
      </Banner>
      {conflicts.length > 0 && (
        <Tabs
          label={says.scripts}
          value={shown}
          onChange={setShown}
          tabs={conflicts.map((name) => ({
            value: name,
            label: (
              <>
                {name}
                <Badge tone={decisions[name] ? 'ok' : 'warn'}>
                  {decisions[name] ? says.decided[decisions[name]] : says.open}
                </Badge>
              </>
            ),
            content: (
              <div className="stack">
                <div className="row merge-sides">
                  <Button onClick={() => takeSide(name, 'theirs', theirs)}>{says.theirs(name)}</Button>
                  <Button onClick={() => takeSide(name, 'mine', mine)}>{says.mine(name)}</Button>
                </div>
                <div className="scripts-diff">
                  <Suspense fallback={<Skeleton />}>
                    <CodeDiff
                      key={round}
                      before={theirs[name] ?? ''}
                      after={scripts[name] ?? ''}
                      labels={says.labels}
                      onChange={(text) => decide(name, 'merged', text === '' ? undefined : text)}
                    />
                  </Suspense>
                </div>
              </div>
            ),
          }))}
        />
      )}
      <div className="row end">
        <Button
          variant="primary"
          writes
          blocked={open.length > 0 ? says.decideFirst(open) : undefined}
          onClick={() => onMerged(scripts)}
        >
          {says.done}
        </Button>
      </div>
    </Dialog>
  )
}
