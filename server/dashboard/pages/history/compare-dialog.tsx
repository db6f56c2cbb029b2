/** An older version beside the live one, and the way back to it. @module */
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { CodeDiff } from '../../editor/index.tsx'
import { Problem as Failure, Part } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/select.tsx'
import './history.css'
import { historyText } from './text.ts'

interface CompareProps {
  id: string
  version: { version: number; mode: string }
  live: number
  liveMode: string | undefined
  onClose: () => void
  onRollBack: () => Promise<void>
}

/** Shows one script at a time; those that differ come first. */
export function CompareDialog({ id, version, live, liveMode, onClose, onRollBack }: CompareProps) {
  const client = useApi()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Error>()
  const query = useQuery({
    queryKey: ['connection', id, 'versions', version.version, live],
    queryFn: async ({ signal }) => {
      const [before, after] = await Promise.all(
        [version.version, live].map((number) =>
          client.call('GET /api/v2/connections/{id}/versions/{version}', {
            params: { id, version: number },
            signal,
          }),
        ),
      )
      return { before: scriptsOf(before?.options), after: scriptsOf(after?.options) }
    },
  })

  async function rollBack(): Promise<void> {
    setBusy(true)
    setFailure(undefined)
    try {
      await onRollBack()
    } catch (error) {
      setFailure(error as Error)
      setBusy(false)
    }
  }

  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={historyText.compareTitle(version.version, live)}
      description={historyText.compareHint}
    >
      {failure && <Failure error={failure} />}
      <Part query={query}>{(texts) => <Compared {...texts} />}</Part>
      <p className="small">
        {historyText.confirm(version.version)}{' '}
        {liveMode !== undefined && liveMode !== version.mode && historyText.mode(version.mode, liveMode)}
      </p>
      <div className="row end">
        <Button variant="danger" writes busy={busy} onClick={() => void rollBack()}>
          {historyText.rollBack(version.version)}
        </Button>
      </div>
    </Dialog>
  )
}

type Texts = { [name: string]: string }

function Compared({ before, after }: { before: Texts; after: Texts }) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const differs = (name: string): boolean => before[name] !== after[name]
  const sorted = names.toSorted((one, other) => Number(differs(other)) - Number(differs(one)))
  const [chosen, setChosen] = useState(sorted[0])
  if (chosen === undefined) return <p className="muted">{historyText.nothing}</p>
  return (
    <div className="stack">
      <Select
        label={historyText.script}
        value={chosen}
        onChange={setChosen}
        choices={sorted.map((name) => ({ value: name, label: name }))}
      />
      <div className="history-diff">
        <Suspense fallback={<Skeleton />}>
          <CodeDiff before={before[chosen] ?? ''} after={after[chosen] ?? ''} />
        </Suspense>
      </div>
    </div>
  )
}

function scriptsOf(options: { [name: string]: unknown } | undefined): Texts {
  const scripts = options?.customScripts
  if (typeof scripts !== 'object' || scripts === null) return {}
  return Object.fromEntries(
    Object.entries(scripts).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
