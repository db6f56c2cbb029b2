/** The dialog that starts a real sign-in at an application. @module */
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { Select } from '../../ui/select.tsx'
import { trySignInText } from './text.ts'
import '../connection-settings/settings.css'

const USUAL_SCOPES = 'openid profile email'
/** `value` of the choice without an API; no identifier is empty. */
const NO_API = ''

/** @param props.connections names of those that are on for the application @param props.apis those that a person can get a token for */
export function TryDialog({
  client_id,
  name,
  connections,
  apis,
  onClose,
}: {
  client_id: string
  name: string
  connections: readonly string[]
  apis: readonly { identifier: string; name: string }[]
  onClose: () => void
}) {
  const { start: says } = trySignInText
  const client = useApi()
  const [connection = '', setConnection] = useState(connections[0])
  const [audience, setAudience] = useState(NO_API)
  const [scope, setScope] = useState(USUAL_SCOPES)
  const starting = useMutation({
    mutationFn: async () => {
      const { url } = await client.call('POST /api/v2/clients/{id}/try-sign-in', {
        params: { id: client_id },
        body: {
          connection,
          ...(audience === NO_API ? {} : { audience }),
          ...(scope.trim() === '' ? {} : { scope: scope.trim() }),
        },
      })
      const { origin } = new URL(url)
      // The session of the dashboard is at its own host alone.
      if (origin !== location.origin) return { kind: 'other_host' as const, origin }
      return { kind: 'started' as const, url, opened: window.open(url, '_blank') !== null }
    },
    onSuccess: (result) => {
      if (result.kind === 'started' && result.opened) onClose()
    },
    gcTime: 0,
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!starting.isPending) starting.mutate()
  }
  const result = starting.data
  return (
    <Dialog open onClose={onClose} title={says.title(inSentence(name))} description={says.detail}>
      <form className="stack" onSubmit={submit} noValidate>
        <ul className="settings-effects">
          {says.effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
        {connections.length > 1 && (
          <Select
            label={says.connection}
            choices={connections.map((value) => ({ value, label: inSentence(value) }))}
            value={connection}
            onChange={setConnection}
          />
        )}
        {apis.length > 0 && (
          <Select
            label={says.api}
            choices={[
              { value: NO_API, label: says.noApi },
              ...apis.map((api) => ({ value: api.identifier, label: inSentence(api.name) })),
            ]}
            value={audience}
            onChange={setAudience}
          />
        )}
        <TextField
          label={says.scopes}
          hint={says.scopesHint}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
          value={scope}
          onChange={(event) => setScope(event.target.value)}
        />
        {starting.error && <Problem error={starting.error} />}
        {result?.kind === 'other_host' && <Banner tone="bad" live title={says.otherHost(result.origin)} />}
        {result?.kind === 'started' && !result.opened && (
          <Banner tone="info" live title={says.blockedWindow}>
            <p>{says.blockedWindowDetail}</p>
            <p>
              <a href={result.url} target="_blank" rel="noopener">
                {says.link}
              </a>
            </p>
          </Banner>
        )}
        <div className="row end settings-buttons">
          <Button onClick={onClose}>{says.cancel}</Button>
          <Button type="submit" variant="primary" writes busy={starting.isPending}>
            {says.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
