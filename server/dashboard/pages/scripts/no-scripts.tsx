/** Shown in place of the editor while a connection has no script. @module */
import type { Action } from '../../editor/index.tsx'
import { Button } from '../../ui/button.tsx'
import { editingText } from './draft/editing-text.ts'
import type { Template } from './templates/template.ts'
import { TemplatePicker } from './templates/template-dialog.tsx'

/** Offers the templates, or an empty editor. */
export function NoScripts({
  action,
  onUse,
  onWrite,
}: {
  action: Action
  onUse: (template: Template) => void
  onWrite: () => void
}) {
  const { empty: says } = editingText
  return (
    <section className="no-scripts stack" aria-label={says.title}>
      <div className="row">
        <div>
          <h2>{says.title}</h2>
          <p className="muted">{says.detail}</p>
        </div>
        <span className="grow" />
        <Button onClick={onWrite}>{says.write}</Button>
      </div>
      <TemplatePicker action={action} onUse={onUse} />
    </section>
  )
}
