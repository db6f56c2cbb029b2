/** A tab for each of a connection’s seven scripts. @module */
import { Link } from 'wouter'
import type { Action } from '../../editor/index.tsx'
import { ACTIONS } from '../../editor/types/contract.ts'
import { paths } from '../../routes.ts'
import type { Connection } from '../../shell/connection-page.tsx'
import { editingText } from './draft/editing-text.ts'
import { liveScripts } from './draft/saving.ts'
import type { Scripts } from './draft/script-set.ts'
import { textOf } from './draft/script-set.ts'
import { isUsed } from './script-use.ts'

interface TabsProps {
  tenant: string
  action: Action
  connection: Connection
  /** Scripts of the draft; undefined while the draft is being read: then the live scripts are shown. */
  scripts: Scripts | undefined
  problems: ReadonlySet<Action>
}

/** Tabs are links, because each script has a URL. Scripts that never run in import mode are set apart. */
export function ScriptTabs({ connection, scripts, ...props }: TabsProps) {
  const live = liveScripts(connection)
  const options = connection.options ?? {}
  const used = ACTIONS.filter((one) => isUsed(one, options))
  const unused = ACTIONS.filter((one) => !isUsed(one, options))
  const says = editingText.tabs
  const tab = (one: Action, isUnused: boolean) => (
    <ScriptTab
      key={one}
      {...props}
      id={connection.id ?? ''}
      one={one}
      isUnused={isUnused}
      text={textOf(scripts ?? live, one)}
      live={textOf(live, one)}
    />
  )
  return (
    <nav className="tabs-list script-tabs" aria-label={says.label}>
      {used.map((one) => tab(one, false))}
      {unused.length > 0 && (
        <span className="script-group" title={says.unusedHint}>
          {says.unused}
        </span>
      )}
      {unused.map((one) => tab(one, true))}
    </nav>
  )
}

interface TabProps extends Pick<TabsProps, 'tenant' | 'action' | 'problems'> {
  id: string
  one: Action
  isUnused: boolean
  text: string | undefined
  live: string | undefined
}

function ScriptTab({ tenant, action, problems, id, one, isUnused, text, live }: TabProps) {
  const says = editingText.tabs
  const isSet = text !== undefined && text !== ''
  const shape = problems.has(one) ? 'problem' : isSet ? 'set' : 'unset'
  const differs = text !== live
  const words = [says.states[shape], differs && says.states.differs, isUnused && says.unused]
  return (
    <Link
      href={paths.script(tenant, id, one)}
      className={isUnused ? 'tab script-unused' : 'tab'}
      aria-current={one === action ? 'page' : undefined}
      title={isUnused ? says.unusedHint : undefined}
    >
      <span aria-hidden="true" className={`script-dot ${shape}${differs ? ' differs' : ''}`} />
      {one}
      <span className="unseen">{`, ${words.filter(Boolean).join(', ')}`}</span>
    </Link>
  )
}
