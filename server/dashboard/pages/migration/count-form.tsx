/** The script that counts the people of the legacy store: changed, removed, and run now. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { Link } from 'wouter'
import { useApi, useSession } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import type { ReadConnection } from '../../shell/connection-page.tsx'
import { connectionKey } from '../../shell/connection-page.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { Field } from '../../ui/field.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import type { Progress } from './queries.ts'
import { migrationKey } from './queries.ts'
import { migrationText } from './text.ts'

const says = migrationText.count

/** @returns the script of a connection; empty when it has none */
function countScriptOf({ connection }: ReadConnection): string {
  const source = connection.options?.ferry_count
  return typeof source === 'string' ? source : ''
}

/** @param onCounted called with words for what was done */
export function CountForm({
  id,
  read,
  onCounted,
}: {
  id: string
  read: ReadConnection
  onCounted: (title: string) => Promise<void>
}) {
  const client = useApi()
  const queries = useQueryClient()
  const saved = countScriptOf(read)
  const [source, setSource] = useState(saved)
  const isChanged = source !== saved
  const isEmpty = source.trim() === ''

  async function save(): Promise<void> {
    const { ferry_count: _, ...rest } = read.connection.options ?? {}
    let etag = ''
    const connection = await client.call('PATCH /api/v2/connections/{id}', {
      params: { id },
      headers: { 'If-Match': read.etag },
      body: { options: isEmpty ? rest : { ...rest, ferry_count: source } },
      seen: (headers) => {
        etag = headers.get('ETag') ?? ''
      },
    })
    queries.setQueryData<ReadConnection>(connectionKey(id), { connection, etag })
  }
  const counting = useMutation({
    mutationFn: async () => {
      if (isChanged) await save()
      if (isEmpty) return onCounted(says.removed)
      const { problem } = await client.call('POST /api/v2/connections/{id}/migration/legacy-total/count', {
        params: { id },
        body: {},
      })
      // The dialog stays open: the card behind it shows what went wrong, and so does this form.
      if (problem === undefined) await onCounted(says.counted)
      else await queries.invalidateQueries({ queryKey: migrationKey(id) })
    },
    // Somebody else has changed the connection: the next try is based on what it is now.
    onError: () => queries.invalidateQueries({ queryKey: connectionKey(id) }),
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    counting.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {counting.error && <Problem error={counting.error} />}
      <Field label={says.label} hint={says.hint}>
        {(control) => (
          <textarea
            {...control}
            className="input"
            style={{ font: 'var(--code)' }}
            rows={8}
            spellCheck={false}
            autoComplete="off"
            placeholder={says.example}
            value={source}
            onChange={(event) => setSource(event.target.value)}
          />
        )}
      </Field>
      <div className="row end">
        <Button
          type="submit"
          writes
          busy={counting.isPending}
          blocked={isEmpty && !isChanged ? says.empty : undefined}
        >
          {isEmpty && isChanged ? says.remove : isChanged ? says.saveAndCount : says.now}
        </Button>
      </div>
    </form>
  )
}

/** Why the last count failed, and its run. */
export function CountProblem({ legacy_total }: { legacy_total: Progress['legacy_total'] }) {
  const { tenant } = useSession()
  const { problem, tried_at, run_id } = legacy_total
  if (problem === undefined) return null
  return (
    <Banner
      tone="warn"
      title={says.failed}
      actions={run_id !== undefined && <Link href={paths.run(tenant.name, run_id)}>{says.openRun}</Link>}
    >
      <p>{problem}</p>
      {tried_at !== undefined && (
        <p className="muted">
          {says.tried} <RelativeTime at={tried_at} />
        </p>
      )}
    </Banner>
  )
}
