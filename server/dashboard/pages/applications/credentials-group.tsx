/** How an application authenticates itself. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyText, KeyValue } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { proofText } from './proof-text.ts'
import { Secret } from './secret.tsx'
import { applicationsText, applicationText, secretText } from './text.ts'
import type { Application, Change, Editing } from './use-application.ts'
import { applicationKey, useApplicationRefusal } from './use-application.ts'

/** @returns whether the application has no secret */
export function isPublic({ token_endpoint_auth_method }: Application): boolean {
  return token_endpoint_auth_method === 'none'
}

/** @returns IDs of the public keys that count; none while the application has a secret or is public */
export function keyIdsOf({ client_authentication_methods }: Application): string[] {
  // The API has checked its members when they were stored.
  const methods = client_authentication_methods as Change['client_authentication_methods']
  return methods?.private_key_jwt.credentials.map(({ id }) => id) ?? []
}

/** Client ID and secret. */
export function CredentialsGroup({ editing }: { editing: Editing }) {
  const { credentials: says } = applicationText
  const { id, application, summary } = editing
  const mayRotate = useApplicationRefusal(summary, 'update:client_keys')
  const mayChange = useApplicationRefusal(summary, 'update:clients')
  const [asking, setAsking] = useState(false)
  const usesKeys = keyIdsOf(application).length > 0
  const hasNone = usesKeys || isPublic(application)
  const secret = usesKeys ? proofText.keys.inPlace : hasNone ? says.noSecret : says.stored
  return (
    <Group title={says.title}>
      <KeyValue
        entries={[
          [applicationsText.id, <CopyText key="id" text={id} label={applicationsText.copyId} />],
          [applicationsText.secret, secret],
        ]}
      />
      <div className="row">
        <Button icon="key" writes blocked={hasNone ? mayChange : mayRotate} onClick={() => setAsking(true)}>
          {hasNone ? says.add : says.rotate}
        </Button>
      </div>
      {asking && <SecretDialog editing={editing} onClose={() => setAsking(false)} />}
    </Group>
  )
}

/** Says what stops working, then creates a new secret and shows it. */
function SecretDialog({ editing, onClose }: { editing: Editing; onClose: () => void }) {
  const { credentials: says } = applicationText
  const { id, application, summary } = editing
  const client = useApi()
  const queries = useQueryClient()
  // The value when the dialog was opened.
  const [usesKeys] = useState(keyIdsOf(application).length > 0)
  const [adds] = useState(usesKeys || isPublic(application))
  const making = useMutation({
    mutationFn: async () => {
      const params = { id }
      const { client_secret, ...after } = adds
        ? await client.call('PATCH /api/v2/clients/{id}', {
            params,
            body: { token_endpoint_auth_method: 'client_secret_post' },
          })
        : await client.call('POST /api/v2/clients/{id}/rotate-secret', { params, body: {} })
      queries.setQueryData<Application>(applicationKey(id), after)
      return client_secret ?? ''
    },
    gcTime: 0,
  })
  const name = inSentence(application.name ?? id)
  const title = (adds ? says.addTitle : says.rotateTitle)(name)
  if (making.data !== undefined) {
    return (
      <Dialog open onClose={onClose} title={title}>
        <Secret client_id={id} client_secret={making.data} />
        <div className="row end">
          <Button variant="primary" onClick={onClose}>
            {secretText.done}
          </Button>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog open onClose={onClose} title={title}>
      <div className="stack">
        <ul className="effects">
          {(usesKeys ? proofText.keys.leaveEffects : adds ? says.addEffects : says.rotateEffects).map(
            (effect) => (
              <li key={effect}>{effect}</li>
            ),
          )}
          {summary.ferry.administers && <li>{says.rotateAdministration}</li>}
        </ul>
        {making.error && <Problem error={making.error} />}
        <div className="row end">
          <Button onClick={onClose}>{applicationsText.cancel}</Button>
          <Button
            variant={adds ? 'primary' : 'danger'}
            writes
            busy={making.isPending}
            onClick={() => making.mutate()}
          >
            {adds ? says.add : says.rotate}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
