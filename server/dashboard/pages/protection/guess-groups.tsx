/** Settings against guessed passwords and against addresses with many attempts. @module */
import type { MemberSaves } from '../../shell/member-saves.ts'
import { Problem } from '../../shell/part.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { ApiHint, Group, NumberSetting } from '../connection-settings/setting.tsx'
import { TextSetting } from '../connection-settings/text-setting.tsx'
import { isAddressOrRange } from './addresses.ts'
import { Conflict } from './conflict.tsx'
import { protectionText } from './text.ts'
import type { Brute, Throttling } from './use-protection.ts'
import { useBruteSaves, useThrottlingSaves } from './use-protection.ts'

const MOST = { wrong_passwords: 100, attempts: 100_000 }
const MODES = ['count_per_identifier_and_ip', 'count_per_identifier'] as const

/** Protection of one person. */
export function BruteGroup({ read }: { read: Brute }) {
  const { brute: says } = protectionText
  const saves = useBruteSaves(read)
  const { shown, refusal, save } = saves
  const disabled = refusal !== undefined
  return (
    <Group title={says.title} detail={says.detail}>
      {saves.isConflict && <Conflict />}
      <EnabledSwitch says={says} saves={saves} />
      <Shields block={says.block} notify={says.notify} notification="user_notification" saves={saves} />
      <NumberSetting
        label={says.attempts}
        hint={<ApiHint option="max_attempts">{says.attemptsHint}</ApiHint>}
        value={shown.max_attempts}
        min={1}
        max={MOST.wrong_passwords}
        disabled={disabled}
        onSave={(max_attempts) => max_attempts !== undefined && save(says.attempts, { max_attempts })}
      />
      <SaveProblem saves={saves} member="max_attempts" />
      <Select
        label={says.mode}
        hint={says.modeHint}
        choices={MODES.map((value) => ({ value, label: says.modes[value] }))}
        value={shown.mode}
        disabled={disabled}
        onChange={(mode) => mode !== shown.mode && save(says.mode, { mode })}
      />
      <SaveProblem saves={saves} member="mode" />
      <TrustedSetting saves={saves} />
    </Group>
  )
}

/** Protection from one address. */
export function ThrottlingGroup({ read }: { read: Throttling }) {
  const { addresses: says } = protectionText
  const saves = useThrottlingSaves(read)
  const { shown, refusal, save } = saves
  const disabled = refusal !== undefined
  const stages = [
    [says.signIns, 'pre-login'],
    [says.signUps, 'pre-user-registration'],
  ] as const
  return (
    <Group title={says.title} detail={says.detail}>
      {saves.isConflict && <Conflict />}
      <EnabledSwitch says={says} saves={saves} />
      <Shields block={says.block} notify={says.notify} notification="admin_notification" saves={saves} />
      {stages.map(([label, name]) => (
        <NumberSetting
          key={name}
          label={label}
          hint={<ApiHint option={`stage.${name}.max_attempts`}>{says.atOnce}</ApiHint>}
          value={shown.stage[name].max_attempts}
          min={1}
          max={MOST.attempts}
          disabled={disabled}
          onSave={(max_attempts) =>
            max_attempts !== undefined &&
            save(label, { stage: { ...shown.stage, [name]: { ...shown.stage[name], max_attempts } } })
          }
        />
      ))}
      <SaveProblem saves={saves} member="stage" />
      <TrustedSetting saves={saves} />
    </Group>
  )
}

function EnabledSwitch({
  says,
  saves,
}: {
  says: { enabled: readonly [string, string] }
  saves: MemberSaves<{ enabled: boolean }, { enabled?: boolean }>
}) {
  const [label, detail] = says.enabled
  return (
    <>
      <Switch
        label={label}
        hint={<ApiHint option="enabled">{detail}</ApiHint>}
        checked={saves.shown.enabled}
        disabled={saves.refusal !== undefined}
        onChange={(enabled) => saves.save(label, { enabled })}
      />
      <SaveProblem saves={saves} member="enabled" />
    </>
  )
}

/** What happens after too many attempts. @param props.notification the shield that tells somebody */
function Shields<Shield extends string>({
  block,
  notify,
  notification,
  saves,
}: {
  block: readonly [label: string, detail: string]
  notify: readonly [label: string, detail: string]
  notification: Shield
  saves: MemberSaves<{ shields: (Shield | 'block')[] }, { shields?: (Shield | 'block')[] }>
}) {
  const { shields } = saves.shown
  const switches = [
    [block, 'block'],
    [notify, notification],
  ] as const
  return (
    <>
      {switches.map(([[label, detail], name]) => (
        <Switch
          key={name}
          label={label}
          hint={<ApiHint option={name}>{detail}</ApiHint>}
          checked={shields.includes(name)}
          disabled={saves.refusal !== undefined}
          onChange={(on) =>
            saves.save(label, { shields: on ? [...shields, name] : shields.filter((one) => one !== name) })
          }
        />
      ))}
      <SaveProblem saves={saves} member="shields" />
    </>
  )
}

/** Addresses that are trusted, such as those of an office. */
function TrustedSetting({
  saves,
}: {
  saves: MemberSaves<{ allowlist: string[] }, { allowlist?: string[] }>
}) {
  const { trusted: says } = protectionText
  const entriesOf = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean)
  return (
    <>
      <TextSetting
        label={says.label}
        hint={says.hint}
        value={saves.shown.allowlist.join(' ')}
        disabled={saves.refusal !== undefined}
        refuse={(text) => {
          const wrong = entriesOf(text).find((entry) => !isAddressOrRange(entry))
          return wrong === undefined ? undefined : says.wrong(wrong)
        }}
        onSave={(text) => saves.save(says.label, { allowlist: entriesOf(text) })}
      />
      <SaveProblem saves={saves} member="allowlist" />
    </>
  )
}

/** Explains, below a setting, why it could not be saved. */
function SaveProblem<C>({
  saves,
  member,
}: {
  saves: { problemOf: (member: keyof C) => Error | undefined }
  member: keyof C
}) {
  const error = saves.problemOf(member)
  return error && <Problem error={error} />
}
