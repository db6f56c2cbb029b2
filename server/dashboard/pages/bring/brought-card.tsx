/** One connection that would be created. @module */
import { Badge, Banner } from '../../ui/data.tsx'
import { TextField } from '../../ui/field.tsx'
import { visible } from '../../ui/foreign.tsx'
import { Switch } from '../../ui/switch.tsx'
import { ConfigurationFields } from '../setup/configuration-fields.tsx'
import type { BroughtConnection } from './brought.ts'
import type { Typed } from './create.ts'
import { bringText } from './text.ts'
import { useProblems } from './use-problems.ts'

const SHOWN_PROBLEMS = 5

/** Name, scripts with their problems, and the values that are asked for. */
export function BroughtCard({
  brought,
  typed,
  isOut,
  nameError,
  missing,
  applications,
  onTyped,
  onOut,
}: {
  brought: BroughtConnection
  typed: Typed
  /** The connection is not created. */
  isOut: boolean
  nameError: string | undefined
  /** Markers without a value. */
  missing: readonly string[]
  /** What becomes of the applications of the export, as a sentence. */
  applications: string
  onTyped: (typed: Typed) => void
  onOut: (isOut: boolean) => void
}) {
  const says = bringText
  const markers = [...brought.markers.text, ...brought.markers.json]
  const asked = Object.entries(brought.configuration).filter(([, known]) => known === undefined)
  return (
    <section className="card stack" aria-label={visible(typed.name || brought.folder)}>
      <TextField
        label={says.name}
        hint={says.nameHint}
        error={isOut ? undefined : nameError}
        autoComplete="off"
        spellCheck={false}
        value={typed.name}
        onChange={({ target }) => onTyped({ ...typed, name: target.value })}
      />
      <Switch label={says.leaveOut} checked={isOut} onChange={onOut} />
      {!isOut && (
        <>
          {brought.scripts.login === undefined && <Banner tone="warn" title={says.noLogin} />}
          {brought.notes.map((note) => (
            <Banner key={note} tone="warn" title={visible(note)} />
          ))}
          {applications !== '' && <p className="hint">{visible(applications)}</p>}
          <Scripts brought={brought} />
          {markers.length > 0 && (
            <fieldset className="stack">
              <legend className="label">{says.markers}</legend>
              <p className="hint">{says.markersHint}</p>
              <ConfigurationFields
                keys={markers.map((key) => ({ key, hint: markerHint(brought, key) }))}
                values={typed.markers}
                missing={missing}
                error={says.missingMarkers(missing)}
                onChange={(values) => onTyped({ ...typed, markers: values })}
              />
            </fieldset>
          )}
          {asked.length > 0 && (
            <fieldset className="stack">
              <legend className="label">{says.values}</legend>
              <p className="hint">{says.valuesHint}</p>
              <ConfigurationFields
                keys={asked.map(([key]) => ({
                  key,
                  hint: brought.optional.includes(key) ? says.optional : '',
                }))}
                values={typed.values}
                onChange={(values) => onTyped({ ...typed, values })}
              />
            </fieldset>
          )}
        </>
      )}
    </section>
  )
}

const markerHint = ({ markers }: BroughtConnection, key: string): string =>
  markers.text.includes(key) ? `##${key}##` : `@@${key}@@`

function Scripts({ brought }: { brought: BroughtConnection }) {
  const says = bringText
  const found = useProblems(brought)
  return (
    <ul className="stack" aria-label={says.scripts}>
      {Object.entries(brought.scripts).map(([action, text]) => {
        const problems = found[action as keyof typeof found]
        const errors = problems?.filter(({ severity }) => severity === 'error').length ?? 0
        const warnings = (problems?.length ?? 0) - errors
        return (
          <li key={action}>
            <div className="row">
              <code>{action}</code>
              <span className="muted small">{says.lines(text.split('\n').length)}</span>
              {problems === undefined ? (
                <span className="muted small">{says.checking}</span>
              ) : problems === null ? (
                <span className="muted small">{says.unchecked}</span>
              ) : errors + warnings === 0 ? (
                <Badge tone="ok">{says.noProblems}</Badge>
              ) : (
                <Badge tone={errors > 0 ? 'bad' : 'warn'}>{says.problems(errors, warnings)}</Badge>
              )}
            </div>
            {problems && problems.length > 0 && (
              <ul className="small" aria-label={says.problemsOf(action)}>
                {problems.slice(0, SHOWN_PROBLEMS).map(({ from, message }) => (
                  <li key={`${from} ${message}`}>
                    {says.atLine(text.slice(0, from).split('\n').length)}
                    <bdi>{visible(message.replaceAll('`', ''))}</bdi>
                  </li>
                ))}
              </ul>
            )}
          </li>
        )
      })}
    </ul>
  )
}
