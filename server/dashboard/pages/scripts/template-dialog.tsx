/** Chooses scripts to begin with. @module */
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useApi } from '../../api/context.tsx'
import type { Operations } from '../../api/schema.ts'
import type { Action } from '../../editor/index.tsx'
import { CodeDiff } from '../../editor/index.tsx'
import { Part } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Badge, Skeleton } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Output } from './output.tsx'
import { scriptsText } from './text.ts'

/** With the texts of its scripts. */
export type Template = Operations['GET /api/v2/templates/{id}']['result']

interface TemplateProps {
  open: boolean
  action: Action
  /** What the editor shows, for the comparison. */
  text: string
  onClose: () => void
  onUse: (template: Template) => void
}

/** A list at the left, and what the chosen one expects at the right. */
export function TemplateDialog({ open, onClose, ...props }: TemplateProps) {
  const { templates: says } = scriptsText
  return (
    <Dialog wide open={open} onClose={onClose} title={says.title} description={says.description}>
      <TemplatePicker {...props} />
    </Dialog>
  )
}

/** The same without the dialog, for a page that has nothing else to show. */
export function TemplatePicker({ action, text, onUse }: Omit<TemplateProps, 'open' | 'onClose'>) {
  const { templates: says } = scriptsText
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
          <Field label={says.list}>
            {(control) => (
              <select
                {...control}
                className="input templates-list"
                size={Math.min(13, templates.length)}
                value={id}
                onChange={(event) => setChosen(event.target.value)}
              >
                {templates.map((template) => (
                  <option key={template.id} value={template.id}>
                    {template.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Part query={details}>
            {(template) => <Preview template={template} action={action} text={text} onUse={onUse} />}
          </Part>
        </div>
      )}
    </Part>
  )
}

type View = 'expects' | 'compare'

function Preview({
  template,
  action,
  text,
  onUse,
}: Omit<TemplateProps, 'open' | 'onClose'> & { template: Template }) {
  const { templates: says } = scriptsText
  const [view, setView] = useState<View>('expects')
  return (
    <div className="stack">
      <p>{template.description}</p>
      <Tabs<View>
        label={says.views}
        value={view}
        onChange={setView}
        tabs={[
          { value: 'expects', label: says.expects, content: <Expects template={template} /> },
          {
            value: 'compare',
            label: says.compare(action),
            content: (
              <div className="scripts-diff">
                <Suspense fallback={<Skeleton />}>
                  <CodeDiff before={text} after={templateScript(template, action)} />
                </Suspense>
              </div>
            ),
          },
        ]}
      />
      <div className="row end">
        <Button variant="primary" onClick={() => onUse(template)}>
          {says.use(template.name)}
        </Button>
      </div>
    </div>
  )
}

function Expects({ template: { configuration, schema } }: { template: Template }) {
  const { templates: says } = scriptsText
  return (
    <div className="stack">
      {schema && <Output label={schema.name} text={schema.text} />}
      <ul className="run-list" aria-label={says.keys}>
        {configuration.map(({ key, description, required }) => (
          <li key={key}>
            <code>{key}</code> {description} {required && <Badge>{says.required}</Badge>}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** @returns the template's text of one script */
export function templateScript({ customScripts }: Template, action: Action): string {
  const text: unknown = Object.entries(customScripts).find(([name]) => name === action)?.[1]
  return typeof text === 'string' ? text : ''
}
