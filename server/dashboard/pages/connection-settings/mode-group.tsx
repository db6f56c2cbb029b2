/** The source of users: one choice that sets two options of the API. @module */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import type { Operations } from '../../api/operations.ts'
import { HelpLink } from '../../shell/help-link.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { TestConnection } from '../test-connection/test-connection.tsx'
import { ApiHint, Group, SaveProblem } from './setting.tsx'
import { settingsText } from './text.ts'
import { useCompletion } from './use-completion.ts'
import type { Settings } from './use-settings.ts'

type Impact = Operations['GET /api/v2/connections/{id}/impact']['result']
type Mode = Settings['mode']

const MODES = {
  importing: { enabledDatabaseCustomization: true, import_mode: true },
  legacy: { enabledDatabaseCustomization: true, import_mode: false },
  local: { enabledDatabaseCustomization: false, import_mode: false },
} as const

/** The two options that together set the mode. */
const OPTIONS = ['enabledDatabaseCustomization', 'import_mode']

const ORDER = ['importing', 'legacy', 'local'] as const satisfies readonly Mode[]

/** Reads how many people a change would lock out before the dialog opens. */
export function ModeGroup({ settings }: { settings: Settings }) {
  const { id, mode, refusal, save } = settings
  const { mode: says } = settingsText
  const client = useApi()
  const queries = useQueryClient()
  const completion = useCompletion(settings)
  const [asked, setAsked] = useState<Mode>()
  const [problem, setProblem] = useState<Error>()
  const [wanted, setWanted] = useState<{ to: Mode; impact: Impact }>()
  const ask = async (to: Mode): Promise<void> => {
    if (to === mode || asked !== undefined) return
    setProblem(undefined)
    setAsked(to)
    try {
      const impact = await queries.fetchQuery({
        queryKey: ['connection', id, 'impact', to],
        staleTime: 0,
        queryFn: ({ signal }) =>
          client.call('GET /api/v2/connections/{id}/impact', {
            params: { id },
            query: { to: to === 'importing' ? 'import' : to },
            signal,
          }),
      })
      setWanted({ to, impact })
    } catch (error) {
      if (error instanceof Error) setProblem(error)
    } finally {
      setAsked(undefined)
    }
  }
  const change = (to: Mode, impact: Impact): void => {
    setWanted(undefined)
    if (to === 'local') completion.complete(impact.locked_out > 0)
    else save(says.modes[to][0], MODES[to])
  }
  return (
    <Group anchor={settingsText.anchors.mode} title={says.title}>
      <RadioCards
        label={says.title}
        hideLabel
        value={mode}
        disabled={refusal !== undefined}
        onChange={(to) => void ask(to)}
        cards={ORDER.map((one) => ({
          value: one,
          title: says.modes[one][0],
          detail: says.modes[one][1],
          busy: asked === one || (one === 'local' && completion.isPending),
        }))}
      />
      <p className="hint">
        <ApiHint option={OPTIONS}>{settingsText.api}</ApiHint> <HelpLink topic="mode" />
      </p>
      {mode !== 'local' && <TestConnection tested={{ kind: 'connection', id }} />}
      {problem && <Problem error={problem} />}
      {completion.error && <Problem error={completion.error} />}
      <SaveProblem settings={settings} names={Object.keys(MODES.local)} />
      {wanted && (
        <ModeDialog
          {...wanted}
          onClose={() => setWanted(undefined)}
          onChange={() => change(wanted.to, wanted.impact)}
        />
      )}
    </Group>
  )
}

function ModeDialog({
  to,
  impact: { from, with_password, locked_out, warnings },
  onClose,
  onChange,
}: {
  to: Mode
  impact: Impact
  onClose: () => void
  onChange: () => void
}) {
  const { mode: says } = settingsText
  const completes = to === 'local' && from === 'import'
  const leaves = to === 'local' && from !== 'local'
  return (
    <Dialog
      open
      onClose={onClose}
      title={completes ? says.complete : says.confirm(says.modes[to][0])}
      description={says.modes[to][1]}
    >
      {leaves && (
        <Banner tone="warn" title={says.stay(with_password)}>
          <p>{says.everyoneElse}</p>
        </Banner>
      )}
      {locked_out > 0 && <Banner tone="bad" title={says.lockedOut(locked_out)} />}
      {locked_out === 0 && !leaves && <Banner tone="ok" title={says.nobody} />}
      {warnings.length > 0 && (
        <ul className="effects">
          {warnings.map(({ code, message }) => (
            <li key={code}>{message}</li>
          ))}
        </ul>
      )}
      <p className="hint">{says.afterwards}</p>
      <div className="row end">
        <Button onClick={onClose}>{settingsText.cancel}</Button>
        <Button variant={locked_out > 0 ? 'danger' : 'primary'} writes onClick={onChange}>
          {completes ? says.complete : says.change(says.modes[to][0])}
        </Button>
      </div>
    </Dialog>
  )
}
