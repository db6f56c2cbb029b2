/** The template picker. @module */
import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent } from 'react'
import { useId, useState } from 'react'
import { useApi } from '../../../api/context.tsx'
import type { Action } from '../../../editor/index.tsx'
import { HelpLink } from '../../../shell/help-link.tsx'
import { Part } from '../../../shell/part.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import type { Template } from './template.ts'
import { TemplatePreview } from './template-preview.tsx'
import './templates.css'
import { templatesText } from './text.ts'

interface TemplateProps {
  open: boolean
  /** The script that the preview shows first. */
  action: Action
  onClose: () => void
  onUse: (template: Template) => void
}

/** The list is at the left; the selected template and what it expects is at the right. */
export function TemplateDialog({ open, onClose, ...props }: TemplateProps) {
  const says = templatesText
  return (
    <Dialog
      wide
      open={open}
      onClose={onClose}
      title={says.title}
      description={
        <>
          {says.description} <HelpLink topic="templates" />
        </>
      }
    >
      <TemplatePicker {...props} />
    </Dialog>
  )
}

/** The picker without the dialog, for a page that shows nothing else. */
export function TemplatePicker(props: Omit<TemplateProps, 'open' | 'onClose'>) {
  const client = useApi()
  const [chosen, setChosen] = useState<string>()
  const list = useQuery({
    queryKey: ['templates'],
    queryFn: ({ signal }) => client.call('GET /api/v2/templates', { signal }),
  })
  const id = chosen ?? list.data?.[0]?.id
  const details = useQuery({
    queryKey: ['templates', id],
    enabled: id !== undefined,
    queryFn: ({ signal }) => client.call('GET /api/v2/templates/{id}', { params: { id: id ?? '' }, signal }),
  })
  return (
    <Part query={list}>
      {(templates) => (
        <div className="templates">
          <ListBox
            label={templatesText.list}
            choices={templates.map((template) => ({ value: template.id, label: template.name }))}
            value={id ?? ''}
            onChange={setChosen}
          />
          <Part query={details}>
            {(template) => <TemplatePreview key={template.id} template={template} {...props} />}
          </Part>
        </div>
      )}
    </Part>
  )
}

/** A list box that is always open: arrow keys, Home, End, or the first letter. */
function ListBox({
  label,
  choices,
  value,
  onChange,
}: {
  label: string
  choices: readonly { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
}) {
  const id = useId()
  const at = choices.findIndex((choice) => choice.value === value)

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const next = targetOf(event.key, at, choices)
    const choice = next === undefined ? undefined : choices[next]
    if (!choice) return
    event.preventDefault()
    onChange(choice.value)
    document.getElementById(`${id}-${choice.value}`)?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <div
      role="listbox"
      className="templates-list"
      aria-label={label}
      aria-activedescendant={`${id}-${value}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {choices.map((choice) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list box handles the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the list box has the focus, and names the active option
        <div
          key={choice.value}
          id={`${id}-${choice.value}`}
          role="option"
          aria-selected={choice.value === value}
          className="template-choice"
          onClick={() => onChange(choice.value)}
        >
          {choice.label}
        </div>
      ))}
    </div>
  )
}

function targetOf(key: string, at: number, choices: readonly { label: string }[]): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, choices.length - 1)
    case 'ArrowUp':
      return Math.max(at - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return choices.length - 1
    default: {
      if (!/^\p{L}$/u.test(key)) return undefined
      const starts = choices.map(({ label }) => label.toLowerCase().startsWith(key.toLowerCase()))
      const after = starts.indexOf(true, at + 1)
      const found = after === -1 ? starts.indexOf(true) : after
      return found === -1 ? undefined : found
    }
  }
}
