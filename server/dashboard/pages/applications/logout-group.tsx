/** Where an application hears that a session has ended. @module */
import { Switch } from '../../ui/switch.tsx'
import { ApiHint, Group } from '../connection-settings/setting.tsx'
import { TextSetting } from '../connection-settings/text-setting.tsx'
import { FieldProblem } from './basics-group.tsx'
import { proofText } from './proof-text.ts'
import type { Change, Editing } from './use-application.ts'

const { logout: says } = proofText

type OidcLogout = NonNullable<Change['oidc_logout']>
type Initiators = NonNullable<OidcLogout['backchannel_logout_initiators']>
type End = NonNullable<Initiators['selected_initiators']>[number]

const ENDS = Object.keys(says.ends) as (keyof typeof says.ends)[]

/** The address, and with an address the ends of sessions that it hears of. */
export function LogoutGroup({ editing }: { editing: Editing }) {
  const { application, refusal, save } = editing
  const off = refusal !== undefined
  // The API has checked its members when they were stored.
  const stored = (application.oidc_logout ?? {}) as OidcLogout
  const [url = ''] = stored.backchannel_logout_urls ?? []
  const initiators: Initiators = stored.backchannel_logout_initiators ?? {}
  const chosen = initiators.selected_initiators ?? []
  const isEvery = initiators.mode !== 'custom'
  const change = (what: string, part: OidcLogout): void => save(what, { oidc_logout: { ...stored, ...part } })
  const choose = (what: string, part: Initiators): void =>
    change(what, { backchannel_logout_initiators: { ...initiators, ...part } })
  const [everyLabel, everyDetail] = says.everyEnd
  return (
    <Group title={says.title} detail={says.detail}>
      <TextSetting
        label={says.url}
        hint={<ApiHint option="oidc_logout.backchannel_logout_urls">{says.urlHint}</ApiHint>}
        value={url}
        disabled={off}
        refuse={(text) => (text.trim() === '' || isLogoutAddress(text.trim()) ? undefined : says.urlWrong)}
        onSave={(text) =>
          change(says.url, { backchannel_logout_urls: text.trim() === '' ? [] : [text.trim()] })
        }
      />
      {url !== '' && (
        <>
          <Switch
            label={everyLabel}
            hint={<ApiHint option="oidc_logout.backchannel_logout_initiators">{everyDetail}</ApiHint>}
            checked={isEvery}
            disabled={off}
            onChange={(next) =>
              choose(everyLabel, next ? { mode: 'all' } : { mode: 'custom', selected_initiators: ENDS })
            }
          />
          {!isEvery && (
            <ul className="application-switches">
              {ENDS.map((end) => (
                <li key={end}>
                  <Switch
                    label={says.ends[end][0]}
                    hint={
                      <>
                        {says.ends[end][1]} <code className="application-code">{end}</code>
                      </>
                    }
                    checked={chosen.includes(end)}
                    disabled={off}
                    onChange={(on) =>
                      choose(says.ends[end][0], { selected_initiators: withEnd(chosen, end, on) })
                    }
                  />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <FieldProblem editing={editing} field="oidc_logout" />
    </Group>
  )
}

function withEnd(chosen: readonly End[], end: End, on: boolean): End[] {
  const others = chosen.filter((one) => one !== end)
  return on ? [...others, end] : others
}

/** The rules of the server. */
function isLogoutAddress(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol) || text.includes('#')) return false
  return url.username === '' && url.password === ''
}
