/** One of a few that are all seen at once. @module */
import type { ReactNode } from 'react'
import { useId } from 'react'
import './choices.css'

/** One of the choices. */
export interface RadioChoice<T extends string> {
  value: T
  label: string
  /** Below the name. */
  hint: string
  disabled?: boolean
}

/** A group of them. @param props.boxed each in a box of its own, side by side where there is room */
export function Choices<T extends string>({
  legend,
  showsLegend = true,
  boxed = false,
  name,
  choices,
  value,
  onChange,
}: {
  legend: string
  showsLegend?: boolean
  boxed?: boolean
  /** Of the radio group; undefined: its own. Groups of one name are one to the keyboard. */
  name?: string
  choices: readonly RadioChoice<T>[]
  value: string
  onChange: (value: T) => void
}) {
  const id = useId()
  return (
    <fieldset className={boxed ? 'choices boxed' : 'choices'}>
      <legend className={showsLegend ? 'label' : 'unseen'}>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="choice">
          <input
            type="radio"
            name={name ?? id}
            value={choice.value}
            checked={choice.value === value}
            disabled={choice.disabled ?? false}
            onChange={() => onChange(choice.value)}
            aria-labelledby={`${id}-${choice.value}`}
            aria-describedby={`${id}-${choice.value}-hint`}
          />
          <ChoiceText id={`${id}-${choice.value}`} hint={choice.hint}>
            {choice.label}
          </ChoiceText>
        </label>
      ))}
    </fieldset>
  )
}

function ChoiceText({ id, hint, children }: { id: string; hint: string; children: ReactNode }) {
  return (
    <span className="choice-text">
      <span id={id}>{children}</span>
      <span id={`${id}-hint`} className="hint">
        {hint}
      </span>
    </span>
  )
}
