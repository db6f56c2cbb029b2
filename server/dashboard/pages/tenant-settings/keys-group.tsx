/** The keys that sign the tenant's tokens. @module */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { Operations } from '../../api/operations.ts'
import { Part } from '../../shell/part.tsx'
import { Question } from '../../shell/question.tsx'
import { Button } from '../../ui/button.tsx'
import type { Tone } from '../../ui/data.tsx'
import { Badge, CopyText } from '../../ui/data.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Table } from '../../ui/table.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { tenantText } from './text.ts'

type Key = Operations['GET /api/v2/keys/signing']['result'][number]

const { keys: says } = tenantText

type State = keyof typeof says.states

const TONES: { readonly [state in State]: Tone } = {
  current: 'ok',
  next: 'info',
  previous: 'plain',
  revoked: 'bad',
}

const KEY = ['signing-keys']

/** The keys with their states; each action asks first, and says what happens to tokens. */
export function KeysGroup() {
  const refusal = useRefusal('read:signing_keys')
  return (
    <Group title={says.title} detail={says.detail}>
      {refusal === undefined ? <Keys /> : <p className="hint">{refusal}</p>}
    </Group>
  )
}

function Keys() {
  const client = useApi()
  const queries = useQueryClient()
  const refusal = useRefusal('update:signing_keys')
  const [asked, setAsked] = useState<Key | 'rotate'>()
  const keys = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }): Promise<Key[]> => client.call('GET /api/v2/keys/signing', { signal }),
  })
  return (
    <Part query={keys}>
      {(all) => (
        <div className="stack wordy">
          <Table
            caption={says.caption}
            rows={all}
            rowKey={({ kid }) => kid}
            columns={[
              {
                name: says.key,
                cell: ({ kid }) => <CopyText text={kid} label={says.copyKey} />,
              },
              {
                name: says.state,
                cell: (key) => <Badge tone={TONES[stateOf(key)]}>{says.states[stateOf(key)]}</Badge>,
              },
              { name: says.meaning, cell: (key) => says.stateDetails[stateOf(key)] },
              { name: says.since, cell: ({ current_since }) => timeOf(current_since) },
              {
                name: says.until,
                cell: ({ current_until, revoked_at }) => timeOf(current_until ?? revoked_at),
              },
            ]}
            actions={{
              label: says.actions,
              cell: (key) =>
                stateOf(key) === 'previous' && (
                  <Button writes blocked={refusal} onClick={() => setAsked(key)}>
                    {says.revoke}
                  </Button>
                ),
            }}
          />
          <div className="row">
            <Button writes blocked={refusal} onClick={() => setAsked('rotate')}>
              {says.rotate}
            </Button>
            <a href="/.well-known/jwks.json" target="_blank" rel="noopener">
              {says.published}
            </a>
          </div>
          {asked === 'rotate' && (
            <Question
              title={says.rotateTitle}
              effects={says.rotateEffects}
              submit={says.rotate}
              done={says.rotated}
              onSubmit={() => client.call('POST /api/v2/keys/signing/rotate', { body: {} })}
              cancel={says.cancel}
              onSettled={() => queries.invalidateQueries({ queryKey: KEY })}
              onClose={() => setAsked(undefined)}
            />
          )}
          {asked !== undefined && asked !== 'rotate' && (
            <Question
              title={says.revokeTitle(asked.kid)}
              effects={says.revokeEffects}
              submit={says.revoke}
              done={says.revoked}
              onSubmit={() =>
                client.call('PUT /api/v2/keys/signing/{kid}/revoke', { params: { kid: asked.kid }, body: {} })
              }
              cancel={says.cancel}
              onSettled={() => queries.invalidateQueries({ queryKey: KEY })}
              onClose={() => setAsked(undefined)}
            />
          )}
        </div>
      )}
    </Part>
  )
}

function stateOf({ current, next, revoked }: Key): State {
  if (revoked) return 'revoked'
  if (current) return 'current'
  return next ? 'next' : 'previous'
}

const timeOf = (at: string | undefined): ReactNode => (at === undefined ? null : <RelativeTime at={at} />)
