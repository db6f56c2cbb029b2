/** A dialog that says what happens, and does it when the button is pressed. @module */
import { useMutation } from '@tanstack/react-query'
import type { ReactNode, RefObject } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useToast } from '../ui/toast.tsx'
import { Problem } from './part.tsx'

/**
 * For what cannot be undone, or needs one more choice.
 *
 * @param props.effects what happens, line by line. @param props.children fields of the choice
 * @param props.done the message that follows. @param props.onSettled called after success and failure
 * @param props.returnTo gets the focus afterwards; by default what had it before
 */
export function Question({
  title,
  description,
  effects = [],
  submit,
  cancel,
  done,
  danger = true,
  returnTo,
  onSubmit,
  onSettled,
  onClose,
  children,
}: {
  title: string
  description?: string
  effects?: readonly string[]
  submit: string
  cancel: string
  done: string
  danger?: boolean
  returnTo?: RefObject<HTMLElement | null>
  onSubmit: () => Promise<unknown>
  onSettled?: () => Promise<unknown>
  onClose: () => void
  children?: ReactNode
}) {
  const say = useToast()
  const doing = useMutation({
    mutationFn: onSubmit,
    onSuccess: () => {
      say({ title: done })
      onClose()
    },
    onSettled: () => onSettled?.(),
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      {...(description !== undefined && { description })}
      {...(returnTo && { returnTo })}
    >
      <div className="stack">
        {effects.length > 0 && (
          <ul className="effects">
            {effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
        )}
        {children}
        {doing.error && <Problem error={doing.error} />}
        <div className="row end">
          <Button onClick={onClose}>{cancel}</Button>
          <Button
            variant={danger ? 'danger' : 'primary'}
            writes
            busy={doing.isPending}
            onClick={() => doing.mutate()}
          >
            {submit}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
