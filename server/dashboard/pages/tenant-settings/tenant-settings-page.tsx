/** The settings of the tenant. Each is saved on its own. @module */
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { TenantSettings } from '../../api/tenant-settings.ts'
import { tenantSettingsQuery } from '../../api/tenant-settings.ts'
import { Part } from '../../shell/part.tsx'
import { SettingsPage } from '../../shell/settings-page.tsx'
import { Banner } from '../../ui/data.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { TextSetting } from '../connection-settings/text-setting.tsx'
import { KeysGroup } from './keys-group.tsx'
import { LanguagesGroup } from './languages-group.tsx'
import { MemberProblem } from './member-problem.tsx'
import { SessionsGroup } from './sessions-group.tsx'
import { tenantText } from './text.ts'
import { RulesGroup, TokensGroup } from './tokens-group.tsx'
import type { Saves } from './use-tenant-settings.ts'
import { useTenantSaves } from './use-tenant-settings.ts'

const LONGEST_NAME = 200

/** At `…/settings`. */
export function TenantSettingsPage() {
  const refusal = useRefusal('read:tenant_settings')
  const query = useQuery({ ...tenantSettingsQuery(useApi()), enabled: refusal === undefined })
  return (
    <SettingsPage tab="general">
      {refusal === undefined ? (
        <Part query={query}>{(read) => <Groups read={read} />}</Part>
      ) : (
        <Banner tone="info" title={tenantText.readRefused}>
          <p>{refusal}</p>
        </Banner>
      )}
    </SettingsPage>
  )
}

function Groups({ read }: { read: TenantSettings }) {
  const saves = useTenantSaves(read)
  return (
    <div className="stack settings">
      {saves.refusal !== undefined && (
        <Banner tone="info" title={tenantText.refused}>
          <p>{saves.refusal}</p>
        </Banner>
      )}
      {saves.isConflict && (
        <Banner tone="warn" live title={tenantText.conflict.title}>
          <p>{tenantText.conflict.detail}</p>
        </Banner>
      )}
      <PeopleGroup saves={saves} />
      <SessionsGroup saves={saves} />
      <LanguagesGroup saves={saves} />
      <TokensGroup saves={saves} />
      <RulesGroup saves={saves} />
      <KeysGroup />
    </div>
  )
}

function PeopleGroup({ saves }: { saves: Saves }) {
  const { people: says } = tenantText
  const { shown, refusal, save } = saves
  const disabled = refusal !== undefined
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
  return (
    <Group title={says.title} detail={says.detail}>
      <TextSetting
        label={says.name}
        hint={says.nameHint}
        value={shown.friendly_name ?? ''}
        disabled={disabled}
        refuse={(text) => (text.trim().length > LONGEST_NAME ? says.nameLong : undefined)}
        onSave={(text) => save(says.name, { friendly_name: orNull(text) })}
      />
      <MemberProblem saves={saves} member="friendly_name" />
      <TextSetting
        label={says.supportEmail}
        hint={says.supportEmailHint}
        value={shown.support_email ?? ''}
        disabled={disabled}
        refuse={(text) =>
          text.trim() === '' || isEmailLike(text.trim()) ? undefined : says.supportEmailWrong
        }
        onSave={(text) => save(says.supportEmail, { support_email: orNull(text) })}
      />
      <MemberProblem saves={saves} member="support_email" />
      <TextSetting
        label={says.supportUrl}
        hint={says.supportUrlHint}
        value={shown.support_url ?? ''}
        disabled={disabled}
        refuse={(text) =>
          text.trim() === '' || isWebAddress(text.trim()) ? undefined : says.supportUrlWrong
        }
        onSave={(text) => save(says.supportUrl, { support_url: orNull(text) })}
      />
      <MemberProblem saves={saves} member="support_url" />
    </Group>
  )
}

/** The server decides what an address is; this finds slips of the pen. */
function isEmailLike(text: string): boolean {
  const [local = '', domain = '', ...more] = text.split('@')
  return local !== '' && domain.includes('.') && more.length === 0 && !text.includes(' ')
}

function isWebAddress(text: string): boolean {
  return ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? '')
}
