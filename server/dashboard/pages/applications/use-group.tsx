/** Commands with which an application can be tried. @module */
import { useQuery } from '@tanstack/react-query'
import { summariesQuery } from '../../api/connection-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { Output } from '../scripts/run/output.tsx'
import { signInCommand, tokenCommand } from './command.ts'
import { isPublic } from './credentials-group.tsx'
import { applicationText } from './text.ts'
import type { Editing } from './use-application.ts'

/** A command with the real IDs; secrets are names to be replaced. */
export function UseGroup({ editing: { id, application, summary } }: { editing: Editing }) {
  const { use: says } = applicationText
  const connections = useQuery(summariesQuery(useApi()))
  const realm = connections.data?.find(({ ferry }) => ferry.client_ids.includes(id))?.name
  const { grant_types = [] } = application
  const caller = { client_id: id, secret: isPublic(application) ? ('none' as const) : ('stored' as const) }
  const signsIn =
    realm !== undefined && grant_types.includes('http://auth0.com/oauth/grant-type/password-realm')
  // The application that administers Ferry is not meant to sign people in.
  const isProgram = application.app_type === 'non_interactive' || summary.ferry.administers
  const getsTokens = grant_types.includes('client_credentials') && caller.secret === 'stored'
  const command =
    getsTokens && isProgram
      ? tokenCommand(caller, `${location.origin}/api/v2/`)
      : signsIn
        ? signInCommand(caller, realm)
        : undefined
  return (
    <Group title={says.title}>
      {command === undefined ? (
        <p className="hint">{says.nothing}</p>
      ) : (
        <>
          <p className="hint">{isProgram && getsTokens ? says.token : says.signIn}</p>
          <Output label={says.label} text={command} />
          <div className="row">
            <CopyButton text={command}>{says.copy}</CopyButton>
          </div>
        </>
      )}
    </Group>
  )
}
