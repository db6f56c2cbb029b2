/** A connection's scripts: one editor, seven tabs, and a test run beside them. @module */
import { useQueryClient } from '@tanstack/react-query'
import { Fragment, Suspense, useRef, useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { useApi, useSession } from '../../api/context.tsx'
import type { Action, CodeEditorHandle, Problem } from '../../editor/index.tsx'
import { CodeDiff, CodeEditor } from '../../editor/index.tsx'
import { paths } from '../../routes.ts'
import type { Connection } from '../../shell/connection-page.tsx'
import { ConnectionPage } from '../../shell/connection-page.tsx'
import { Problem as Failure } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { ACTIONS, isUsed } from './actions.ts'
import { ConfigurationDrawer } from './configuration-drawer.tsx'
import type { RunMemory } from './run-memory.ts'
import { useRunMemory } from './run-memory.ts'
import { RunPanel } from './run-panel.tsx'
import { configurationKeys, saveScript, scriptOf } from './saving.ts'
import './scripts.css'
import type { Template } from './template.ts'
import { templateScript } from './template.ts'
import { TemplateDialog } from './template-dialog.tsx'
import { scriptsText } from './text.ts'
import { unsavedText } from './unsaved.ts'

/** At `…/connections/:id/scripts/:script`. */
export function ScriptsPage() {
  const { tenant = '', id = '', script = '' } = useParams()
  const action = ACTIONS.find((one) => one === script) ?? 'login'
  const runs = useRunMemory(id)
  return (
    <ConnectionPage
      fill
      id={id}
      tab="scripts"
      inner={(connection) => <ScriptTabs tenant={tenant} action={action} connection={connection} />}
    >
      {({ connection }) => (
        <ScriptWork
          key={`${id}/${action}`}
          runs={runs}
          id={id}
          tenant={tenant}
          action={action}
          connection={connection}
        />
      )}
    </ConnectionPage>
  )
}

/** Links, for each script has an address. */
function ScriptTabs({
  tenant,
  action,
  connection,
}: {
  tenant: string
  action: Action
  connection: Connection
}) {
  const { member } = useSession()
  const id = connection.id ?? ''
  const options = connection.options ?? {}
  return (
    <nav className="tabs-list script-tabs" aria-label={scriptsText.scripts}>
      {ACTIONS.map((one, index) => {
        const isSet = scriptOf(connection, one) !== ''
        const isChanged = unsavedText(member.member_id, id, one).read() !== null
        const state = isChanged ? 'changed' : isSet ? 'set' : 'unset'
        const used = isUsed(one, options)
        const isFirstUnused = !used && index > 0 && isUsed(ACTIONS[index - 1] ?? one, options)
        return (
          <Fragment key={one}>
            {isFirstUnused && (
              <span className="script-group" aria-hidden="true">
                {scriptsText.unused}
              </span>
            )}
            <Link
              href={paths.script(tenant, id, one)}
              className={used ? 'tab' : 'tab script-unused'}
              aria-current={one === action ? 'page' : undefined}
              title={used ? undefined : scriptsText.unusedHint}
            >
              <span aria-hidden="true" className={`script-dot ${state}`} />
              {one}
              <span className="unseen">
                {`, ${scriptsText.states[state]}${used ? '' : `, ${scriptsText.unused}`}`}
              </span>
            </Link>
          </Fragment>
        )
      })}
    </nav>
  )
}

interface WorkProps {
  id: string
  tenant: string
  action: Action
  connection: Connection
  runs: RunMemory
}

function ScriptWork({ id, tenant, action, connection, runs }: WorkProps) {
  const client = useApi()
  const queries = useQueryClient()
  const { member } = useSession()
  const [, navigate] = useLocation()
  const stored = unsavedText(member.member_id, id, action)
  /** What the text began with; another one saved meanwhile is a conflict. */
  const [base, setBase] = useState(() => scriptOf(connection, action))
  const [text, setText] = useState(() => stored.read() ?? base)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [saving, setSaving] = useState(false)
  const [said, setSaid] = useState(() => (text === base ? '' : scriptsText.unsavedRestored))
  const [failure, setFailure] = useState<Error>()
  const [theirs, setTheirs] = useState<string>()
  const [layer, setLayer] = useState<'templates' | 'configuration'>()
  const say = useToast()
  const editor = useRef<CodeEditorHandle>(null)
  const start = useRef<(() => void) | null>(null)
  const isChanged = text !== base
  const isBroken = problems.some(({ isSyntax }) => isSyntax)

  function change(next: string): void {
    setText(next)
    setSaid('')
    stored.write(next === base ? null : next)
  }

  async function save(from = base): Promise<void> {
    if (saving || isBroken) return
    setSaving(true)
    setFailure(undefined)
    try {
      const result = await saveScript(client, id, action, { base: from, text })
      if (result.kind === 'conflict') setTheirs(result.theirs)
      else {
        stored.write(null)
        setBase(text)
        setTheirs(undefined)
        setSaid(scriptsText.saved(action))
        await queries.invalidateQueries({ queryKey: ['connection', id] })
      }
    } catch (error) {
      setFailure(error as Error)
    } finally {
      setSaving(false)
    }
  }

  function takeTheirs(): void {
    if (theirs === undefined) return
    stored.write(null)
    setBase(theirs)
    setText(theirs)
    setTheirs(undefined)
  }

  /** Each script's text waits unsaved in its tab; those that stood there come back with one press. */
  function begin(template: Template): void {
    const before = ACTIONS.map((one) => ({ one, text: unsavedText(member.member_id, id, one).read() }))
    for (const one of ACTIONS) {
      const next = templateScript(template, one)
      const saved = one === action ? base : scriptOf(connection, one)
      unsavedText(member.member_id, id, one).write(next === saved ? null : next)
    }
    setText(templateScript(template, action))
    setLayer(undefined)
    say({
      title: scriptsText.templates.used(template.name),
      undo() {
        for (const { one, text: old } of before) unsavedText(member.member_id, id, one).write(old)
        setText(stored.read() ?? base)
      },
    })
  }

  /** As it stands on the page, saved or not. */
  const textOf = (one: Action): string =>
    one === action ? text : (unsavedText(member.member_id, id, one).read() ?? scriptOf(connection, one))
  const keys = configurationKeys(connection)
  const blocked = isBroken ? scriptsText.cannotCompile : isChanged ? undefined : scriptsText.nothingToSave
  return (
    <div className="scripts">
      <div className="scripts-bar">
        {!isUsed(action, connection.options ?? {}) && <span className="muted">{scriptsText.unusedHint}</span>}
        <span role="status">{said}</span>
        <span className="grow" />
        <Button onClick={() => setLayer('templates')}>{scriptsText.templates.open}</Button>
        <Button onClick={() => setLayer('configuration')}>
          {scriptsText.configuration.open(keys.length)}
        </Button>
        {isChanged && <Button onClick={() => change(base)}>{scriptsText.discard}</Button>}
        <Button variant="primary" busy={saving} writes blocked={blocked} onClick={() => void save()}>
          {scriptsText.save(action)}
        </Button>
      </div>
      {failure && <Failure error={failure} />}
      <div className="scripts-work">
        <Suspense fallback={<Skeleton lines={12} />}>
          <CodeEditor
            ref={editor}
            value={text}
            onChange={change}
            onProblems={setProblems}
            script={{
              action,
              configurationKeys: keys,
              hasContext: connection.options?.enable_script_context === true,
            }}
            keys={{
              run: () => start.current?.(),
              save: () => void (isChanged && save()),
              deploy: () => void (isChanged && save()),
              tab: (index) => {
                const other = ACTIONS[index - 1]
                if (other) navigate(paths.script(tenant, id, other))
              },
            }}
          />
        </Suspense>
        <RunPanel
          connectionId={id}
          action={action}
          source={text}
          importing={connection.options?.import_mode === true}
          hasContext={connection.options?.enable_script_context === true}
          textOf={textOf}
          memory={runs}
          start={start}
          onPlace={(line, column) => editor.current?.goTo(line, column)}
        />
      </div>
      <ConfigurationDrawer
        id={id}
        textOf={textOf}
        open={layer === 'configuration'}
        onClose={() => setLayer(undefined)}
      />
      <TemplateDialog
        open={layer === 'templates'}
        action={action}
        onClose={() => setLayer(undefined)}
        onUse={begin}
      />
      <Dialog
        wide
        open={theirs !== undefined}
        onClose={() => setTheirs(undefined)}
        title={scriptsText.conflict.title(action)}
        description={scriptsText.conflict.description}
      >
        <div className="scripts-diff">
          <Suspense fallback={<Skeleton />}>
            <CodeDiff before={theirs ?? ''} after={text} />
          </Suspense>
        </div>
        <div className="row end">
          <Button onClick={takeTheirs}>{scriptsText.conflict.theirs}</Button>
          <Button variant="danger" busy={saving} onClick={() => void save(theirs)}>
            {scriptsText.conflict.mine}
          </Button>
        </div>
      </Dialog>
    </div>
  )
}
