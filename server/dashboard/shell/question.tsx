/** A dialog that says what happens, and does it when the button is pressed. @module */
import { useMutation } from '@tanstack/react-query'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useToast } from '../ui/toast.tsx'
import { Problem } from './part.tsx'

/**
 * For what cannot be undone.
 *
 * @param props.done the message that follows. @param props.onSettled called after success and failure
 */
export function Question({
  title,
  effects,
  submit,
  cancel,
  done,
  onSubmit,
  onSettled,
  onClose,
}: {
  title: string
  effects: readonly string[]
  submit: string
  cancel: string
  done: string
  onSubmit: () => Promise<unknown>
  onSettled?: () => Promise<unknown>
  onClose: () => void
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
    <Dialog open onClose={onClose} title={title}>
      <div className="stack">
        <ul className="effects">
          {effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
        {doing.error && <Problem error={doing.error} />}
        <div className="row end">
          <Button onClick={onClose}>{cancel}</Button>
          <Button variant="danger" writes busy={doing.isPending} onClick={() => doing.mutate()}>
            {submit}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
