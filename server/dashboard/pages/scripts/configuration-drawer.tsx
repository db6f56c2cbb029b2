/** The values that scripts read as `configuration`: written here, shown nowhere. @module */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { Problem as Failure, Part } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Badge, Empty, Table } from '../../ui/data.tsx'
import { Drawer } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { parseEnvironment } from './environment.ts'
import { scriptsText } from './text.ts'

/** Opens beside the editor. */
export function ConfigurationDrawer({
  id,
  open,
  onClose,
}: {
  id: string
  open: boolean
  onClose: () => void
}) {
  const { configuration: says } = scriptsText
  return (
    <Drawer open={open} onClose={onClose} title={says.title} description={says.description}>
      <Keys id={id} />
    </Drawer>
  )
}

function Keys({ id }: { id: string }) {
  const { configuration: says } = scriptsText
  const client = useApi()
  const queries = useQueryClient()
  const [failure, setFailure] = useState<Error>()
  const [busy, setBusy] = useState(false)
  const query = useQuery({
    queryKey: ['connection', id, 'configuration'],
    queryFn: ({ signal }) =>
      client.call('GET /api/v2/connections/{id}/configuration', { params: { id }, signal }),
  })

  async function write(work: () => Promise<void>): Promise<boolean> {
    setBusy(true)
    setFailure(undefined)
    try {
      await work()
      return true
    } catch (error) {
      setFailure(error as Error)
      return false
    } finally {
      setBusy(false)
      await queries.invalidateQueries({ queryKey: ['connection', id] })
    }
  }

  return (
    <div className="stack">
      {failure && <Failure error={failure} />}
      <Part query={query}>
        {({ keys }) =>
          keys.length === 0 ? (
            <Empty>{says.empty}</Empty>
          ) : (
            <Table
              caption={says.title}
              rows={keys}
              rowKey={({ key }) => key}
              columns={[
                { name: says.key, cell: ({ key }) => <code>{key}</code> },
                {
                  name: says.set,
                  cell: ({ set_at, set_by }) => (
                    <>
                      {'•••• '}
                      <RelativeTime at={set_at} /> {says.by(set_by)}
                    </>
                  ),
                },
                {
                  name: says.usedBy,
                  cell: ({ used_by }) =>
                    used_by.length === 0 ? <Badge tone="warn">{says.unused}</Badge> : used_by.join(', '),
                },
                {
                  name: says.change,
                  cell: ({ key, used_by }) => (
                    <Remove
                      name={key}
                      usedBy={used_by}
                      busy={busy}
                      onRemove={() =>
                        void write(() =>
                          client.call('DELETE /api/v2/connections/{id}/configuration/{key}', {
                            params: { id, key },
                          }),
                        )
                      }
                    />
                  ),
                },
              ]}
            />
          )
        }
      </Part>
      <Add
        busy={busy}
        onAdd={(values) =>
          write(async () => {
            for (const [key, value] of values) {
              await client.call('PUT /api/v2/connections/{id}/configuration/{key}', {
                params: { id, key },
                body: { value },
              })
            }
          })
        }
      />
    </div>
  )
}

/** A key that a script reads is asked about once more. */
function Remove({
  name,
  usedBy,
  busy,
  onRemove,
}: {
  name: string
  usedBy: readonly string[]
  busy: boolean
  onRemove: () => void
}) {
  const { configuration: says } = scriptsText
  const [asked, setAsked] = useState(false)
  return asked ? (
    <Button variant="danger" busy={busy} writes onClick={onRemove}>
      {says.removeUsed(name, usedBy)}
    </Button>
  ) : (
    <Button
      variant="quiet"
      busy={busy}
      writes
      onClick={() => (usedBy.length > 0 ? setAsked(true) : onRemove())}
    >
      {says.remove(name)}
    </Button>
  )
}

function Add({
  busy,
  onAdd,
}: {
  busy: boolean
  onAdd: (values: readonly (readonly [string, string])[]) => Promise<boolean>
}) {
  const { configuration: says } = scriptsText
  // Of this drawer, and gone with it.
  const [text, setText] = useState('')
  const { values, wrong } = parseEnvironment(text)
  const names = values.map(([key]) => key).join(', ')

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (values.length > 0 && wrong.length === 0 && (await onAdd(values))) setText('')
  }

  return (
    <form className="stack" autoComplete="off" onSubmit={(event) => void add(event)}>
      <Field
        label={says.add}
        hint={values.length > 0 ? says.preview(values.length, names) : says.addHint}
        error={wrong.length > 0 ? says.wrong(wrong) : undefined}
      >
        {(control) => (
          <textarea
            {...control}
            className="input run-json"
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button
          type="submit"
          variant="primary"
          writes
          busy={busy}
          blocked={values.length === 0 ? says.nothing : undefined}
        >
          {says.submit(values.length)}
        </Button>
      </div>
    </form>
  )
}
