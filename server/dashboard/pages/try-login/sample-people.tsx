/** The people of the sample legacy store: who they are, what is unusual about them, and their passwords. @module */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import type { Operations } from '../../api/operations.ts'
import { Part } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/table.tsx'
import { Table } from '../../ui/table.tsx'
import { tryText } from './text.ts'

type Person = Operations['GET /api/v2/sample-store/people']['result']['people'][number]

/** The server gives this name to the connection of the sample store. */
const SAMPLE_CONNECTION = 'sample-legacy-store'

/** Whether a connection has the name of the one that leads to the sample store. */
export const isSample = (name: string | undefined): boolean => name === SAMPLE_CONNECTION

const COLUMNS: readonly Column<Person>[] = [
  { name: tryText.people.name, cell: ({ name }) => name },
  { name: tryText.people.identifier, cell: (person) => identifierOf(person) },
  { name: tryText.people.password, cell: ({ password }) => <code>{password}</code> },
  { name: tryText.people.oddity, cell: ({ oddity = '' }) => oddity },
]

const identifierOf = ({ email, username }: Person): string => email ?? username ?? ''

/** Loaded when it is opened. @param props.onChoose puts a person into the form of the sign-in */
export function SamplePeople({
  onChoose,
}: {
  onChoose: (person: { email: string; password: string }) => void
}) {
  const says = tryText.people
  const client = useApi()
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const query = useQuery({
    queryKey: ['sample-store', 'people'],
    enabled: isOpen,
    queryFn: ({ signal }) => client.call('GET /api/v2/sample-store/people', { signal }),
  })
  return (
    <details className="sample-people" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{says.title}</summary>
      {isOpen && (
        <Part query={query}>
          {({ people }) => {
            const words = typed.trim().toLowerCase()
            const rows = people.filter((one) =>
              [one.name, one.email, one.username, one.oddity].join('\n').toLowerCase().includes(words),
            )
            return (
              <div className="stack">
                <p className="small muted">{says.hint(people.length)}</p>
                <input
                  className="input"
                  type="search"
                  aria-label={says.filter}
                  placeholder={says.filter}
                  value={typed}
                  onChange={({ target }) => setTyped(target.value)}
                />
                <div className="sample-rows">
                  <Table
                    caption={says.caption}
                    rows={rows}
                    rowKey={({ password }) => password}
                    columns={COLUMNS}
                    actions={{
                      label: says.use,
                      cell: (person) => (
                        <Button
                          aria-label={says.useOf(person.name)}
                          onClick={() => {
                            setOpen(false)
                            onChoose({ email: identifierOf(person), password: person.password })
                          }}
                        >
                          {says.use}
                        </Button>
                      ),
                    }}
                  />
                </div>
              </div>
            )
          }}
        </Part>
      )}
    </details>
  )
}
