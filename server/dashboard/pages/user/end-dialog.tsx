/** The question before sessions end or refresh tokens are revoked. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Switch } from '../../ui/switch.tsx'
import { useToast } from '../../ui/toast.tsx'
import { sessionText } from './session-text.ts'

/**
 * Says what ends, and how the log calls it.
 *
 * @param props.id ID of the user
 * @param props.also a switch for what can end with it, with the names in the log when it is on
 * @param props.logged the name in the log without that
 */
export function EndDialog({
  id,
  title,
  effect,
  also,
  logged,
  submit,
  done,
  onEnd,
  onClose,
}: {
  id: string
  title: string
  effect: string
  also?: { label: string; hint: string; logged: readonly string[] }
  logged: string
  submit: string
  done: string
  onEnd: (revokes: boolean) => Promise<unknown>
  onClose: () => void
}) {
  const { sessions: says } = sessionText
  const queries = useQueryClient()
  const say = useToast()
  const [revokes, setRevokes] = useState(false)
  const names = revokes && also ? also.logged : [logged]
  const ending = useMutation({
    mutationFn: () => onEnd(revokes),
    onSuccess: () => {
      say({ title: done })
      onClose()
    },
    // A part may have ended although the rest failed.
    onSettled: () => queries.invalidateQueries({ queryKey: ['user', id] }),
  })
  return (
    <Dialog open onClose={onClose} title={title} description={effect}>
      <div className="stack">
        {ending.error && <Problem error={ending.error} />}
        {also && <Switch label={also.label} hint={also.hint} checked={revokes} onChange={setRevokes} />}
        <p className="hint">
          {says.endLog} {names.map((name) => `“${name}”`).join(', ')}
        </p>
        <div className="row end">
          <Button onClick={onClose}>{says.cancel}</Button>
          <Button variant="danger" writes busy={ending.isPending} onClick={() => ending.mutate()}>
            {submit}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
