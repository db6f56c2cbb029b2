/** A switch, which takes effect at once. @module */
import { Switch as Base } from '@base-ui/react/switch'
import type { ReactNode } from 'react'
import { useId } from 'react'

interface SwitchProps {
  label: string
  hint?: ReactNode
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
}

/** A switch with its label beside it and a hint below. */
export function Switch({ label, hint, checked, disabled = false, onChange }: SwitchProps) {
  const id = useId()
  return (
    <div className="switch-field">
      <Base.Root
        className="switch"
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        aria-labelledby={id}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
      >
        <span className="switch-track">
          <Base.Thumb className="switch-thumb" />
        </span>
      </Base.Root>
      <div className="text">
        <span id={id}>{label}</span>
        {hint !== undefined && (
          <span id={`${id}-hint`} className="hint">
            {hint}
          </span>
        )}
      </div>
    </div>
  )
}
