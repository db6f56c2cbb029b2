/** A preview of one template: its schema, its names and its scripts. @module */
import { useState } from 'react'
import type { Action } from '../../../editor/index.tsx'
import { ACTIONS } from '../../../editor/types/contract.ts'
import { Button } from '../../../ui/button.tsx'
import { Select } from '../../../ui/select.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Output } from '../run/output.tsx'
import type { Template } from './template.ts'
import { templateScript } from './template.ts'
import { useRenamed } from './template-names.ts'
import { StoreTables } from './template-tables.tsx'
import { templatesText } from './text.ts'

type View = 'expects' | 'preview'

/** @param props.template the template with its original names, which the person can change */
export function TemplatePreview({
  template,
  action,
  onUse,
}: {
  template: Template
  action: Action
  onUse: (template: Template) => void
}) {
  const says = templatesText
  const [view, setView] = useState<View>('expects')
  const [script, setScript] = useState<Action>(action)
  const names = useRenamed(template)
  // A hosted service can only be asked: its template has only login and get_user.
  const there = ACTIONS.filter((one) => templateScript(names.template, one) !== '')
  const shown = there.includes(script) ? script : 'login'
  const blocked = names.problem !== undefined ? says.wrongName : names.isPending ? says.renaming : undefined
  return (
    <div className="template-about">
      <p>{template.description}</p>
      <Tabs<View>
        label={says.views}
        value={view}
        onChange={setView}
        tabs={[
          {
            value: 'expects',
            label: says.expects,
            content: (
              <div className="template-expects">
                {template.store ? (
                  <StoreTables template={template} names={names} />
                ) : (
                  <>
                    <p className="small muted">{template.can_change}</p>
                    {template.schema && (
                      <Output isCode label={template.schema.name} text={template.schema.text} />
                    )}
                  </>
                )}
                <Keys keys={template.configuration} />
              </div>
            ),
          },
          {
            value: 'preview',
            label: says.preview,
            content: (
              <div className="stack">
                <Select<Action>
                  label={says.script}
                  choices={there.map((one) => ({ value: one, label: one }))}
                  value={shown}
                  onChange={setScript}
                />
                <Output isCode label={says.previewOf(shown)} text={templateScript(names.template, shown)} />
              </div>
            ),
          },
        ]}
      />
      <div className="row end">
        <Button variant="primary" blocked={blocked} onClick={() => onUse(names.template)}>
          {says.use(template.name)}
        </Button>
      </div>
    </div>
  )
}

function Keys({ keys }: { keys: Template['configuration'] }) {
  const says = templatesText
  if (keys.length === 0) return <p className="small muted">{says.noKeys}</p>
  return (
    <section>
      <h3 className="label">{says.keys}</h3>
      <dl className="template-keys">
        {keys.map(({ key, description, required }) => (
          <div key={key}>
            <dt>
              <code>{key}</code>
            </dt>
            <dd>
              {description}
              <span className="muted"> · {required ? says.required : says.optional}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
