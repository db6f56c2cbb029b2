/** Settings of the password policy. @module */
import { Banner } from '../../ui/data.tsx'
import { Select } from '../../ui/select.tsx'
import { ListSetting } from './list-setting.tsx'
import type { Options } from './options.ts'
import { merged, objectOf, wordsOf } from './options.ts'
import { ApiHint, Group, NumberSetting, SaveProblem, SwitchSetting } from './setting.tsx'
import { settingsText } from './text.ts'
import type { Settings } from './use-settings.ts'

/** The minimum lengths, as in the server. */
const LEVELS = { none: 1, low: 6, fair: 8, good: 8, excellent: 10 } as const
const LEVEL_NAMES = ['none', 'low', 'fair', 'good', 'excellent'] as const
const HISTORY = { size: 5, most: 24 }
const WORDS = { entries: 200, characters: 50 }

/** The parts of the policy that the newer option, `password_options`, can set; then the older options are locked. */
const PARTS = ['complexity', 'history', 'dictionary', 'profile_data'] as const

/** The five older options, one setting each. */
export function PasswordGroup({ settings }: { settings: Settings }) {
  const { password: says } = settingsText
  const newer = objectOf(settings.options.password_options)
  const taken = PARTS.filter((part) => newer[part] !== undefined)
  const has = (part: (typeof PARTS)[number]): boolean => !taken.includes(part)
  const named = new Intl.ListFormat('en-GB').format(taken.map((part) => says.parts[part]))
  return (
    <Group anchor={settingsText.anchors.password} title={says.title} detail={says.detail}>
      {taken.length > 0 && <Banner tone="info" title={says.newer(named)} />}
      {has('complexity') && <Level settings={settings} />}
      {has('history') && <History settings={settings} />}
      {has('dictionary') && <Dictionary settings={settings} />}
      {has('profile_data') && (
        <SwitchSetting
          settings={settings}
          option="password_no_personal_info"
          text={says.personal}
          on={objectOf(settings.options.password_no_personal_info).enable === true}
          change={(enable) => changed(settings, 'password_no_personal_info', { enable })}
        />
      )}
    </Group>
  )
}

function Level({ settings }: { settings: Settings }) {
  const { options, refusal, save } = settings
  const { password: says } = settingsText
  const level = LEVEL_NAMES.find((one) => one === options.passwordPolicy) ?? 'good'
  const { min_length } = objectOf(options.password_complexity_options)
  return (
    <div className="settings-level">
      <Select
        label={says.level}
        hint={<ApiHint option="passwordPolicy">{says.levels[level][1]}</ApiHint>}
        choices={LEVEL_NAMES.map((value) => ({ value, label: says.levels[value][0] }))}
        value={level}
        disabled={refusal !== undefined}
        onChange={(value) => value !== level && save(says.level, { passwordPolicy: value })}
      />
      <NumberSetting
        label={says.minimum}
        hint={<ApiHint option="password_complexity_options">{says.minimumHint(LEVELS[level])}</ApiHint>}
        value={typeof min_length === 'number' ? min_length : undefined}
        placeholder={`${LEVELS[level]}`}
        min={1}
        max={128}
        disabled={refusal !== undefined}
        onSave={(value) =>
          save(says.minimum, changed(settings, 'password_complexity_options', { min_length: value }))
        }
      />
      <SaveProblem settings={settings} names={['passwordPolicy', 'password_complexity_options']} />
    </div>
  )
}

function History({ settings }: { settings: Settings }) {
  const { password: says } = settingsText
  const { enable, size } = objectOf(settings.options.password_history)
  return (
    <>
      <SwitchSetting
        settings={settings}
        option="password_history"
        text={says.history}
        on={enable === true}
        change={(on) =>
          changed(settings, 'password_history', { enable: on, ...(on ? { size: size ?? HISTORY.size } : {}) })
        }
      />
      {enable === true && (
        <div className="settings-inset">
          <NumberSetting
            label={says.historySize}
            hint={says.historyHint}
            value={typeof size === 'number' ? size : HISTORY.size}
            min={1}
            max={HISTORY.most}
            disabled={settings.refusal !== undefined}
            onSave={(value) =>
              settings.save(says.historySize, changed(settings, 'password_history', { size: value }))
            }
          />
        </div>
      )}
    </>
  )
}

function Dictionary({ settings }: { settings: Settings }) {
  const { password: says } = settingsText
  const { enable, dictionary } = objectOf(settings.options.password_dictionary)
  return (
    <>
      <SwitchSetting
        settings={settings}
        option="password_dictionary"
        text={says.dictionary}
        on={enable === true}
        change={(on) => changed(settings, 'password_dictionary', { enable: on })}
      />
      {enable === true && (
        <div className="settings-inset">
          <ListSetting
            label={says.words}
            hint={says.wordsHint}
            empty={says.wordsEmpty}
            entries={wordsOf(dictionary)}
            most={WORDS}
            refusal={settings.refusal}
            onSave={(words) =>
              settings.save(says.words, changed(settings, 'password_dictionary', { dictionary: words }))
            }
          />
        </div>
      )}
    </>
  )
}

/** Changes one member of an option that is an object, and keeps its other members. */
function changed({ options }: Settings, option: string, change: Options): Options {
  return { [option]: merged(objectOf(options[option]), change) }
}
