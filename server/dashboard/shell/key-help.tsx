/** The list of keyboard shortcuts. @module */
import { Fragment } from 'react'
import { TEXT } from '../text.ts'
import { Kbd } from '../ui/data.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Switch } from '../ui/switch.tsx'
import type { KeyBinding } from './keys.ts'
import { keyName } from './keys.ts'

interface KeyHelpProps {
  onClose: () => void
  bindings: readonly KeyBinding[]
  letters: boolean
  onLetters: (on: boolean) => void
}

/** Shows the table that also binds the keys. */
export function KeyHelp({ onClose, bindings, letters, onLetters }: KeyHelpProps) {
  return (
    <Dialog open onClose={onClose} title={TEXT.keys.title} description={TEXT.keys.description}>
      <dl className="key-list">
        {[...bindings, { keys: ['Esc'], label: TEXT.keys.close }].map(({ keys, label }) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{keyName(key)}</Kbd>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
      <Switch label={TEXT.keys.off} hint={TEXT.keys.offHint} checked={letters} onChange={onLetters} />
    </Dialog>
  )
}
