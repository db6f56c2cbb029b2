/** Code for ten libraries, filled with the values of one application. @module */
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Banner } from '../../ui/data.tsx'
import { TextField } from '../../ui/field.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Select } from '../../ui/select.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { Output } from '../scripts/run/output.tsx'
import { BROWSER_SNIPPETS } from './browser-snippets.ts'
import type { Settings } from './missing.ts'
import { completed, missingOf } from './missing.ts'
import { SERVER_SNIPPETS } from './server-snippets.ts'
import type { Place, Snippet } from './snippet.ts'
import { originOf } from './snippet.ts'
import { quickStartText } from './text.ts'

/** Every library that has a page of code; curl is beside them. */
const SNIPPETS: readonly Snippet[] = [...BROWSER_SNIPPETS, ...SERVER_SNIPPETS]

const CURL = 'curl'
const USUAL_APP = 'http://localhost:3000'

/** The shell command, and what it does. */
export interface Command {
  does: 'signIn' | 'token'
  text: string
}

/** @param props.onComplete saves lists of the application @param props.refusal why nothing can be saved */
export function QuickStart({
  client_id,
  kind,
  hasSecret,
  settings,
  audience,
  command,
  refusal,
  onComplete,
}: {
  client_id: string
  kind: string | undefined
  hasSecret: boolean
  settings: Settings
  audience: string | undefined
  command: Command | undefined
  refusal: string | undefined
  onComplete: (what: string, change: { [field in keyof Settings]?: string[] }) => void
}) {
  const says = quickStartText
  const fitting = SNIPPETS.filter(({ kinds }) => kind !== undefined && kinds.includes(kind))
  const offered = [...fitting, ...SNIPPETS.filter((one) => !fitting.includes(one))].map(({ name }) => name)
  const names = kind === 'non_interactive' ? [CURL, ...offered] : [...offered, CURL]
  const [chosen = names[0], setChosen] = useState<string>()
  const [typed = firstOrigin(settings) ?? USUAL_APP, setTyped] = useState<string>()
  const app = originOf(typed)
  const snippet = SNIPPETS.find(({ name }) => name === chosen)
  const place: Place = { issuer: location.origin, client_id, app: app ?? USUAL_APP, audience }
  return (
    <Group title={says.title} detail={says.detail}>
      <div className="settings-level">
        <Select
          label={says.library}
          choices={names.map((value) => ({ value, label: value }))}
          value={chosen ?? null}
          onChange={setChosen}
        />
        {snippet?.needs(place).callbacks !== undefined && (
          <TextField
            label={says.address}
            hint={says.addressHint}
            error={app === undefined ? says.addressWrong : undefined}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </div>
      {snippet === undefined ? (
        <CurlCommand command={command} />
      ) : (
        <>
          <Setup
            snippet={snippet}
            place={place}
            settings={settings}
            hasSecret={hasSecret}
            refusal={refusal ?? (app === undefined ? says.addressWrong : undefined)}
            onComplete={onComplete}
          />
          {snippet.files(place).map(({ name, code }) => (
            <div key={name} className="settings-list">
              <div className="row settings-buttons">
                <h3>
                  <code>{name}</code>
                </h3>
                <span className="grow" />
                <CopyButton text={code}>{says.copy(name)}</CopyButton>
              </div>
              <Output label={name} text={code} isCode />
            </div>
          ))}
        </>
      )}
    </Group>
  )
}

/** What the application lacks for the code, with a button that adds it. */
function Setup({
  snippet,
  place,
  settings,
  hasSecret,
  refusal,
  onComplete,
}: {
  snippet: Snippet
  place: Place
  settings: Settings
  hasSecret: boolean
  refusal: string | undefined
  onComplete: (what: string, change: { [field in keyof Settings]?: string[] }) => void
}) {
  const says = quickStartText
  const missing = missingOf(settings, snippet.needs(place))
  const readsSecret = snippet.files(place).some(({ code }) => code.includes('CLIENT_SECRET'))
  // A public client proves itself by PKCE alone.
  const canGoWithout = snippet.kinds.includes('native')
  return (
    <>
      {missing.length > 0 ? (
        <Banner
          tone="warn"
          title={says.missing}
          actions={
            <Button
              writes
              blocked={refusal}
              onClick={() => onComplete(says.completed, completed(settings, missing))}
            >
              {says.complete}
            </Button>
          }
        >
          <ul className="settings-effects">
            {missing.map(({ field, entry }) => (
              <li key={`${field} ${entry}`}>
                <Foreign text={says.fields[field](entry)} />
              </li>
            ))}
          </ul>
        </Banner>
      ) : (
        Object.keys(snippet.needs(place)).length > 0 && <p className="hint">{says.ready}</p>
      )}
      {snippet.needs_https && place.issuer.startsWith('http:') && (
        <Banner tone="info" title={says.needsHttps} />
      )}
      {readsSecret && hasSecret && <p className="hint">{says.needsSecret}</p>}
      {readsSecret && !hasSecret && !canGoWithout && <Banner tone="warn" title={says.noSecret} />}
    </>
  )
}

function CurlCommand({ command }: { command: Command | undefined }) {
  const says = quickStartText
  if (command === undefined) return <p className="hint">{says.nothing}</p>
  return (
    <>
      <p className="hint">{says[command.does]}</p>
      <Output label={says.command} text={command.text} />
      <div className="row settings-buttons">
        <CopyButton text={command.text}>{says.copyCommand}</CopyButton>
      </div>
    </>
  )
}

/** @returns the origin of the first callback that is a page */
function firstOrigin({ callbacks = [] }: Settings): string | undefined {
  return callbacks.map(originOf).find((origin) => origin !== undefined)
}
