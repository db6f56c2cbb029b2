/** A select for few choices, and a combobox for many. @module */
import { Combobox as BaseCombobox } from '@base-ui/react/combobox'
import { Select as BaseSelect } from '@base-ui/react/select'
import type { ReactNode } from 'react'
import { TEXT } from '../text.ts'
import { Field } from './field.tsx'
import { Icon } from './icons.tsx'

/** One option of a select. */
export interface Choice<T extends string = string> {
  value: T
  label: string
}

interface ChoiceProps<T extends string> {
  label: string
  hint?: ReactNode
  choices: readonly Choice<T>[]
  value: T | null
  onChange: (value: T) => void
}

/** A select with a short list. */
export function Select<T extends string>({
  label,
  hint,
  disabled = false,
  choices,
  value,
  onChange,
}: ChoiceProps<T> & { disabled?: boolean }) {
  return (
    <Field label={label} hint={hint}>
      {({ id, ...described }) => (
        <BaseSelect.Root
          items={choices}
          value={value}
          disabled={disabled}
          onValueChange={(chosen) => chosen !== null && onChange(chosen)}
        >
          <BaseSelect.Trigger id={id} {...described} className="select">
            <BaseSelect.Value />
            <Icon name="chevron" />
          </BaseSelect.Trigger>
          <BaseSelect.Portal>
            <BaseSelect.Positioner className="positioner" alignItemWithTrigger={false} sideOffset={4}>
              <BaseSelect.Popup className="popup">
                {choices.map((choice) => (
                  <BaseSelect.Item key={choice.value} value={choice.value} className="item">
                    <span className="check">
                      <BaseSelect.ItemIndicator>
                        <Icon name="check" />
                      </BaseSelect.ItemIndicator>
                    </span>
                    <BaseSelect.ItemText>{choice.label}</BaseSelect.ItemText>
                  </BaseSelect.Item>
                ))}
              </BaseSelect.Popup>
            </BaseSelect.Positioner>
          </BaseSelect.Portal>
        </BaseSelect.Root>
      )}
    </Field>
  )
}

/** A combobox: a long list that is searched by typing. */
export function Combobox<T extends string>({ label, hint, choices, value, onChange }: ChoiceProps<T>) {
  const chosen = choices.find((choice) => choice.value === value) ?? null
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <BaseCombobox.Root
          items={choices}
          value={chosen}
          itemToStringLabel={(choice: Choice<T>) => choice.label}
          onValueChange={(next: Choice<T> | null) => next && onChange(next.value)}
        >
          {/* Selected, so that typing starts a new search. */}
          <BaseCombobox.Input
            {...control}
            className="input"
            onFocus={(event) => event.currentTarget.select()}
          />
          <BaseCombobox.Portal>
            <BaseCombobox.Positioner className="positioner" sideOffset={4}>
              <BaseCombobox.Popup className="popup">
                <BaseCombobox.Empty className="hint">{TEXT.fields.nothingMatches}</BaseCombobox.Empty>
                <BaseCombobox.List>
                  {(choice: Choice<T>) => (
                    <BaseCombobox.Item key={choice.value} value={choice} className="item">
                      {choice.label}
                    </BaseCombobox.Item>
                  )}
                </BaseCombobox.List>
              </BaseCombobox.Popup>
            </BaseCombobox.Positioner>
          </BaseCombobox.Portal>
        </BaseCombobox.Root>
      )}
    </Field>
  )
}
