/** Settings of profiles and imports. @module */
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { ListSetting } from './list-setting.tsx'
import { wordsOf } from './options.ts'
import { ApiHint, Group, SaveProblem, SwitchSetting } from './setting.tsx'
import { settingsText } from './text.ts'
import type { Settings } from './use-settings.ts'

const ROOTS = ['on_each_login', 'on_first_login', 'never_on_login'] as const
const TLS_VERSIONS = ['TLSv1.2', 'TLSv1.1', 'TLSv1'] as const

/** Checks of profiles, stored fields, and the context of scripts. */
export function ProfilesGroup({ settings }: { settings: Settings }) {
  const { options, mode, refusal, save } = settings
  const { imports: says } = settingsText
  const root = ROOTS.find((one) => one === options.set_user_root_attributes) ?? 'on_each_login'
  return (
    <Group anchor={settingsText.anchors.imports} title={says.title}>
      <SwitchSetting
        settings={settings}
        option="strategy_version"
        text={says.strict}
        on={options.strategy_version !== 1}
        change={(on) => ({ strategy_version: on ? 2 : 1 })}
      />
      <SwitchSetting
        settings={settings}
        option="ferry_identifier"
        text={says.aliases}
        on={options.ferry_identifier === 'alias'}
        change={(on) => ({ ferry_identifier: on ? 'alias' : 'profile' })}
      />
      <SwitchSetting
        settings={settings}
        option="ferry_tombstones"
        text={mode === 'legacy' ? [says.tombstones[0], says.tombstonesLegacy] : says.tombstones}
        on={options.ferry_tombstones === true}
        change={(on) => ({ ferry_tombstones: on })}
      />
      <SwitchSetting
        settings={settings}
        option="ferry_mfa_factors"
        text={says.factors}
        on={options.ferry_mfa_factors !== 'drop'}
        change={(on) => ({ ferry_mfa_factors: on ? 'refuse' : 'drop' })}
      />
      <Context settings={settings} />
      <OldTls settings={settings} />
      {mode === 'legacy' && (
        <div className="stack">
          <Select
            label={says.root}
            hint={<ApiHint option="set_user_root_attributes">{says.rootHint}</ApiHint>}
            choices={ROOTS.map((value) => ({ value, label: says.roots[value] }))}
            value={root}
            disabled={refusal !== undefined}
            onChange={(value) => value !== root && save(says.root, { set_user_root_attributes: value })}
          />
          <SaveProblem settings={settings} names={['set_user_root_attributes']} />
        </div>
      )}
      <ListSetting
        label={says.transient}
        hint={<ApiHint option="non_persistent_attrs">{says.transientHint}</ApiHint>}
        empty={says.transientEmpty}
        entries={wordsOf(options.non_persistent_attrs)}
        refusal={refusal}
        onSave={(names) => save(says.transient, { non_persistent_attrs: names })}
      />
      <SaveProblem settings={settings} names={['non_persistent_attrs']} />
    </Group>
  )
}

/** For a legacy store of the years before 2015. */
function OldTls({ settings }: { settings: Settings }) {
  const { options, refusal, save } = settings
  const { imports: says } = settingsText
  const version = TLS_VERSIONS.find((one) => one === options.ferry_tls_min_version) ?? 'TLSv1.2'
  return (
    <div className="stack">
      <Select
        label={says.tls}
        hint={<ApiHint option="ferry_tls_min_version">{says.tlsHint}</ApiHint>}
        choices={TLS_VERSIONS.map((value) => ({ value, label: says.tlsVersions[value] }))}
        value={version}
        disabled={refusal !== undefined}
        onChange={(value) => value !== version && save(says.tls, { ferry_tls_min_version: value })}
      />
      <SaveProblem settings={settings} names={['ferry_tls_min_version']} />
    </div>
  )
}

/** Asks first, because the setting cannot be turned off again. */
function Context({ settings }: { settings: Settings }) {
  const { imports: says } = settingsText
  const [asking, setAsking] = useState(false)
  const isOn = settings.options.enable_script_context === true
  return (
    <>
      <SwitchSetting
        settings={{ ...settings, save: () => setAsking(true) }}
        option="enable_script_context"
        text={says.context}
        on={isOn}
        locked={isOn ? says.contextOn : undefined}
        change={(on) => ({ enable_script_context: on })}
      />
      {asking && (
        <Dialog
          open
          onClose={() => setAsking(false)}
          title={says.contextTitle}
          description={says.contextDetail}
        >
          <div className="row end">
            <Button onClick={() => setAsking(false)}>{settingsText.cancel}</Button>
            <Button
              variant="danger"
              writes
              onClick={() => {
                setAsking(false)
                settings.save(says.context[0], { enable_script_context: true }, true)
              }}
            >
              {says.contextConfirm}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}
