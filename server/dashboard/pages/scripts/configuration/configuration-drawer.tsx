/** The drawer in which the configuration is changed. No stored value is shown again. @module */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi, useSession } from '../../../api/context.tsx'
import type { Operations } from '../../../api/operations.ts'
import type { Action } from '../../../editor/index.tsx'
import { ACTIONS } from '../../../editor/types/contract.ts'
import { HelpLink } from '../../../shell/help-link.tsx'
import { Problem as Failure, Part } from '../../../shell/part.tsx'
import { Button } from '../../../ui/button.tsx'
import { Badge, Banner, Empty } from '../../../ui/data.tsx'
import { Drawer } from '../../../ui/dialog.tsx'
import { inSentence } from '../../../ui/foreign.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { TestConnection } from '../../test-connection/test-connection.tsx'
import type { WriteValue, WriteValues } from './configuration-forms.tsx'
import { AddKeys, ValueForm } from './configuration-forms.tsx'
import type { KeyUse } from './key-uses.ts'
import { keyUses, optionalKeys } from './key-uses.ts'
import { PlainProposal } from './plain-proposal.tsx'
import './configuration.css'
import { configurationText } from './text.ts'

type StoredKey = Operations['GET /api/v2/connections/{id}/configuration']['result']['keys'][number]

interface DrawerProps {
  id: string
  open: boolean
  /** @returns the text of any script on the page, saved or not */
  textOf: (action: Action) => string
  onClose: () => void
}

/** Opens beside the editor. */
export function ConfigurationDrawer({ id, open, textOf, onClose }: DrawerProps) {
  const says = configurationText
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={says.title}
      description={
        <>
          {says.description} <HelpLink topic="configuration" />
        </>
      }
    >
      <Keys id={id} textOf={textOf} />
    </Drawer>
  )
}

function Keys({ id, textOf }: Pick<DrawerProps, 'id' | 'textOf'>) {
  const client = useApi()
  const queries = useQueryClient()
  const [failure, setFailure] = useState<Error>()
  const query = useQuery({
    queryKey: ['connection', id, 'configuration'],
    queryFn: ({ signal }) =>
      client.call('GET /api/v2/connections/{id}/configuration', { params: { id }, signal }),
  })
  const texts = ACTIONS.map((action) => ({ action, text: textOf(action) }))
  const uses = keyUses(texts)

  async function write(work: () => Promise<void>): Promise<boolean> {
    setFailure(undefined)
    try {
      await work()
      return true
    } catch (error) {
      setFailure(error as Error)
      return false
    } finally {
      await queries.invalidateQueries({ queryKey: ['connection', id] })
    }
  }

  const put: WriteValue = (key, value) =>
    write(() =>
      client.call('PUT /api/v2/connections/{id}/configuration/{key}', {
        params: { id, key },
        body: { value },
      }),
    )
  const putAll: WriteValues = (values) =>
    write(() =>
      client.call('PATCH /api/v2/connections/{id}/configuration', { params: { id }, body: { values } }),
    )
  const setSecret = (key: string, isSecret: boolean): Promise<boolean> =>
    write(() =>
      client.call('PATCH /api/v2/connections/{id}/configuration', {
        params: { id },
        body: { secret: { [key]: isSecret } },
      }),
    )
  const remove = (key: string): Promise<boolean> =>
    write(() => client.call('DELETE /api/v2/connections/{id}/configuration/{key}', { params: { id, key } }))

  return (
    <div className="configuration">
      {failure && <Failure error={failure} />}
      <Part query={query}>
        {({ keys }) => (
          <div className="configuration">
            <PlainProposal id={id} keys={keys} />
            <KeyList keys={keys} uses={uses} onPut={put} onRemove={remove} onSecret={setSecret} />
            <TestConnection tested={{ kind: 'connection', id }} />
            <AddKeys
              known={keys.map(({ key }) => key)}
              missing={[...uses].filter(([key]) => !keys.some((one) => one.key === key)).map(([key]) => key)}
              optional={optionalKeys(texts)}
              onPut={put}
              onPutAll={putAll}
            />
          </div>
        )}
      </Part>
    </div>
  )
}

interface KeyWrites {
  onPut: WriteValue
  onRemove: (key: string) => Promise<boolean>
  onSecret: (key: string, isSecret: boolean) => Promise<boolean>
}

function KeyList({
  keys,
  uses,
  ...writes
}: KeyWrites & { keys: readonly StoredKey[]; uses: ReadonlyMap<string, KeyUse[]> }) {
  const says = configurationText
  if (keys.length === 0) return <Empty>{says.empty}</Empty>
  return (
    <ul className="keys" aria-label={says.keys}>
      {keys.map((stored) => (
        <KeyRow
          key={stored.key}
          stored={stored}
          uses={usesOf(stored, uses.get(stored.key) ?? [])}
          {...writes}
        />
      ))}
    </ul>
  )
}

/** Uses in the texts on the page, which may be newer, as well as uses in the live scripts. */
function usesOf({ used_by }: StoredKey, here: readonly KeyUse[]): readonly KeyUse[] {
  const live = used_by
    .filter((action) => !here.some((use) => use.action === action))
    .map((action) => ({ action: action as Action, lines: [] }))
  return [...here, ...live]
}

function KeyRow({
  stored: { key, secret, set_at, set_by, set_by_name },
  uses,
  onPut,
  onRemove,
  onSecret,
}: KeyWrites & { stored: StoredKey; uses: readonly KeyUse[] }) {
  const says = configurationText
  const { plain } = says
  const { member } = useSession()
  const [doing, setDoing] = useState<'change' | 'remove' | 'show'>()
  const [busy, setBusy] = useState(false)

  async function write(work: () => Promise<boolean>): Promise<void> {
    setBusy(true)
    await work()
    setBusy(false)
    setDoing(undefined)
  }
  const remove = (): Promise<void> => write(() => onRemove(key))

  return (
    <li className="key-row">
      <div className="key-line">
        <code className="key-name">{key}</code>
        <div className="key-acts">
          <Button
            variant="quiet"
            aria-label={says.changeOf(key)}
            aria-expanded={doing === 'change'}
            onClick={() => setDoing(doing === 'change' ? undefined : 'change')}
          >
            {says.change}
          </Button>
          <Button
            variant="quiet"
            aria-label={secret ? plain.showOf(key) : plain.hideOf(key)}
            writes
            onClick={() => (secret ? setDoing('show') : void write(() => onSecret(key, true)))}
          >
            {secret ? plain.show : plain.hide}
          </Button>
          <Button
            variant="quiet"
            aria-label={says.removeOf(key)}
            busy={busy}
            writes
            onClick={() => (uses.length > 0 ? setDoing('remove') : void remove())}
          >
            {says.remove}
          </Button>
        </div>
      </div>
      <p className="small muted">
        <span aria-hidden="true">•••• </span>
        {says.set} <RelativeTime at={set_at} />{' '}
        {says.by(set_by === member.member_id ? says.you : inSentence(set_by_name ?? set_by))}
      </p>
      {!secret && <Badge tone="info">{plain.shown}</Badge>}
      {uses.length === 0 ? (
        <Badge tone="warn">{says.unused}</Badge>
      ) : (
        <p className="small">
          <span className="muted">{says.usedBy} </span>
          <Uses uses={uses} />
        </p>
      )}
      {doing === 'change' && (
        <ValueForm
          label={says.newValue(key)}
          onCancel={() => setDoing(undefined)}
          onSave={async (value) => {
            const isDone = await onPut(key, value)
            if (isDone) setDoing(undefined)
            return isDone
          }}
        />
      )}
      {doing === 'show' && (
        <Banner
          live
          tone="warn"
          title={plain.ask(key)}
          actions={
            <>
              <Button busy={busy} writes onClick={() => void write(() => onSecret(key, false))}>
                {plain.confirm}
              </Button>
              <Button onClick={() => setDoing(undefined)}>{says.cancel}</Button>
            </>
          }
        >
          <p>{plain.effect}</p>
        </Banner>
      )}
      {doing === 'remove' && (
        <Banner
          live
          tone="warn"
          title={says.removeUsed(key)}
          actions={
            <>
              <Button variant="danger" busy={busy} writes onClick={() => void remove()}>
                {says.removeAnyway(key)}
              </Button>
              <Button onClick={() => setDoing(undefined)}>{says.cancel}</Button>
            </>
          }
        >
          <p>
            {says.removeEffect} <Uses uses={uses} />
          </p>
        </Banner>
      )}
    </li>
  )
}

function Uses({ uses }: { uses: readonly KeyUse[] }) {
  const says = configurationText
  return uses.map(({ action, lines }, index) => (
    <span key={action}>
      {index > 0 && ' · '}
      <code>{action}</code>{' '}
      <span className="muted">{lines.length === 0 ? says.liveOnly : says.lines(lines)}</span>
    </span>
  ))
}
