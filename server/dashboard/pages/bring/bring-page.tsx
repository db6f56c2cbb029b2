/** The page that makes connections of scripts that somebody has already, such as those of Auth0. @module */
import { useQuery } from '@tanstack/react-query'
import type { ChangeEvent, DragEvent } from 'react'
import { useRef, useState } from 'react'
import { applicationsQuery } from '../../api/application-summaries.ts'
import { summariesQuery } from '../../api/connection-summaries.ts'
import { useApi, useSession } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { paths } from '../../routes.ts'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { TEXT } from '../../text.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { Field } from '../../ui/field.tsx'
import { visible } from '../../ui/foreign.tsx'
import { ownOf } from '../applications/kinds.ts'
import '../connection-settings/settings.css'
import type { BroughtFile } from './brought.ts'
import { findConnections } from './brought.ts'
import { BroughtForm } from './brought-form.tsx'
import { splitPasted } from './pasted.ts'
import type { GivenFile } from './read-files.ts'
import { chosenFiles, droppedFiles, readFiles } from './read-files.ts'
import { bringText } from './text.ts'

/** At `…/bring-scripts`. */
export function BringPage() {
  const says = bringText
  const { tenant } = useSession()
  const client = useApi()
  const refusal = useRefusal('create:connections')
  const connections = useQuery(summariesQuery(client))
  const applications = useQuery(applicationsQuery(client))
  const [files, setFiles] = useState<readonly BroughtFile[]>([])
  /** Counts the additions: the form below starts anew with each. */
  const [round, setRound] = useState(0)
  const add = (more: readonly BroughtFile[]): void => {
    setFiles((before) => [...before.filter(({ path }) => !more.some((one) => one.path === path)), ...more])
    setRound((before) => before + 1)
  }
  const brought = findConnections(files)
  return (
    <Page title={says.title} parent={{ href: paths.connections(tenant.name), label: TEXT.connections.title }}>
      <div className="stack settings">
        <p className="muted">{says.intro}</p>
        {refusal !== undefined && <Banner tone="info" title={refusal} />}
        <Drop onFiles={add} />
        <Paste onFiles={add} />
        {brought.notes.map((note) => (
          <Banner key={note} live tone="warn" title={note} />
        ))}
        {brought.connections.length > 0 && (
          <Part query={connections}>
            {(all) => (
              <Part query={applications}>
                {(clients) => (
                  <BroughtForm
                    key={round}
                    connections={brought.connections}
                    taken={all.map(({ name }) => name)}
                    applications={ownOf(clients)}
                    refusal={refusal}
                    onClear={() => setFiles([])}
                  />
                )}
              </Part>
            )}
          </Part>
        )}
      </div>
    </Page>
  )
}

function Drop({ onFiles }: { onFiles: (files: readonly BroughtFile[]) => void }) {
  const says = bringText
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)

  async function read(given: Promise<readonly GivenFile[]>): Promise<void> {
    setBusy(true)
    setFailure(undefined)
    try {
      onFiles(await readFiles(await given))
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>): void => {
    if (currentTarget.files) void read(Promise.resolve(chosenFiles(currentTarget.files)))
    currentTarget.value = ''
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    void read(droppedFiles(event.dataTransfer))
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside do the same by keyboard */}
      <div className="card stack" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <p>{says.drop}</p>
        <div className="row">
          <Button busy={busy} onClick={() => files.current?.click()}>
            {says.chooseFiles}
          </Button>
          <Button busy={busy} onClick={() => folder.current?.click()}>
            {says.chooseFolder}
          </Button>
        </div>
        <input ref={files} hidden type="file" multiple accept=".js,.cjs,.mjs,.json,.zip" onChange={choose} />
        <input
          ref={(input) => {
            folder.current = input
            // No property of React sets this.
            input?.setAttribute('webkitdirectory', '')
          }}
          hidden
          type="file"
          onChange={choose}
        />
      </div>
      {failure !== undefined && <Banner live tone="bad" title={visible(failure)} />}
    </>
  )
}

function Paste({ onFiles }: { onFiles: (files: readonly BroughtFile[]) => void }) {
  const says = bringText
  const [text, setText] = useState('')
  const add = (): void => {
    onFiles(
      splitPasted(text).map((script) => ({
        path: `${says.pastedName}/${script.action}.js`,
        text: script.text,
      })),
    )
    setText('')
  }
  return (
    <details>
      <summary>{says.paste}</summary>
      <div className="stack">
        <Field label={says.pasteLabel} hint={says.pasteHint}>
          {(control) => (
            <textarea
              {...control}
              className="input run-json"
              spellCheck={false}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          )}
        </Field>
        <div className="row">
          <Button blocked={text.trim() === '' ? says.nothingPasted : undefined} onClick={add}>
            {says.addPasted}
          </Button>
        </div>
      </div>
    </details>
  )
}
