/** The settings of a connection: each is saved by itself. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { ApiProblem } from '../../api/problem.ts'
import type { ReadConnection } from '../../shell/connection-page.tsx'
import { ConnectionPage, connectionKey } from '../../shell/connection-page.tsx'
import { Part, Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { KeyValue } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Switch } from '../../ui/switch.tsx'
import { useToast } from '../../ui/toast.tsx'
import { settingsText } from './text.ts'

type Options = { [name: string]: unknown }

const MODES = {
  import: { enabledDatabaseCustomization: true, import_mode: true },
  legacy: { enabledDatabaseCustomization: true, import_mode: false },
  local: { enabledDatabaseCustomization: false, import_mode: false },
} as const

type Mode = keyof typeof MODES

const MODE_NAMES = ['import', 'legacy', 'local'] as const satisfies readonly Mode[]

const SWITCHES = [
  'requires_username',
  'disable_signup',
  'brute_force_protection',
  'ferry_tombstones',
] as const satisfies readonly (keyof typeof settingsText.switches)[]

/** The server takes these for on where nothing is said. */
const ON_WHEN_ABSENT: readonly string[] = ['brute_force_protection']

/** At `…/connections/:id/settings`. */
export function SettingsPage() {
  const { id = '' } = useParams()
  return (
    <ConnectionPage id={id} tab="settings">
      {(read) => <Settings id={id} read={read} />}
    </ConnectionPage>
  )
}

/** An option that was not there goes again when it is undefined: absent is not `false` everywhere. */
function merged(options: Options, change: Options): Options {
  return Object.fromEntries(
    Object.entries({ ...options, ...change }).filter(([, value]) => value !== undefined),
  )
}

const optionsOf = ({ connection }: ReadConnection): Options => connection.options ?? {}

function changed(read: ReadConnection, change: Options): ReadConnection {
  return { ...read, connection: { ...read.connection, options: merged(optionsOf(read), change) } }
}

function Settings({ id, read }: { id: string; read: ReadConnection }) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const key = connectionKey(id)
  const [wanted, setWanted] = useState<Mode>()
  const [conflict, setConflict] = useState<{ mine: Options; theirs: ReadConnection }>()
  const saving = useMutation({
    mutationFn: async ({ change, from }: { change: Options; from: ReadConnection }) => {
      let etag = ''
      await client.call('PATCH /api/v2/connections/{id}', {
        params: { id },
        headers: { 'If-Match': from.etag },
        body: { options: merged(optionsOf(from), change) },
        seen: (headers) => {
          etag = headers.get('ETag') ?? ''
        },
      })
      return { ...changed(from, change), etag }
    },
    onMutate: ({ change, from }) => queries.setQueryData<ReadConnection>(key, changed(from, change)),
    onSuccess: (now, { change, from }) => {
      queries.setQueryData<ReadConnection>(key, now)
      const before = Object.fromEntries(Object.keys(change).map((name) => [name, optionsOf(from)[name]]))
      say({ title: settingsText.saved, undo: () => saving.mutate({ change: before, from: now }) })
    },
    onError: async (error, { change }) => {
      await queries.invalidateQueries({ queryKey: key })
      const theirs = queries.getQueryData<ReadConnection>(key)
      if (error instanceof ApiProblem && error.status === 412 && theirs) setConflict({ mine: change, theirs })
    },
  })
  const mode = modeOf(optionsOf(read))
  const isConflict = saving.error instanceof ApiProblem && saving.error.status === 412
  return (
    <div className="stack">
      {saving.error && !isConflict && <Problem error={saving.error} />}
      <fieldset className="stack">
        <legend className="label">{settingsText.source}</legend>
        {MODE_NAMES.map((one) => (
          <label key={one} className="row">
            <input
              type="radio"
              name="mode"
              checked={mode === one}
              onChange={() => one !== mode && setWanted(one)}
            />
            {settingsText.modes[one]}
          </label>
        ))}
        <span className="hint">{settingsText.api}</span>
      </fieldset>
      {SWITCHES.map((name) => (
        <Switch
          key={name}
          label={settingsText.switches[name]}
          hint={<code>{name}</code>}
          checked={(optionsOf(read)[name] ?? ON_WHEN_ABSENT.includes(name)) === true}
          onChange={(on) => saving.mutate({ change: { [name]: on }, from: read })}
        />
      ))}
      {wanted && (
        <ModeDialog
          id={id}
          to={wanted}
          onClose={() => setWanted(undefined)}
          onChange={() => {
            setWanted(undefined)
            saving.mutate({ change: MODES[wanted], from: read })
          }}
        />
      )}
      {conflict && (
        <Dialog open onClose={() => setConflict(undefined)} title={settingsText.conflict}>
          <KeyValue
            entries={Object.entries(conflict.mine).map(([name, value]) => [
              name,
              `${settingsText.theirs}: ${JSON.stringify(optionsOf(conflict.theirs)[name] ?? null)} · ${settingsText.mine}: ${JSON.stringify(value)}`,
            ])}
          />
          <div className="row end">
            <Button onClick={() => setConflict(undefined)}>{settingsText.takeTheirs}</Button>
            <Button
              variant="danger"
              writes
              onClick={() => {
                setConflict(undefined)
                saving.mutate({ change: conflict.mine, from: conflict.theirs })
              }}
            >
              {settingsText.takeMine}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  )
}

/** Says whom it touches before it can be done. */
function ModeDialog({
  id,
  to,
  onClose,
  onChange,
}: {
  id: string
  to: Mode
  onClose: () => void
  onChange: () => void
}) {
  const client = useApi()
  const impact = useQuery({
    queryKey: ['connection', id, 'impact', to],
    staleTime: 0,
    queryFn: ({ signal }) =>
      client.call('GET /api/v2/connections/{id}/impact', { params: { id }, query: { to }, signal }),
  })
  return (
    <Dialog open onClose={onClose} title={settingsText.confirm(settingsText.modes[to])}>
      <Part query={impact}>
        {({ locked_out, warnings }) => (
          <div className="stack">
            <p>{settingsText.lockedOut(locked_out)}</p>
            {warnings.map(({ code, people, message }) => (
              <p key={code} className="muted">
                {people === undefined ? message : `${people.toLocaleString()} ${message}`}
              </p>
            ))}
            <div className="row end">
              <Button variant={locked_out > 0 ? 'danger' : 'primary'} writes onClick={onChange}>
                {settingsText.change}
              </Button>
            </div>
          </div>
        )}
      </Part>
    </Dialog>
  )
}

function modeOf(options: Options): Mode {
  if (options.enabledDatabaseCustomization !== true) return 'local'
  return options.import_mode === true ? 'import' : 'legacy'
}
