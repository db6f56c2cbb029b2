/** Radio buttons whose choices need a sentence each. @module */
import type { ReactNode } from 'react'
import { useId } from 'react'
import './radio-cards.css'

interface RadioCard<T extends string> {
  value: T
  title: string
  detail: ReactNode
  /** An action for this choice is running. */
  busy?: boolean
  /** The choice is not available now; its detail explains why. */
  disabled?: boolean
}

/** Arrow keys move between the cards, as between radio buttons. */
export function RadioCards<T extends string>({
  label,
  hideLabel = false,
  name,
  cards,
  value,
  disabled = false,
  onChange,
}: {
  label: string
  /** A heading above already says the same. */
  hideLabel?: boolean
  /** The keyboard treats groups with the same name as one group. undefined: a group of its own. */
  name?: string
  cards: readonly RadioCard<T>[]
  /** A value of another group when no card of this group is selected. */
  value: string
  disabled?: boolean
  onChange: (value: T) => void
}) {
  const id = useId()
  return (
    <fieldset className="radio-cards" disabled={disabled}>
      <legend className={hideLabel ? 'unseen' : 'label'}>{label}</legend>
      {cards.map((card) => (
        <label key={card.value} className="radio-card" aria-busy={card.busy || undefined}>
          <input
            type="radio"
            name={name ?? id}
            value={card.value}
            checked={value === card.value}
            disabled={card.disabled ?? false}
            aria-labelledby={`${id}-${card.value}`}
            aria-describedby={`${id}-${card.value}-detail`}
            onChange={() => onChange(card.value)}
          />
          <span className="radio-card-text">
            <span id={`${id}-${card.value}`} className="radio-card-title">
              {card.title}
            </span>
            <span id={`${id}-${card.value}-detail`} className="hint">
              {card.detail}
            </span>
          </span>
          {card.busy && <span className="radio-card-spin" aria-hidden="true" />}
        </label>
      ))}
    </fieldset>
  )
}
