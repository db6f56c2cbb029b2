/** The dialog that chooses the scopes of an API for an application. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useApi, useSession } from '../../api/context.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Foreign, inSentence } from '../../ui/foreign.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { TargetApi } from './apis.ts'
import { OWNERS_SCOPE, scopesByThing } from './apis.ts'
import type { Grant } from './grant.ts'
import { grantsKey } from './grant.ts'
import { applicationsText, applicationText } from './text.ts'

/** @param props.grant the grant to change; undefined creates a new one */
export function ScopesDialog({
  client_id,
  name,
  api,
  grant,
  onClose,
}: {
  client_id: string
  name: string
  api: TargetApi
  grant: Grant | undefined
  onClose: () => void
}) {
  const { apis: says } = applicationText
  const { member } = useSession()
  const { selected, toggle, saving } = useScopes({ client_id, api, grant, onClose })
  const [filter, setFilter] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!saving.isPending) saving.mutate()
  }
  const wanted = filter.trim().toLowerCase()
  const groups = scopesByThing(api.scopes ?? [])
    .map(([thing, scopes]) => [thing, scopes.filter(({ value }) => value.includes(wanted))] as const)
    .filter(([, scopes]) => scopes.length > 0)
  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={says.dialog(inSentence(name))}
      description={says.dialogDetail(inSentence(api.name ?? api.identifier ?? ''))}
    >
      <form className="stack" onSubmit={submit}>
        {saving.error && <Problem error={saving.error} />}
        {saving.data === 'changed' && (
          <Banner tone="warn" live title={says.changedElsewhere}>
            <p>{says.changedElsewhereDetail}</p>
          </Banner>
        )}
        <TextField
          label={says.filter}
          hint={says.selected(selected.size)}
          autoComplete="off"
          spellCheck={false}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          onKeyDown={(event) => {
            // Enter in the filter must not save: the list is filtered already.
            if (event.key === 'Enter') event.preventDefault()
          }}
        />
        {groups.length === 0 && (
          <p className="hint">{api.scopes?.length ? says.noMatch : says.withoutScopes}</p>
        )}
        <div className="application-choice">
          {groups.map(([thing, scopes]) => (
            <fieldset key={thing}>
              <legend className="label">{thing === '' ? says.scopes : <Foreign text={thing} />}</legend>
              {scopes.map(({ value, description }) => {
                const isOwners = api.is_system && value === OWNERS_SCOPE && member.role !== 'owner'
                return (
                  <label
                    key={value}
                    className="application-check"
                    title={isOwners ? says.ownersOnly : description}
                  >
                    <input
                      type="checkbox"
                      checked={selected.has(value)}
                      disabled={isOwners}
                      onChange={() => toggle(value)}
                    />
                    <code>
                      <Foreign text={value} />
                    </code>
                  </label>
                )
              })}
            </fieldset>
          ))}
        </div>
        <div className="row end">
          <Button onClick={onClose}>{applicationsText.cancel}</Button>
          <Button
            type="submit"
            variant="primary"
            writes
            busy={saving.isPending}
            blocked={saving.data === 'changed' ? says.changedElsewhere : undefined}
          >
            {says.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** The selection, and how it is saved. */
function useScopes({
  client_id,
  api,
  grant,
  onClose,
}: {
  client_id: string
  api: TargetApi
  grant: Grant | undefined
  onClose: () => void
}) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  // The grant when the dialog was opened.
  const [base] = useState(grant)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(grant?.scope))
  const saving = useMutation({
    mutationFn: async () => {
      const scope = [...selected]
      if (base === undefined) {
        const audience = api.identifier ?? ''
        await client.call('POST /api/v2/client-grants', { body: { client_id, audience, scope } })
        return 'saved'
      }
      const params = { id: base.id }
      const now = await client.call('GET /api/v2/client-grants/{id}', { params })
      if (!isSame(now.scope, base.scope)) return 'changed'
      await client.call('PATCH /api/v2/client-grants/{id}', { params, body: { scope } })
      return 'saved'
    },
    onSuccess: async (result) => {
      if (result === 'saved') {
        say({ title: applicationText.apis.changed })
        onClose()
      }
      await queries.invalidateQueries({ queryKey: grantsKey(client_id) })
    },
  })
  return {
    selected,
    saving,
    toggle(scope: string): void {
      const next = new Set(selected)
      if (!next.delete(scope)) next.add(scope)
      setSelected(next)
    },
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted())
}
