/** How an application gets tokens. @module */
import { Banner } from '../../ui/data.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { Switch } from '../../ui/switch.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { FieldProblem } from './basics-group.tsx'
import { isPublic } from './credentials-group.tsx'
import { isServed, SERVED_GRANTS, SIGN_IN_GRANTS } from './kinds.ts'
import { applicationText, GRANT_NAMES } from './text.ts'
import type { Editing } from './use-application.ts'

/** A switch for each grant that Ferry serves; the application's other grants are listed. */
export function GrantsGroup({ editing }: { editing: Editing }) {
  const { grants: says } = applicationText
  const { application, refusal, save } = editing
  const { grant_types = [], app_type } = application
  const others = grant_types.filter((grant) => !isServed(grant))
  const signsIn = SIGN_IN_GRANTS.some((grant) => grant_types.includes(grant))
  return (
    <Group title={says.title} detail={says.detail}>
      {!signsIn && app_type !== 'non_interactive' && (
        <Banner tone="warn" title={says.cannotSignIn}>
          <p>{says.cannotSignInDetail}</p>
        </Banner>
      )}
      <ul className="application-switches">
        {SERVED_GRANTS.map((grant) => {
          const [name, detail] = GRANT_NAMES[grant]
          const isIdle = grant === 'client_credentials' && isPublic(application)
          return (
            <li key={grant}>
              <Switch
                label={name}
                hint={
                  <>
                    {isIdle ? says.needsSecret : detail} <code className="application-code">{grant}</code>
                  </>
                }
                checked={grant_types.includes(grant)}
                disabled={refusal !== undefined}
                onChange={(on) =>
                  save(name, {
                    grant_types: on ? [...grant_types, grant] : grant_types.filter((one) => one !== grant),
                  })
                }
              />
            </li>
          )
        })}
      </ul>
      <FieldProblem editing={editing} field="grant_types" />
      {others.length > 0 && <p className="hint">{says.kept(others.map(inSentence).join(', '))}</p>}
    </Group>
  )
}
