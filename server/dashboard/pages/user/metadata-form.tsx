/** Edits a user’s metadata as JSON. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { CodeDiff, CodeEditor } from '../../editor/index.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { User } from '../users/queries.ts'
import { userText } from './text.ts'

type Metadata = { [key: string]: unknown }

const KINDS = ['user_metadata', 'app_metadata'] as const

/** Saves the metadata as a whole; a change that another person saved in the meantime is shown first. */
export function MetadataForm({ user }: { user: User }) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const id = user.user_id ?? ''
  const [base, setBase] = useState(user)
  const [texts, setTexts] = useState(() => textsOf(user))
  const [theirs, setTheirs] = useState<User>()
  const parsed = { user_metadata: parse(texts.user_metadata), app_metadata: parse(texts.app_metadata) }
  const saving = useMutation({
    mutationFn: async (from: User) => {
      const now = await client.call('GET /api/v2/users/{id}', { params: { id } })
      if (KINDS.some((kind) => !isSame(now[kind], from[kind]))) return { kind: 'conflict' as const, now }
      const after = await client.call('PATCH /api/v2/users/{id}', {
        params: { id },
        body: {
          user_metadata: changeOf(from.user_metadata, parsed.user_metadata),
          app_metadata: changeOf(from.app_metadata, parsed.app_metadata),
        },
      })
      return { kind: 'saved' as const, now: after }
    },
    onSuccess: async ({ kind, now }) => {
      if (kind === 'conflict') return setTheirs(now)
      take(now)
      say({ title: userText.metadata.saved })
      await queries.invalidateQueries({ queryKey: ['user', id] })
    },
  })
  function take(now: User): void {
    setBase(now)
    setTexts(textsOf(now))
    setTheirs(undefined)
  }
  const isBroken = KINDS.some((kind) => parsed[kind] === undefined)
  const isChanged = KINDS.some((kind) => parsed[kind] === undefined || !isSame(parsed[kind], base[kind]))
  const says = userText.metadata
  const save = (): void => {
    if (!isBroken && isChanged && !saving.isPending) saving.mutate(base)
  }
  return (
    <div className="stack">
      {saving.error && <Problem error={saving.error} />}
      <div className="user-metadata">
        {KINDS.map((kind) => (
          <section key={kind} className="user-json" aria-label={kind}>
            <h2>{kind === 'user_metadata' ? says.user : says.app}</h2>
            <p className="hint">{kind === 'user_metadata' ? says.userHint : says.appHint}</p>
            <div className="user-json-editor">
              <Suspense fallback={<Skeleton lines={4} />}>
                <CodeEditor
                  value={texts[kind]}
                  label={kind === 'user_metadata' ? says.user : says.app}
                  keys={{ save }}
                  onChange={(text) => setTexts((now) => ({ ...now, [kind]: text }))}
                />
              </Suspense>
            </div>
            {parsed[kind] === undefined && (
              <p className="field-error" role="alert">
                <Icon name="problem" />
                {says.notJson}
              </p>
            )}
          </section>
        ))}
      </div>
      <div className="row">
        <Button
          variant="primary"
          writes
          busy={saving.isPending}
          blocked={isBroken ? says.notJson : isChanged ? undefined : says.unchanged}
          onClick={save}
        >
          {says.save}
        </Button>
        {isChanged && <Button onClick={() => take(base)}>{says.reset}</Button>}
      </div>
      {theirs && (
        <Dialog
          wide
          open
          onClose={() => setTheirs(undefined)}
          title={says.conflictTitle}
          description={says.conflictDetail}
        >
          <Suspense fallback={<Skeleton lines={4} />}>
            <CodeDiff before={bothOf(textsOf(theirs))} after={bothOf(texts)} language="json" />
          </Suspense>
          <div className="row end">
            <Button onClick={() => take(theirs)}>{says.theirs}</Button>
            <Button
              variant="danger"
              writes
              busy={saving.isPending}
              onClick={() => {
                setBase(theirs)
                setTheirs(undefined)
                saving.mutate(theirs)
              }}
            >
              {says.mine}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  )
}

/** Both kinds of metadata as one text. */
function bothOf(texts: { user_metadata: string; app_metadata: string }): string {
  const both = { user_metadata: parse(texts.user_metadata), app_metadata: parse(texts.app_metadata) }
  return `${JSON.stringify(both, null, 2)}\n`
}

function textsOf(user: User): { user_metadata: string; app_metadata: string } {
  return {
    user_metadata: JSON.stringify(user.user_metadata ?? {}, null, 2),
    app_metadata: JSON.stringify(user.app_metadata ?? {}, null, 2),
  }
}

function parse(text: string): Metadata | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function isSame(a: Metadata | undefined, b: Metadata | undefined): boolean {
  return JSON.stringify(a ?? {}) === JSON.stringify(b ?? {})
}

/** The API merges metadata: null removes a key. */
function changeOf(before: Metadata | undefined, after: Metadata | undefined): Metadata {
  const gone = Object.keys(before ?? {}).filter((key) => !Object.hasOwn(after ?? {}, key))
  return { ...after, ...Object.fromEntries(gone.map((key) => [key, null])) }
}
