/** The settings of protection. Each is saved on its own. @module */
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { TenantSettings } from '../../api/tenant-settings.ts'
import { tenantSettingsQuery } from '../../api/tenant-settings.ts'
import { Part, Problem } from '../../shell/part.tsx'
import { SettingsPage } from '../../shell/settings-page.tsx'
import { Banner } from '../../ui/data.tsx'
import { Switch } from '../../ui/switch.tsx'
import { ApiHint, Group } from '../connection-settings/setting.tsx'
import { AddressTest } from './address-test.tsx'
import { Conflict } from './conflict.tsx'
import { BruteGroup, ThrottlingGroup } from './guess-groups.tsx'
import { protectionText } from './text.ts'
import { bruteQuery, throttlingQuery, useRecentSaves } from './use-protection.ts'

/** At `…/settings/protection`. Editors, who write scripts, see the test of an address alone. */
export function ProtectionPage() {
  const client = useApi()
  const readRefusal = useRefusal('read:attack_protection')
  const updateRefusal = useRefusal('update:attack_protection')
  const testRefusal = useRefusal('update:connections')
  const enabled = readRefusal === undefined
  const settings = useQuery({ ...tenantSettingsQuery(client), enabled })
  const brute = useQuery({ ...bruteQuery(client), enabled })
  const throttling = useQuery({ ...throttlingQuery(client), enabled })
  return (
    <SettingsPage tab="protection">
      <div className="stack settings">
        {readRefusal !== undefined && (
          <Banner tone="info" title={protectionText.readRefused}>
            <p>{readRefusal}</p>
          </Banner>
        )}
        {enabled && updateRefusal !== undefined && (
          <Banner tone="info" title={protectionText.refused}>
            <p>{updateRefusal}</p>
          </Banner>
        )}
        {enabled && (
          <>
            <Part query={settings}>{(read) => <RecentGroup read={read} />}</Part>
            <Part query={brute}>{(read) => <BruteGroup read={read} />}</Part>
            <Part query={throttling}>{(read) => <ThrottlingGroup read={read} />}</Part>
          </>
        )}
        <AddressTest refusal={testRefusal} />
      </div>
    </SettingsPage>
  )
}

function RecentGroup({ read }: { read: TenantSettings }) {
  const { members: says } = protectionText
  const { shown, refusal, save, problemOf, isConflict } = useRecentSaves(read)
  const [label, detail] = says.recent
  const error = problemOf('ferry_recent_sign_in')
  return (
    <Group title={says.title}>
      {isConflict && <Conflict />}
      <Switch
        label={label}
        hint={<ApiHint option="ferry_recent_sign_in">{detail}</ApiHint>}
        checked={shown.ferry_recent_sign_in}
        disabled={refusal !== undefined}
        onChange={(on) => save(label, { ferry_recent_sign_in: on })}
      />
      {error && <Problem error={error} />}
    </Group>
  )
}
