/** Components that the settings share. @module */
import type { ReactNode } from 'react'
import { Fragment, useEffect, useId, useRef, useState } from 'react'
import { Problem } from '../../shell/part.tsx'
import { TextField } from '../../ui/field.tsx'
import { Switch } from '../../ui/switch.tsx'
import type { Options } from './options.ts'
import { settingsText } from './text.ts'
import type { Settings } from './use-settings.ts'
import './settings.css'

/** A group of settings with a heading. @param props.anchor the fragment of a URL that leads to the group */
export function Group({
  title,
  detail,
  anchor,
  children,
}: {
  title: string
  detail?: string
  anchor?: string
  children: ReactNode
}) {
  const id = useId()
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    // The browser looked for the fragment before the settings were read.
    if (anchor !== undefined && location.hash === `#${anchor}`) place.current?.scrollIntoView()
  }, [anchor])
  return (
    <section ref={place} id={anchor} className="card stack settings-group" aria-labelledby={id}>
      <div className="settings-head">
        <h2 id={id}>{title}</h2>
        {detail !== undefined && <p className="hint">{detail}</p>}
      </div>
      {children}
    </section>
  )
}

/** Explains, below a setting, why it could not be saved. */
export function SaveProblem({ settings, names }: { settings: Settings; names: readonly string[] }) {
  const error = settings.problemOf(names)
  return error && <Problem error={error} />
}

/** What a setting does, and its name in the API. */
export function ApiHint({ children, option }: { children: ReactNode; option: string | readonly string[] }) {
  const [first = '', ...others] = typeof option === 'string' ? [option] : option
  return (
    <>
      {children} <code className="settings-option">{first}</code>
      {others.map((one) => (
        <Fragment key={one}>
          {settingsText.and}
          <code className="settings-option">{one}</code>
        </Fragment>
      ))}
    </>
  )
}

/** A switch, saved at once. @param props.locked why this setting cannot be changed */
export function SwitchSetting({
  settings,
  option,
  text: [label, detail],
  on,
  change,
  locked,
  final,
}: {
  settings: Settings
  option: string
  text: readonly [label: string, detail: string]
  on: boolean
  change: (on: boolean) => Options
  locked?: string | undefined
  final?: boolean
}) {
  return (
    <div className="stack">
      <Switch
        label={label}
        hint={<ApiHint option={option}>{locked ?? detail}</ApiHint>}
        checked={on}
        disabled={settings.refusal !== undefined || locked !== undefined}
        onChange={(next) => settings.save(label, change(next), final)}
      />
      <SaveProblem settings={settings} names={Object.keys(change(!on))} />
    </div>
  )
}

/**
 * A whole number. It is saved when the field loses the focus or Enter is pressed; Escape restores the stored number.
 */
export function NumberSetting({
  label,
  hint,
  value,
  placeholder,
  min,
  max,
  disabled,
  refuse,
  onSave,
}: {
  label: string
  hint?: ReactNode
  /** undefined: empty. */
  value: number | undefined
  placeholder?: string
  min: number
  max: number
  disabled: boolean
  /** @returns what is wrong with a number inside the range */
  refuse?: (value: number | undefined) => string | undefined
  /** Called with undefined when the field was emptied, which is allowed for a field with a placeholder. */
  onSave: (value: number | undefined) => void
}) {
  const [typed, setTyped] = useState<string>()
  const shown = typed ?? value?.toString() ?? ''
  const empty = shown.trim() === ''
  const number = empty ? undefined : Number(shown)
  const mayBeEmpty = placeholder !== undefined
  const inRange =
    number === undefined ? mayBeEmpty : Number.isInteger(number) && number >= min && number <= max
  const error = inRange ? refuse?.(number) : settingsText.number.range(min, max)
  const commit = (): void => {
    if (typed === undefined || error !== undefined) return
    setTyped(undefined)
    if (number !== value) onSave(number)
  }
  return (
    <TextField
      className="settings-number"
      label={label}
      hint={hint}
      error={typed === undefined ? undefined : error}
      inputMode="numeric"
      autoComplete="off"
      placeholder={placeholder}
      disabled={disabled}
      value={shown}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        else if (event.key === 'Escape') setTyped(undefined)
      }}
    />
  )
}
