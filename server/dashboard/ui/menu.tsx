/** A menu that opens at a button. @module */
import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { Icon } from './icons.tsx'
import type { Choice } from './select.tsx'

/** @param props.trigger the button; @param props.children `MenuItem`, `MenuChoice`, `MenuLine` */
export function Menu({
  trigger,
  defaultOpen = false,
  children,
}: {
  trigger: ReactElement
  defaultOpen?: boolean
  children: ReactNode
}) {
  return (
    <Base.Root defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="positioner" sideOffset={4} align="start">
          <Base.Popup className="popup">{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** An action in the menu. */
export function MenuItem({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <Base.Item className="item" onClick={onSelect}>
      {children}
    </Base.Item>
  )
}

/** A choice between a few settings; the menu stays open. */
export function MenuChoice<T extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string
  choices: readonly Choice<T>[]
  value: T
  onChange: (value: T) => void
}) {
  return (
    <Base.Group>
      <Base.GroupLabel className="item-group">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: T) => onChange(next)}>
        {choices.map((choice) => (
          <Base.RadioItem key={choice.value} value={choice.value} className="item">
            <span className="check">
              <Base.RadioItemIndicator>
                <Icon name="check" />
              </Base.RadioItemIndicator>
            </span>
            {choice.label}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}

/** A line between two groups. */
export function MenuLine() {
  return <Base.Separator className="item-line" />
}
