/** The choice of applications for a connection that is being created. @module */
import { useId, useState } from 'react'
import type { Application } from '../../api/application-summaries.ts'
import { TextField } from '../../ui/field.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { Switch } from '../../ui/switch.tsx'
import { typeName } from './kinds.ts'
import { choiceText } from './text.ts'
import './applications.css'

/** A longer list has a search field instead of all rows. */
const FEW = 5

/** A switch for each application. @param props.chosen client IDs */
export function ApplicationChoice({
  applications,
  chosen,
  onChange,
}: {
  applications: readonly Application[]
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}) {
  const [filter, setFilter] = useState('')
  const label = useId()
  const wanted = filter.trim().toLowerCase()
  const shown = applications.filter(({ name, client_id }) =>
    `${name}\n${client_id}`.toLowerCase().includes(wanted),
  )
  const toggle = (id: string, on: boolean): void => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    onChange(next)
  }
  return (
    <section className="application-pick" aria-labelledby={label}>
      <span id={label} className="label">
        {choiceText.label}
      </span>
      {applications.length > FEW && (
        <TextField
          label={choiceText.filter}
          autoComplete="off"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      )}
      <ul className="application-switches application-scroll">
        {shown.map(({ client_id, name, app_type }) => (
          <li key={client_id}>
            <Switch
              label={inSentence(name)}
              hint={
                <>
                  {typeName(app_type)} <code className="application-code">{client_id}</code>
                </>
              }
              checked={chosen.has(client_id)}
              onChange={(on) => toggle(client_id, on)}
            />
          </li>
        ))}
      </ul>
      {shown.length === 0 && applications.length > 0 && <p className="hint">{choiceText.noMatch}</p>}
      <p className="hint">{applications.length === 0 ? choiceText.none : choiceText.hint}</p>
    </section>
  )
}
