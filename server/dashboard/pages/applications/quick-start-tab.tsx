/** The tab with code for an application. @module */
import { useQuery } from '@tanstack/react-query'
import { summariesQuery } from '../../api/connection-summaries.ts'
import { useApi } from '../../api/context.tsx'
import type { Command } from '../quick-start/quick-start.tsx'
import { QuickStart } from '../quick-start/quick-start.tsx'
import { useTargetApis } from './apis.ts'
import { signInCommand, tokenCommand } from './command.ts'
import { isPublic } from './credentials-group.tsx'
import type { Editing } from './use-application.ts'

/** The code needs neither connections nor APIs to be shown: it is complete as soon as they are known. */
export function QuickStartTab({ editing }: { editing: Editing }) {
  const { id, application, refusal, save } = editing
  const apis = useTargetApis()
  const command = useCommand(editing)
  return (
    <QuickStart
      client_id={id}
      kind={application.app_type}
      hasSecret={!isPublic(application)}
      settings={application}
      audience={apis.data?.find(({ is_system }) => !is_system)?.identifier}
      command={command}
      refusal={refusal}
      onComplete={save}
    />
  )
}

/** A command with the real IDs; secrets are names to be replaced. */
function useCommand({ id, application, summary }: Editing): Command | undefined {
  const connections = useQuery(summariesQuery(useApi()))
  const realm = connections.data?.find(({ ferry }) => ferry.client_ids.includes(id))?.name
  const { grant_types = [] } = application
  const caller = { client_id: id, secret: isPublic(application) ? ('none' as const) : ('stored' as const) }
  // The application that administers Ferry is not meant to sign people in.
  const isProgram = application.app_type === 'non_interactive' || summary.ferry.administers
  const getsTokens = grant_types.includes('client_credentials') && caller.secret === 'stored'
  if (getsTokens && isProgram)
    return { does: 'token', text: tokenCommand(caller, `${location.origin}/api/v2/`) }
  if (realm === undefined || !grant_types.includes('http://auth0.com/oauth/grant-type/password-realm'))
    return undefined
  return { does: 'signIn', text: signInCommand(caller, realm) }
}
