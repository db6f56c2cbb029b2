/** Dialogs and drawers. @module */
import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode, RefObject } from 'react'
import { TEXT } from '../text.ts'
import { Button } from './button.tsx'

interface DialogProps {
  open: boolean
  /** Called by Escape, the close button and a click outside. */
  onClose: () => void
  title: string
  /** The effect of the action, with numbers where possible. */
  description?: ReactNode
  wide?: boolean
  /** Gets the focus when the dialog closes, if the element that had it before is gone, such as an item of a menu. */
  returnTo?: RefObject<HTMLElement | null>
  /** For two texts side by side: as wide as the window allows. */
  full?: boolean
  children: ReactNode
}

/** Keeps the focus inside while it is open, and returns it when it closes. */
export function Dialog(props: DialogProps) {
  const size = props.full ? 'dialog full' : props.wide ? 'dialog wide' : 'dialog'
  return <Layer {...props} className={size} />
}

/** For work beside the page, such as the keys of a connection. */
export function Drawer(props: Omit<DialogProps, 'wide' | 'full'>) {
  return <Layer {...props} className="drawer" />
}

function Layer({
  open,
  onClose,
  title,
  description,
  className,
  returnTo,
  children,
}: DialogProps & { className: string }) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && !isCovered() && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className={className} {...(returnTo && { finalFocus: returnTo })}>
          <div className="dialog-head">
            <div>
              <Base.Title className="dialog-title">{title}</Base.Title>
              {description !== undefined && (
                <Base.Description className="muted">{description}</Base.Description>
              )}
            </div>
            <Base.Close render={<Button variant="quiet" icon="close" aria-label={TEXT.actions.close} />} />
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** Keys pressed in the native dialog do not reach the dialogs below it. */
function isCovered(): boolean {
  return document.querySelector('dialog:modal') !== null
}
