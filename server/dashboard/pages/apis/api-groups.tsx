/** Basics, tokens and policies of an API, and what is stored only. @module */
import type { Api } from '../../api/apis.ts'
import { Problem } from '../../shell/part.tsx'
import { KeyValue } from '../../ui/data.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { ApiHint, Group, NumberSetting } from '../connection-settings/setting.tsx'
import { TextSetting } from '../connection-settings/text-setting.tsx'
import { durationText } from './duration.ts'
import { isName } from './names.ts'
import type { Change, Editing } from './queries.ts'
import { apiText, createApiText } from './text.ts'

const LONGEST_S = 2_592_000

const DIALECTS = Object.entries(apiText.tokens.dialects).map(([value, label]) => ({
  value: value as Api['token_dialect'],
  label,
}))

/** Name and identifier. */
export function BasicsGroup({ editing }: { editing: Editing }) {
  const { basics: says } = apiText
  const { shown: api, refusal, save } = editing
  return (
    <Group title={says.title}>
      <TextSetting
        label={says.name}
        value={api.name}
        disabled={refusal !== undefined}
        refuse={(text) => (isName(text) ? undefined : createApiText.nameWrong)}
        onSave={(name) => save(says.name, { name: name.trim() })}
      />
      <MemberProblem editing={editing} member="name" />
      <KeyValue
        entries={[
          [
            says.identifier,
            <code key="identifier">
              <Foreign text={api.identifier} />
            </code>,
          ],
        ]}
      />
      <p className="hint">{says.identifierHint}</p>
    </Group>
  )
}

/** What access tokens for the API are like, and who gets refresh tokens. */
export function TokensGroup({ editing }: { editing: Editing }) {
  const { tokens: says, policies } = apiText
  const { shown: api, refusal, save } = editing
  const disabled = refusal !== undefined
  const [offline, offlineDetail] = says.offline
  const [enforce, enforceDetail] = policies.enforce
  const [consent, consentDetail] = policies.consent
  return (
    <>
      <Group title={says.title}>
        <NumberSetting
          label={says.lifetime}
          hint={
            <ApiHint option="token_lifetime">{says.lifetimeHint(durationText(api.token_lifetime))}</ApiHint>
          }
          value={api.token_lifetime}
          min={1}
          max={LONGEST_S}
          disabled={disabled}
          onSave={(seconds) => seconds !== undefined && save(says.lifetime, { token_lifetime: seconds })}
        />
        <MemberProblem editing={editing} member="token_lifetime" />
        <NumberSetting
          label={says.webLifetime}
          hint={
            <ApiHint option="token_lifetime_for_web">
              {says.webLifetimeHint(durationText(api.token_lifetime_for_web))}
            </ApiHint>
          }
          value={api.token_lifetime_for_web}
          min={1}
          max={LONGEST_S}
          disabled={disabled}
          onSave={(seconds) =>
            seconds !== undefined && save(says.webLifetime, { token_lifetime_for_web: seconds })
          }
        />
        <MemberProblem editing={editing} member="token_lifetime_for_web" />
        <Switch
          label={offline}
          hint={<ApiHint option="allow_offline_access">{offlineDetail}</ApiHint>}
          checked={api.allow_offline_access}
          disabled={disabled}
          onChange={(on) => save(offline, { allow_offline_access: on })}
        />
        <MemberProblem editing={editing} member="allow_offline_access" />
        <Select
          label={says.dialect}
          hint={<ApiHint option="token_dialect">{says.dialectHint}</ApiHint>}
          disabled={disabled}
          choices={DIALECTS}
          value={api.token_dialect}
          onChange={(dialect) =>
            dialect !== api.token_dialect && save(says.dialect, { token_dialect: dialect })
          }
        />
        <MemberProblem editing={editing} member="token_dialect" />
        <KeyValue entries={[[says.algorithm, api.signing_alg]]} />
      </Group>
      <Group title={policies.title}>
        <Switch
          label={enforce}
          hint={<ApiHint option="enforce_policies">{enforceDetail}</ApiHint>}
          checked={api.enforce_policies}
          disabled={disabled}
          onChange={(on) => save(enforce, { enforce_policies: on })}
        />
        <MemberProblem editing={editing} member="enforce_policies" />
        <Switch
          label={consent}
          hint={
            <ApiHint option="skip_consent_for_verifiable_first_party_clients">{consentDetail}</ApiHint>
          }
          checked={api.skip_consent_for_verifiable_first_party_clients}
          disabled={disabled}
          onChange={(on) => save(consent, { skip_consent_for_verifiable_first_party_clients: on })}
        />
        <MemberProblem editing={editing} member="skip_consent_for_verifiable_first_party_clients" />
      </Group>
    </>
  )
}

/** Explains, below a setting, why it could not be saved. */
export function MemberProblem({ editing, member }: { editing: Editing; member: keyof Change }) {
  const error = editing.problemOf(member)
  return error && <Problem error={error} />
}

/** Members that the page shows elsewhere. */
const OBEYED = new Set([
  'id',
  'name',
  'is_system',
  'identifier',
  'scopes',
  'signing_alg',
  'token_lifetime',
  'token_lifetime_for_web',
  'allow_offline_access',
  'enforce_policies',
  'token_dialect',
  'skip_consent_for_verifiable_first_party_clients',
])

/** Settings that deployment tools have stored and that nothing reads. Renders nothing without any. */
export function KeptGroup({ api }: { api: Api }) {
  const { kept: says } = apiText
  const kept = Object.entries(api).filter(([member]) => !OBEYED.has(member))
  if (kept.length === 0) return null
  return (
    <Group title={says.title} detail={says.detail}>
      <KeyValue
        entries={kept.map(([member, value]) => [
          member,
          <code key={member}>
            <Foreign text={JSON.stringify(value)} most={500} />
          </code>,
        ])}
      />
    </Group>
  )
}
