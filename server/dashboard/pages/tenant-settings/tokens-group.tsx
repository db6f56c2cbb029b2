/** What tokens are for, and what requests must have. @module */
import { useQuery } from '@tanstack/react-query'
import { apisQuery } from '../../api/apis.ts'
import { summariesQuery } from '../../api/connection-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import type { Choice } from '../../ui/select.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { ApiHint, Group } from '../connection-settings/setting.tsx'
import { MemberProblem } from './member-problem.tsx'
import { tenantText } from './text.ts'
import type { Saves } from './use-tenant-settings.ts'

const { tokens: says, rules: rulesSay } = tenantText

/** The default audience and connection, and tokens for unknown audiences. */
export function TokensGroup({ saves }: { saves: Saves }) {
  const client = useApi()
  const { shown, refusal, save } = saves
  const apis = useQuery(apisQuery(client))
  const connections = useQuery(summariesQuery(client))
  const [label, detail] = says.anyAudience
  const audiences = (apis.data ?? []).filter(({ is_system }) => is_system !== true)
  return (
    <Group title={says.title}>
      <Select
        label={says.audience}
        hint={<ApiHint option="default_audience">{says.audienceHint}</ApiHint>}
        disabled={refusal !== undefined || apis.data === undefined}
        choices={choicesOf(
          says.noAudience,
          audiences.map(({ identifier, name }) => [
            identifier,
            `${inSentence(name)} (${inSentence(identifier)})`,
          ]),
          shown.default_audience,
        )}
        value={shown.default_audience ?? ''}
        onChange={(value) => save(says.audience, { default_audience: value === '' ? null : value })}
      />
      <MemberProblem saves={saves} member="default_audience" />
      <Select
        label={says.directory}
        hint={<ApiHint option="default_directory">{says.directoryHint}</ApiHint>}
        disabled={refusal !== undefined || connections.data === undefined}
        choices={choicesOf(
          says.noDirectory,
          (connections.data ?? []).map(({ name }) => [name, inSentence(name)]),
          shown.default_directory,
        )}
        value={shown.default_directory ?? ''}
        onChange={(value) => save(says.directory, { default_directory: value === '' ? null : value })}
      />
      <MemberProblem saves={saves} member="default_directory" />
      <Switch
        label={label}
        hint={<ApiHint option="ferry_any_audience">{detail}</ApiHint>}
        checked={shown.ferry_any_audience}
        disabled={refusal !== undefined}
        onChange={(on) => save(label, { ferry_any_audience: on })}
      />
      <MemberProblem saves={saves} member="ferry_any_audience" />
    </Group>
  )
}

/** @returns none, the known values, and the stored one if it is not known (any more) */
function choicesOf(
  none: string,
  known: readonly (readonly [value: string, label: string])[],
  stored: string | undefined,
): readonly Choice[] {
  const all = known.map(([value, label]) => ({ value, label }))
  const isKnown = stored === undefined || all.some(({ value }) => value === stored)
  return [
    { value: '', label: none },
    ...all,
    ...(isKnown ? [] : [{ value: stored, label: inSentence(stored) }]),
  ]
}

type Flag =
  | 'enable_public_signup_user_exists_error'
  | 'require_pushed_authorization_requests'
  | 'enable_dynamic_client_registration'

/** Flags that Ferry obeys. */
export function RulesGroup({ saves }: { saves: Saves }) {
  const flags: readonly (readonly [Flag, readonly [label: string, detail: string]])[] = [
    ['enable_public_signup_user_exists_error', rulesSay.tellsExisting],
    ['require_pushed_authorization_requests', rulesSay.pushed],
    ['enable_dynamic_client_registration', rulesSay.registration],
  ]
  return (
    <Group title={rulesSay.title}>
      {flags.map(([flag, [label, detail]]) => (
        <Switch
          key={flag}
          label={label}
          hint={<ApiHint option={`flags.${flag}`}>{detail}</ApiHint>}
          checked={saves.shown.flags[flag] === true}
          disabled={saves.refusal !== undefined}
          onChange={(on) => saves.save(label, { flags: { ...saves.shown.flags, [flag]: on } })}
        />
      ))}
      <MemberProblem saves={saves} member="flags" />
    </Group>
  )
}
