/** The metadata of a user as JSON. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { User } from '../users/queries.ts'
import { usersText } from '../users/text.ts'

type Metadata = { [key: string]: unknown }

const KINDS = ['user_metadata', 'app_metadata'] as const

const ROWS = 9

/** Written whole; what somebody else has saved meanwhile is shown first. */
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
      say({ title: usersText.saved })
      await queries.invalidateQueries({ queryKey: ['user', id] })
    },
  })
  function take(now: User): void {
    setBase(now)
    setTexts(textsOf(now))
    setTheirs(undefined)
  }
  const isBroken = KINDS.some((kind) => parsed[kind] === undefined)
  return (
    <div className="stack">
      {saving.error && <Problem error={saving.error} />}
      {KINDS.map((kind) => (
        <Field
          key={kind}
          label={kind === 'user_metadata' ? usersText.userMetadata : usersText.appMetadata}
          hint={usersText.metadataHint}
          error={parsed[kind] === undefined ? usersText.notJson : undefined}
        >
          {(control) => (
            <textarea
              {...control}
              className="input mono"
              rows={ROWS}
              spellCheck={false}
              value={texts[kind]}
              onChange={(event) => setTexts({ ...texts, [kind]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <div className="row">
        <Button
          variant="primary"
          writes
          busy={saving.isPending}
          blocked={isBroken ? usersText.notJson : undefined}
          onClick={() => saving.mutate(base)}
        >
          {usersText.saveMetadata}
        </Button>
      </div>
      {theirs && (
        <Dialog
          wide
          open
          onClose={() => setTheirs(undefined)}
          title={usersText.conflictTitle}
          description={usersText.conflictDetail}
        >
          {[textsOf(theirs), texts].map((side, index) => (
            <pre key={index === 0 ? 'theirs' : 'mine'} className="user-raw">
              {`user_metadata ${side.user_metadata}\napp_metadata ${side.app_metadata}`}
            </pre>
          ))}
          <div className="row end">
            <Button onClick={() => take(theirs)}>{usersText.theirs}</Button>
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
              {usersText.mine}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  )
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

/** The API merges: a key that went is null. */
function changeOf(before: Metadata | undefined, after: Metadata | undefined): Metadata {
  const gone = Object.keys(before ?? {}).filter((key) => !Object.hasOwn(after ?? {}, key))
  return { ...after, ...Object.fromEntries(gone.map((key) => [key, null])) }
}
