/** The scopes of an API. @module */
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { Api } from '../../api/apis.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Foreign, inSentence } from '../../ui/foreign.tsx'
import { Table } from '../../ui/table.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { MemberProblem } from './api-groups.tsx'
import { isScope } from './names.ts'
import type { Editing } from './queries.ts'
import { apisText, apiText } from './text.ts'

type Scope = Api['scopes'][number]

const FIRST = 50
const LONGEST_DESCRIPTION = 500

const { scopes: says } = apiText

/** Removing a scope can be undone in the message that follows. */
export function ScopesGroup({ editing }: { editing: Editing }) {
  const { shown: api, refusal, save } = editing
  const [opened, setOpened] = useState<Scope | 'new'>()
  const [showsAll, setShowsAll] = useState(false)
  const { scopes } = api
  const first = showsAll ? scopes : scopes.slice(0, FIRST)
  const saveAll = (next: readonly Scope[]): void => save(says.title, { scopes: [...next] })
  return (
    <Group title={says.title} {...(api.is_system ? {} : { detail: says.detail })}>
      {scopes.length === 0 && <Empty>{says.empty}</Empty>}
      {scopes.length > 0 && (
        <div className="wordy">
          <Table
            caption={says.caption}
            rows={first}
            rowKey={({ value }) => value}
            columns={[
              {
                name: says.scope,
                cell: ({ value }) => (
                  <code>
                    <Foreign text={value} />
                  </code>
                ),
              },
              {
                name: says.description,
                cell: ({ description }) =>
                  description === undefined ? (
                    <span className="muted">{says.noDescription}</span>
                  ) : (
                    <Foreign text={description} />
                  ),
              },
            ]}
            {...(api.is_system
              ? {}
              : {
                  actions: {
                    label: says.actions,
                    cell: (scope: Scope) => (
                      <span className="row end">
                        <Button
                          writes
                          blocked={refusal}
                          aria-label={says.editOf(scope.value)}
                          onClick={() => setOpened(scope)}
                        >
                          {says.edit}
                        </Button>
                        <Button
                          writes
                          blocked={refusal}
                          aria-label={says.removeOf(scope.value)}
                          onClick={() => saveAll(scopes.filter(({ value }) => value !== scope.value))}
                        >
                          {says.remove}
                        </Button>
                      </span>
                    ),
                  },
                })}
          />
        </div>
      )}
      <div className="row">
        {!api.is_system && (
          <Button icon="plus" writes blocked={refusal} onClick={() => setOpened('new')}>
            {says.add}
          </Button>
        )}
        {first.length < scopes.length && (
          <Button onClick={() => setShowsAll(true)}>{says.show(scopes.length)}</Button>
        )}
      </div>
      <MemberProblem editing={editing} member="scopes" />
      {opened !== undefined && (
        <ScopeDialog
          scope={opened === 'new' ? undefined : opened}
          others={scopes.filter((scope) => scope !== opened)}
          onSave={(scope) =>
            saveAll(
              opened === 'new'
                ? [...scopes, scope]
                : scopes.map((one) => (one.value === opened.value ? scope : one)),
            )
          }
          onClose={() => setOpened(undefined)}
        />
      )}
    </Group>
  )
}

/** @param props.scope the scope to edit; undefined adds one */
function ScopeDialog({
  scope,
  others,
  onSave,
  onClose,
}: {
  scope: Scope | undefined
  others: readonly Scope[]
  onSave: (scope: Scope) => void
  onClose: () => void
}) {
  const [value, setValue] = useState(scope?.value ?? '')
  const [description, setDescription] = useState(scope?.description ?? '')
  const typed = value.trim()
  const valueError =
    typed === ''
      ? undefined
      : !isScope(typed)
        ? says.valueWrong
        : others.some((one) => one.value === typed)
          ? says.valueTwice
          : undefined
  const descriptionError = description.trim().length > LONGEST_DESCRIPTION ? says.descriptionLong : undefined
  const blocked = typed === '' ? says.valueMissing : (valueError ?? descriptionError)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (blocked !== undefined) return
    onSave({ value: typed, ...(description.trim() === '' ? {} : { description: description.trim() }) })
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={scope === undefined ? says.addTitle : says.editTitle(inSentence(scope.value))}
    >
      <form className="stack" onSubmit={submit} noValidate>
        <TextField
          label={says.value}
          hint={says.valueHint}
          error={valueError}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
        <TextField
          label={says.description}
          hint={says.descriptionHint}
          error={descriptionError}
          autoComplete="off"
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
        <div className="row end">
          <Button onClick={onClose}>{apisText.cancel}</Button>
          <Button type="submit" variant="primary" writes blocked={blocked}>
            {says.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
