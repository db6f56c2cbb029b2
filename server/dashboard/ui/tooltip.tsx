/** A tooltip: an explanation of a control, never the only place of a fact. @module */
import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'

/** @param props.children the control, which must be focusable */
export function Tooltip({ text, children }: { text: string; children: ReactElement }) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner className="positioner" sideOffset={6}>
          <Base.Popup className="tooltip">{text}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
