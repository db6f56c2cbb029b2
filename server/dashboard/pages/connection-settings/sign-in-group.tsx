/** Settings of sign-up, usernames and brute-force protection. @module */
import { Banner } from '../../ui/data.tsx'
import type { Options } from './options.ts'
import { objectOf } from './options.ts'
import { ApiHint, Group, NumberSetting, SaveProblem, SwitchSetting } from './setting.tsx'
import { settingsText } from './text.ts'
import type { Settings } from './use-settings.ts'

/** Defaults of the server. */
const LENGTH = { min: 1, max: 15 }
const MOST = 128

/** The switches say what is allowed, while the API's options say what is forbidden. */
export function SignInGroup({ settings }: { settings: Settings }) {
  const { options } = settings
  const { signIn: says } = settingsText
  return (
    <Group anchor={settingsText.anchors.signIn} title={says.title}>
      <SwitchSetting
        settings={settings}
        option="disable_signup"
        text={says.signUp}
        on={options.disable_signup !== true}
        change={(on) => ({ disable_signup: !on })}
      />
      <SwitchSetting
        settings={settings}
        option="disable_self_service_change_password"
        text={says.reset}
        on={options.disable_self_service_change_password !== true}
        change={(on) => ({ disable_self_service_change_password: !on })}
      />
      <SwitchSetting
        settings={settings}
        option="brute_force_protection"
        text={says.bruteForce}
        on={options.brute_force_protection !== false}
        change={(on) => ({ brute_force_protection: on })}
      />
      {options.attributes === undefined ? (
        <Usernames settings={settings} />
      ) : (
        <Banner tone="info" title={says.attributes} />
      )}
    </Group>
  )
}

function Usernames({ settings }: { settings: Settings }) {
  const { options, refusal, save } = settings
  const { signIn: says } = settingsText
  const { min, max } = lengthOf(options)
  const change = (next: { min?: number; max?: number }): Options => {
    const validation = objectOf(options.validation)
    return {
      validation: { ...validation, username: { ...objectOf(validation.username), min, max, ...next } },
    }
  }
  return (
    <>
      <SwitchSetting
        settings={settings}
        option="requires_username"
        text={says.username}
        on={options.requires_username === true}
        change={(on) => ({ requires_username: on })}
      />
      {options.requires_username === true && (
        <fieldset className="settings-inset">
          <legend className="label">{says.length}</legend>
          <div className="settings-numbers">
            <NumberSetting
              label={says.shortest}
              value={min}
              min={1}
              max={MOST}
              disabled={refusal !== undefined}
              refuse={(value = 0) => (value > max ? says.lengthOrder(value, max) : undefined)}
              onSave={(value) => value !== undefined && save(says.length, change({ min: value }))}
            />
            <NumberSetting
              label={says.longest}
              value={max}
              min={1}
              max={MOST}
              disabled={refusal !== undefined}
              refuse={(value = 0) => (value < min ? says.lengthOrder(min, value) : undefined)}
              onSave={(value) => value !== undefined && save(says.length, change({ max: value }))}
            />
          </div>
          <p className="hint">
            <ApiHint option="validation.username">{says.lengthHint}</ApiHint>
          </p>
          <SaveProblem settings={settings} names={['validation']} />
        </fieldset>
      )}
    </>
  )
}

/** The server's rule: a value of another type counts as missing. */
function lengthOf(options: Options): { min: number; max: number } {
  const { min = LENGTH.min, max = LENGTH.max } = objectOf(objectOf(options.validation).username)
  const isLength = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST
  return isLength(min) && isLength(max) ? { min, max } : LENGTH
}
