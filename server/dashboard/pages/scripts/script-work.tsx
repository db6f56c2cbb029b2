/** The editor of one script, the test run beside it, and the actions on the draft. @module */
import { Suspense, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useSession } from '../../api/context.tsx'
import type { Action, CodeEditorHandle } from '../../editor/index.tsx'
import { CodeEditor } from '../../editor/index.tsx'
import { ACTIONS } from '../../editor/types/contract.ts'
import { paths } from '../../routes.ts'
import type { Connection } from '../../shell/connection-page.tsx'
import { Problem as Failure } from '../../shell/part.tsx'
import { Skeleton } from '../../ui/data.tsx'
import { useToast } from '../../ui/toast.tsx'
import { ConfigurationDrawer } from './configuration/configuration-drawer.tsx'
import { DeployDialog } from './draft/deploy-dialog.tsx'
import { conflictTitle, DraftBanners } from './draft/draft-banners.tsx'
import { DraftStatus } from './draft/draft-status.tsx'
import type { Drafting, DraftState } from './draft/drafting.ts'
import { editingText } from './draft/editing-text.ts'
import { MergeDialog } from './draft/merge-dialog.tsx'
import { configurationKeys, liveScripts } from './draft/saving.ts'
import { sameScripts, tooLong, withScript } from './draft/script-set.ts'
import { useDeploy } from './draft/use-deploy.ts'
import { useMerge } from './draft/use-merge.ts'
import { NextStep } from './next-step.tsx'
import { NoScripts } from './no-scripts.tsx'
import { usePageKeys } from './page-keys.ts'
import type { RunMemory } from './run/run-memory.ts'
import { RunPanel } from './run/run-panel.tsx'
import { isUsed } from './script-use.ts'
import { ScriptsBar } from './scripts-bar.tsx'
import type { Template } from './templates/template.ts'
import { templateScript } from './templates/template.ts'
import { TemplateDialog } from './templates/template-dialog.tsx'

interface WorkProps {
  id: string
  tenant: string
  action: Action
  connection: Connection
  drafting: Drafting
  state: DraftState
  runs: RunMemory
}

interface Place {
  script: string
  line: number
  column: number
}

/** The whole page below the tabs. */
export function ScriptWork({ id, tenant, action, connection, drafting, state, runs }: WorkProps) {
  const [, navigate] = useLocation()
  const { member } = useSession()
  const say = useToast()
  const deploying = useDeploy(id, drafting)
  const merging = useMerge(id, drafting)
  const [layer, setLayer] = useState<'templates' | 'configuration'>()
  const [isWriting, setWriting] = useState(false)
  const [place, setPlace] = useState<Place>()
  const editor = useRef<CodeEditorHandle>(null)
  const start = useRef<(() => void) | null>(null)
  /** true after a shortcut of the editor opened another script: the person continues to type there. */
  const refocuses = useRef(false)

  const { scripts, server, save } = state
  const options = connection.options ?? {}
  const live = liveScripts(connection)
  const text = scripts[action] ?? ''
  const canWrite = member.role !== 'viewer' && member.role !== 'support'
  const { bar } = editingText
  const long = tooLong(scripts)
  const changeBlocked = canWrite ? undefined : bar.viewer
  const inTheWay =
    changeBlocked ??
    (save.kind === 'conflict' ? bar.mergeFirst : long === undefined ? undefined : bar.tooLong(long))
  const isLive = sameScripts(scripts, live)
  const deployBlocked = inTheWay ?? (isLive ? bar.same(server.live_version) : undefined)
  const isSaved = save.kind === 'saved'

  // The place may be in a script that is only opened now.
  useEffect(() => {
    if (place?.script !== action) return
    editor.current?.goTo(place.line, place.column)
    setPlace(undefined)
  }, [place, action])

  useEffect(() => {
    if (refocuses.current) editor.current?.focus()
    refocuses.current = false
  }, [action])

  function change(next: string): void {
    drafting.edit(withScript(scripts, action, next === '' ? undefined : next))
    deploying.forget()
  }

  function goTo({ script, line, column }: Place): void {
    setPlace({ script, line, column })
    navigate(paths.script(tenant, id, script))
  }

  function begin(template: Template): void {
    const before = drafting.state().scripts
    const needed = ACTIONS.filter((one) => isUsed(one, options))
    const next = needed.reduce(
      (all, one) => withScript(all, one, templateScript(template, one) || undefined),
      before,
    )
    drafting.edit(next)
    deploying.forget()
    setLayer(undefined)
    say({ title: editingText.templateUsed(template.name), undo: () => drafting.edit(before) })
  }

  const textOf = (one: Action): string => scripts[one] ?? ''
  const keys = {
    run: () => start.current?.(),
    save: () => void (inTheWay === undefined && drafting.saveNow()),
    deploy: () => void (deployBlocked === undefined && !deploying.busy && deploying.deploy()),
    tab(index: number) {
      const other = ACTIONS[index - 1]
      if (other) navigate(paths.script(tenant, id, other))
    },
  }
  usePageKeys(keys)

  const configured = configurationKeys(connection)
  const isEmpty = !isWriting && isLive && Object.values(scripts).every((one) => one === '')
  return (
    <div className="scripts">
      <ScriptsBar
        hint={isUsed(action, options) ? undefined : editingText.tabs.unusedHint}
        keyCount={configured.length}
        nextVersion={server.live_version + 1}
        busy={deploying.busy}
        isSaving={save.kind === 'saving'}
        saveBlocked={inTheWay ?? (isSaved ? bar.isSaved : undefined)}
        deployBlocked={deployBlocked}
        changeBlocked={changeBlocked}
        isDraft={!isLive || server.exists}
        historyPath={paths.history(tenant, id)}
        onTemplates={() => setLayer('templates')}
        onConfiguration={() => setLayer('configuration')}
        onSave={keys.save}
        onDiscard={deploying.discard}
        onReview={deploying.review}
        onDeploy={keys.deploy}
      />
      {canWrite && (
        <NextStep
          tenant={tenant}
          id={id}
          connection={connection}
          onConfiguration={() => setLayer('configuration')}
        />
      )}
      <DraftBanners
        state={state}
        refusal={deploying.refusal}
        onMerge={() => void merging.open()}
        onRetry={() => void drafting.saveNow()}
        onPlace={(script, line, column) => goTo({ script, line, column })}
      />
      {merging.failure && <Failure error={merging.failure} onRetry={() => void merging.open()} />}
      {isEmpty && canWrite ? (
        <NoScripts action={action} onUse={begin} onWrite={() => setWriting(true)} />
      ) : (
        <div className="scripts-work">
          <Suspense fallback={<Skeleton lines={12} />}>
            <CodeEditor
              key={action}
              ref={editor}
              value={text}
              readOnly={!canWrite}
              onChange={change}
              script={{
                action,
                configurationKeys: configured,
                hasContext: options.enable_script_context === true,
              }}
              status={<DraftStatus state={state} />}
              keys={{
                ...keys,
                tab(index) {
                  refocuses.current = true
                  keys.tab(index)
                },
              }}
            />
          </Suspense>
          <RunPanel
            key={`run ${action}`}
            connectionId={id}
            action={action}
            source={text}
            importing={options.import_mode === true}
            hasContext={options.enable_script_context === true}
            textOf={textOf}
            memory={runs}
            start={start}
            onPlace={(line, column) => editor.current?.goTo(line, column)}
          />
        </div>
      )}
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
      {deploying.isReviewing && (
        <DeployDialog
          server={server}
          live={live}
          scripts={scripts}
          busy={deploying.busy}
          blocked={deployBlocked}
          onClose={deploying.closeReview}
          onDeploy={deploying.confirm}
          onMerge={() => {
            deploying.closeReview()
            void merging.open()
          }}
          onConfiguration={() => {
            deploying.closeReview()
            setLayer('configuration')
          }}
        />
      )}
      {merging.merge && (
        <MergeDialog
          title={conflictTitle(state)}
          sides={merging.merge.sides}
          onClose={merging.close}
          onMerged={merging.finish}
        />
      )}
    </div>
  )
}
