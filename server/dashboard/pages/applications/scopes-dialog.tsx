/** The dialog that chooses the scopes of the Management API for an application. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useApi, useSession } from '../../api/context.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { Grant } from './grant.ts'
import { grantsKey } from './grant.ts'
import { OWNERS_SCOPE, scopesByThing } from './scopes.ts'
import { applicationsText, applicationText } from './text.ts'

/** @param props.grant the grant to change; undefined creates a new one */
export function ScopesDialog({
  client_id,
  name,
  grant,
  onClose,
}: {
  client_id: string
  name: string
  grant: Grant | undefined
  onClose: () => void
}) {
  const { management: says } = applicationText
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const { member, tenant } = useSession()
  const [base] = useState(grant)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(grant?.scope))
  const [filter, setFilter] = useState('')
  const saving = useMutation({
    mutationFn: async () => {
      const scope = [...selected]
      if (base === undefined) {
        const audience = `${location.origin}/api/v2/`
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
        say({ title: says.changed })
        onClose()
      }
      await queries.invalidateQueries({ queryKey: grantsKey(client_id) })
    },
  })
  const toggle = (scope: string): void => {
    const next = new Set(selected)
    if (!next.delete(scope)) next.add(scope)
    setSelected(next)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!saving.isPending) saving.mutate()
  }
  const wanted = filter.trim().toLowerCase()
  const groups = scopesByThing(tenant.name)
    .map(([thing, scopes]) => [thing, scopes.filter((scope) => scope.includes(wanted))] as const)
    .filter(([, scopes]) => scopes.length > 0)
  return (
    <Dialog wide open onClose={onClose} title={says.dialog(inSentence(name))} description={says.dialogDetail}>
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
        {groups.length === 0 && <p className="hint">{says.noMatch}</p>}
        <div className="application-choice">
          {groups.map(([thing, scopes]) => (
            <fieldset key={thing}>
              <legend className="label">{thing}</legend>
              {scopes.map((scope) => {
                const isOwners = scope === OWNERS_SCOPE && member.role !== 'owner'
                return (
                  <label
                    key={scope}
                    className="application-check"
                    title={isOwners ? says.ownersOnly : undefined}
                  >
                    <input
                      type="checkbox"
                      checked={selected.has(scope)}
                      disabled={isOwners}
                      onChange={() => toggle(scope)}
                    />
                    <code>{scope}</code>
                  </label>
                )
              })}
            </fieldset>
          ))}
        </div>
        <div className="row end application-buttons">
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

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted())
}
