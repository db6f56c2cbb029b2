/** The bar above the editor: actions on the draft. @module */
import { useLocation } from 'wouter'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx'
import { editingText } from './draft/editing-text.ts'
import { scriptsText } from './text.ts'

interface BarProps {
  /** Shown at the left. */
  hint: string | undefined
  keyCount: number
  nextVersion: number
  busy: boolean
  isSaving: boolean
  /** Why the draft cannot be saved, deployed or changed. */
  saveBlocked: string | undefined
  deployBlocked: string | undefined
  changeBlocked: string | undefined
  /** There is a draft that can be discarded. */
  isDraft: boolean
  historyPath: string
  onTemplates: () => void
  onConfiguration: () => void
  onSave: () => void
  onDiscard: () => void
  onReview: () => void
  onDeploy: () => void
}

/** On narrow screens, all actions but saving are in a menu. */
export function ScriptsBar({ isDraft, isSaving, busy, changeBlocked, deployBlocked, ...bar }: BarProps) {
  const { bar: says } = editingText
  const [, navigate] = useLocation()
  return (
    <div className="scripts-bar">
      {bar.hint !== undefined && <span className="muted">{bar.hint}</span>}
      <span className="grow" />
      <span className="bar-wide">
        <Button blocked={changeBlocked} onClick={bar.onTemplates}>
          {scriptsText.templates.open}
        </Button>
        <Button onClick={bar.onConfiguration}>{scriptsText.configuration.open(bar.keyCount)}</Button>
        {isDraft && (
          <>
            <Button variant="quiet" writes busy={busy} blocked={changeBlocked} onClick={bar.onDiscard}>
              {says.discard}
            </Button>
            <Button onClick={bar.onReview}>{says.review}</Button>
          </>
        )}
      </span>
      <span className="bar-narrow">
        <Menu trigger={<Button icon="more">{says.more}</Button>}>
          {changeBlocked === undefined && (
            <MenuItem onSelect={bar.onTemplates}>{scriptsText.templates.open}</MenuItem>
          )}
          <MenuItem onSelect={bar.onConfiguration}>{scriptsText.configuration.open(bar.keyCount)}</MenuItem>
          <MenuItem onSelect={() => navigate(bar.historyPath)}>{says.history}</MenuItem>
          {isDraft && (
            <>
              <MenuLine />
              <MenuItem onSelect={bar.onReview}>{says.review}</MenuItem>
              {changeBlocked === undefined && <MenuItem onSelect={bar.onDiscard}>{says.discard}</MenuItem>}
            </>
          )}
        </Menu>
      </span>
      <Button writes busy={isSaving} blocked={bar.saveBlocked} onClick={bar.onSave}>
        {says.save}
      </Button>
      <Button variant="primary" writes busy={busy} blocked={deployBlocked} onClick={bar.onDeploy}>
        {says.deploy(bar.nextVersion)}
      </Button>
    </div>
  )
}
