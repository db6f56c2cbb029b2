/** The differences between two sets of scripts. @module */
import { Suspense, useState } from 'react'
import { CodeDiff } from '../../../editor/index.tsx'
import { Skeleton } from '../../../ui/data.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import type { Scripts } from './script-set.ts'
import { changedNames } from './script-set.ts'
import './scripts-diff.css'

interface DiffProps {
  before: Scripts
  after: Scripts
  /** What the tabs choose between. */
  label: string
  labels: { before: string; after: string }
  /** Shown when nothing differs. */
  same: string
}

/** Shows a tab for each script that differs. */
export function ScriptsDiff({ before, after, label, labels, same }: DiffProps) {
  const names = changedNames(before, after).toSorted()
  const [chosen, setChosen] = useState<string>()
  const [first] = names
  if (first === undefined) return <p className="muted">{same}</p>
  const name = chosen !== undefined && names.includes(chosen) ? chosen : first
  return (
    <Tabs
      label={label}
      value={name}
      onChange={setChosen}
      tabs={names.map((value) => ({
        value,
        label: value,
        content: (
          <div className="scripts-diff">
            <Suspense fallback={<Skeleton />}>
              <CodeDiff before={before[value] ?? ''} after={after[value] ?? ''} labels={labels} />
            </Suspense>
          </div>
        ),
      }))}
    />
  )
}
