/** How long sessions of people last, and where a sign-out may lead. @module */
import { Switch } from '../../ui/switch.tsx'
import { LinesSetting } from '../applications/lines-setting.tsx'
import { ApiHint, Group, NumberSetting } from '../connection-settings/setting.tsx'
import { MemberProblem } from './member-problem.tsx'
import { tenantText } from './text.ts'
import type { Saves } from './use-tenant-settings.ts'

const MOST_SESSION_H = 8_760

/** Lifetimes, the cookie, and addresses after a sign-out. */
export function SessionsGroup({ saves }: { saves: Saves }) {
  const { sessions: says } = tenantText
  const { shown, refusal, save } = saves
  const off = refusal !== undefined
  const [cookieLabel, cookieDetail] = says.cookie
  return (
    <Group title={says.title} detail={says.detail}>
      <NumberSetting
        label={says.longest}
        hint={<ApiHint option="session_lifetime">{says.longestHint}</ApiHint>}
        value={shown.session_lifetime}
        min={1}
        max={MOST_SESSION_H}
        disabled={off}
        onSave={(hours) => hours !== undefined && save(says.longest, { session_lifetime: hours })}
      />
      <MemberProblem saves={saves} member="session_lifetime" />
      <NumberSetting
        label={says.idle}
        hint={<ApiHint option="idle_session_lifetime">{says.idleHint}</ApiHint>}
        value={shown.idle_session_lifetime}
        min={1}
        max={MOST_SESSION_H}
        disabled={off}
        onSave={(hours) => hours !== undefined && save(says.idle, { idle_session_lifetime: hours })}
      />
      <MemberProblem saves={saves} member="idle_session_lifetime" />
      <Switch
        label={cookieLabel}
        hint={<ApiHint option="session_cookie.mode">{cookieDetail}</ApiHint>}
        checked={shown.session_cookie?.mode !== 'non-persistent'}
        disabled={off}
        onChange={(on) =>
          save(cookieLabel, { session_cookie: { mode: on ? 'persistent' : 'non-persistent' } })
        }
      />
      <MemberProblem saves={saves} member="session_cookie" />
      <LinesSetting
        field="allowed_logout_urls"
        label={says.logoutUrls}
        hint={<ApiHint option="allowed_logout_urls">{says.logoutUrlsHint}</ApiHint>}
        saveLabel={says.saveLogoutUrls}
        placeholder={says.logoutUrlsExample}
        entries={shown.allowed_logout_urls ?? []}
        refusal={refusal}
        onSave={(addresses) => save(says.logoutUrls, { allowed_logout_urls: addresses })}
      />
      <MemberProblem saves={saves} member="allowed_logout_urls" />
    </Group>
  )
}
