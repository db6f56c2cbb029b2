/** Public keys by which an application proves itself in place of a secret. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { Operations } from '../../api/operations.ts'
import { toldOf } from '../../api/problem.ts'
import { Part } from '../../shell/part.tsx'
import { Question } from '../../shell/question.tsx'
import { Button } from '../../ui/button.tsx'
import { Badge, CopyText } from '../../ui/data.tsx'
import { Foreign, inSentence } from '../../ui/foreign.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Table } from '../../ui/table.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { AddKey } from './add-key.tsx'
import { keyIdsOf } from './credentials-group.tsx'
import { proofText } from './proof-text.ts'
import type { Application, Editing } from './use-application.ts'
import { applicationKey, useApplicationRefusal } from './use-application.ts'

const { keys: says } = proofText

type Key = Operations['GET /api/v2/clients/{id}/credentials']['result'][number]

type Asked = { kind: 'add' } | { kind: 'use' | 'remove'; key: Key }

const ENDS = {
  name: says.ends,
  cell: ({ expires_at }: Key) => (expires_at === undefined ? says.never : <RelativeTime at={expires_at} />),
}

/** Adds, uses and deletes keys. The first key that is used ends the secret, after a question. */
export function KeysGroup({ editing }: { editing: Editing }) {
  const { id, application, summary } = editing
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const mayAdd = useApplicationRefusal(summary, 'create:client_credentials')
  const mayRemove = useApplicationRefusal(summary, 'delete:client_credentials')
  const mayChange = editing.refusal
  const [asked, setAsked] = useState<Asked>()
  const unseen = useRefusal('read:client_credentials')
  const queryKey = ['application', id, 'credentials']
  const keys = useQuery({
    queryKey,
    enabled: unseen === undefined,
    queryFn: ({ signal }) => client.call('GET /api/v2/clients/{id}/credentials', { params: { id }, signal }),
  })
  const counting = keyIdsOf(application)
  const use = async (ids: readonly string[]): Promise<void> => {
    const credentials = ids.map((one) => ({ id: one }))
    const { client_secret: _, ...after } = await client.call('PATCH /api/v2/clients/{id}', {
      params: { id },
      body: { client_authentication_methods: { private_key_jwt: { credentials } } },
    })
    queries.setQueryData<Application>(applicationKey(id), after)
  }
  const changing = useMutation({
    mutationFn: ({ ids }: { ids: readonly string[]; done: string }) => use(ids),
    onSuccess: (_after, { done }) => say({ title: done }),
    onError: (error) => say(toldOf(error)),
  })
  const reload = () => queries.invalidateQueries({ queryKey })
  const end = () => setAsked(undefined)
  if (unseen !== undefined) {
    return (
      <Group title={says.title} detail={says.detail}>
        <p className="hint">{unseen}</p>
      </Group>
    )
  }
  return (
    <Group title={says.title} detail={says.detail}>
      <Part query={keys}>
        {(all) => (
          <div className="stack wordy">
            {all.length === 0 ? (
              <p className="hint">{says.none}</p>
            ) : (
              <Table
                caption={says.caption}
                rows={all}
                rowKey={(key) => key.id}
                columns={[
                  {
                    name: says.name,
                    cell: ({ name }) =>
                      name === '' ? <span className="muted">{says.unnamed}</span> : <Foreign text={name} />,
                  },
                  { name: says.kid, cell: ({ kid }) => <CopyText text={kid} label={says.copyKid} /> },
                  { name: says.algorithm, cell: ({ alg }) => alg },
                  // A column of “never” would only take room.
                  ...(all.some(({ expires_at }) => expires_at !== undefined) ? [ENDS] : []),
                  {
                    name: says.state,
                    cell: (key) =>
                      counting.includes(key.id) ? (
                        <Badge tone="ok">{says.counts}</Badge>
                      ) : (
                        <Badge>{says.idle}</Badge>
                      ),
                  },
                ]}
                actions={{
                  label: says.actions,
                  cell: (key) =>
                    counting.includes(key.id) ? (
                      <Button
                        writes
                        busy={changing.isPending}
                        blocked={mayChange ?? (counting.length === 1 ? says.isLast : undefined)}
                        onClick={() =>
                          changing.mutate({
                            ids: counting.filter((one) => one !== key.id),
                            done: says.stopped,
                          })
                        }
                      >
                        {says.stop}
                      </Button>
                    ) : (
                      <span className="row">
                        <Button
                          writes
                          busy={changing.isPending}
                          blocked={mayChange}
                          onClick={() =>
                            counting.length === 0
                              ? setAsked({ kind: 'use', key })
                              : changing.mutate({ ids: [...counting, key.id], done: says.used })
                          }
                        >
                          {says.use}
                        </Button>
                        <Button writes blocked={mayRemove} onClick={() => setAsked({ kind: 'remove', key })}>
                          {says.remove}
                        </Button>
                      </span>
                    ),
                }}
              />
            )}
            <div className="row">
              <Button icon="plus" writes blocked={mayAdd} onClick={() => setAsked({ kind: 'add' })}>
                {says.add}
              </Button>
            </div>
          </div>
        )}
      </Part>
      {asked?.kind === 'add' && (
        <AddKey id={id} name={inSentence(application.name ?? id)} onAdded={reload} onClose={end} />
      )}
      {asked?.kind === 'use' && (
        <Question
          title={says.useFirstTitle(inSentence(application.name ?? id))}
          effects={says.useFirstEffects}
          submit={says.use}
          cancel={says.cancel}
          done={says.used}
          onSubmit={() => use([asked.key.id])}
          onClose={end}
        />
      )}
      {asked?.kind === 'remove' && (
        <Question
          title={says.removeTitle(inSentence(asked.key.name || asked.key.kid))}
          effects={says.removeEffects}
          submit={says.remove}
          cancel={says.cancel}
          done={says.removed}
          onSubmit={() =>
            client.call('DELETE /api/v2/clients/{id}/credentials/{credential_id}', {
              params: { id, credential_id: asked.key.id },
            })
          }
          onSettled={reload}
          onClose={end}
        />
      )}
    </Group>
  )
}
