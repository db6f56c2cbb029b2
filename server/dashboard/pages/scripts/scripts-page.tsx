/** The scripts of a connection: one draft, seven tabs, an editor and test runs. @module */

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useParams } from 'wouter'
import type { Action } from '../../editor/index.tsx'
import { ACTIONS } from '../../editor/types/contract.ts'
import type { Connection } from '../../shell/connection-page.tsx'
import { ConnectionPage, connectionKey } from '../../shell/connection-page.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { Part } from '../../shell/part.tsx'
import { configurationKeys, liveScripts } from './draft/saving.ts'
import type { Scripts } from './draft/script-set.ts'
import { useRunMemory } from './run/run-memory.ts'
import { useScriptProblems } from './script-problems.ts'
import { ScriptTabs } from './script-tabs.tsx'
import { ScriptWork } from './script-work.tsx'
import './scripts.css'
import { useDraft } from './draft/use-draft.ts'

/** At `…/connections/:id/scripts/:script`. */
export function ScriptsPage() {
  const { tenant = '', id = '', script = '' } = useParams()
  const action = ACTIONS.find((one) => one === script)
  if (action === undefined) return <NotFound />
  // The draft belongs to the connection: each script is another view of it.
  return <ConnectionScripts key={id} tenant={tenant} id={id} action={action} />
}

interface PageProps {
  tenant: string
  id: string
  action: Action
}

function ConnectionScripts({ tenant, id, action }: PageProps) {
  const { query, drafting, state } = useDraft(id)
  const runs = useRunMemory(id)
  const queries = useQueryClient()
  const version = query.data?.live_version
  // Another person's deployment changes the version that the tabs compare with.
  useEffect(() => {
    const known = queries.getQueryData<{ etag: string }>(connectionKey(id))
    if (version === undefined || known === undefined || known.etag === `"${version}"`) return
    void queries.invalidateQueries({ queryKey: connectionKey(id) })
  }, [queries, id, version])
  return (
    <ConnectionPage
      fill
      id={id}
      tab="scripts"
      inner={(connection) => (
        <Tabs tenant={tenant} action={action} connection={connection} draft={state?.scripts} />
      )}
    >
      {({ connection }) => (
        <Part query={query}>
          {() =>
            drafting &&
            state && (
              <ScriptWork
                tenant={tenant}
                id={id}
                action={action}
                connection={connection}
                drafting={drafting}
                state={state}
                runs={runs}
              />
            )
          }
        </Part>
      )}
    </ConnectionPage>
  )
}

function Tabs({
  tenant,
  action,
  connection,
  draft,
}: Omit<PageProps, 'id'> & { connection: Connection; draft: Scripts | undefined }) {
  const scripts = draft ?? liveScripts(connection)
  const problems = useScriptProblems(scripts, {
    configurationKeys: configurationKeys(connection),
    hasContext: connection.options?.enable_script_context === true,
  })
  return (
    <ScriptTabs
      tenant={tenant}
      action={action}
      connection={connection}
      scripts={scripts}
      problems={problems}
    />
  )
}
