/** The screen that creates a connection to the person's own legacy store from a template. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Link, useLocation, useParams } from 'wouter'
import type { Application } from '../../api/application-summaries.ts'
import { applicationsQuery } from '../../api/application-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { isNotFound } from '../../api/problem.ts'
import { paths } from '../../routes.ts'
import { Part, Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { Select } from '../../ui/select.tsx'
import { ownOf, PASSWORD_GRANTS } from '../applications/kinds.ts'
import type { MadeApplication } from '../applications/make-application.ts'
import { makeApplication } from '../applications/make-application.ts'
import { Output } from '../scripts/run/output.tsx'
import type { Template } from '../scripts/templates/template.ts'
import { useRenamed } from '../scripts/templates/template-names.ts'
import { StoreTables } from '../scripts/templates/template-tables.tsx'
import '../scripts/templates/templates.css'
import { TestConnection } from '../test-connection/test-connection.tsx'
import { ConfigurationFields } from './configuration-fields.tsx'
import { useKeepSecret } from './fresh-secrets.tsx'
import { useConnections } from './queries.ts'
import { NotFoundInShell, SetupFrame, SKIPPED } from './setup-frame.tsx'
import { setupText } from './text.ts'

const NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,126}[a-zA-Z0-9])?$/

/** At `/setup/store/:template`. */
export function OwnStorePage() {
  const { template = '' } = useParams()
  const client = useApi()
  const details = useQuery({
    queryKey: ['templates', template],
    queryFn: ({ signal }) => client.call('GET /api/v2/templates/{id}', { params: { id: template }, signal }),
  })
  const connections = useConnections()
  const applications = useQuery(applicationsQuery(client))
  if (isNotFound(details)) return <NotFoundInShell />
  return (
    <SetupFrame step="store" title={details.data?.name ?? setupText.store.title} next={SKIPPED} wide>
      <Part query={details}>
        {(one) => (
          <Part query={connections}>
            {(all) => (
              <Part query={applications}>
                {(clients) => (
                  <OwnStore
                    template={one}
                    taken={all.map(({ name = '' }) => name)}
                    applications={ownOf(clients)}
                  />
                )}
              </Part>
            )}
          </Part>
        )}
      </Part>
    </SetupFrame>
  )
}

/** Value of the choice for a new application, in place of an ID. */
const NEW = 'new'

function OwnStore({
  template,
  taken,
  applications,
}: {
  template: Template
  taken: readonly string[]
  /** Existing applications, without the one that administers Ferry. */
  applications: readonly Application[]
}) {
  const { own: says } = setupText
  const client = useApi()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [name, setName] = useState(() => freeName(`legacy-${template.id}`, taken))
  const [values, setValues] = useState<{ [key: string]: string }>({})
  const names = useRenamed(template)
  const [asked, setAsked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const refusal = useRefusal('create:connections')
  const [application, setApplication] = useState(NEW)
  const keepSecret = useKeepSecret()
  /** Created by an earlier attempt that failed later: the next attempt uses it. */
  const made = useRef<MadeApplication>(undefined)
  const creating = useMutation({
    mutationFn: async () => {
      const isNew = application === NEW
      if (isNew)
        made.current ??= await makeApplication(client, {
          name: setupText.applicationOf(name),
          kind: 'regular_web',
          grants: PASSWORD_GRANTS,
        })
      const fresh = isNew ? made.current : undefined
      const { customScripts } = names.isChanged
        ? await client.call('POST /api/v2/templates/{id}/rename', {
            params: { id: template.id },
            body: { tables: names.tables },
          })
        : template
      const connection = await client.call('POST /api/v2/connections', {
        body: {
          name,
          strategy: 'auth0',
          enabled_clients: [fresh?.client_id ?? application],
          options: {
            enabledDatabaseCustomization: true,
            import_mode: true,
            customScripts,
            configuration: filledIn(values),
          },
        },
      })
      if (fresh) keepSecret(connection.id, fresh)
      return connection
    },
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['connections'] })
      await queries.invalidateQueries({ queryKey: ['applications'] })
      navigate(paths.setupSignIn(id, template.id))
    },
    gcTime: 0,
  })
  const nameError = !NAME.test(name) ? says.nameWrong : taken.includes(name) ? says.nameTaken : undefined
  const missing = template.configuration
    .filter(({ key, required }) => required && (values[key] ?? '') === '')
    .map(({ key }) => key)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    // Rendered at once, so that the first invalid field can get the focus.
    flushSync(() => setAsked(true))
    if (refusal !== undefined) return
    if (nameError === undefined && missing.length === 0 && names.problem === undefined) {
      if (!creating.isPending) creating.mutate()
    } else form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off">
      <p className="muted">
        {template.description} {says.intro}
      </p>
      <TextField
        label={says.name}
        hint={says.nameHint}
        error={nameError}
        autoComplete="off"
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {template.store ? (
        <fieldset className="stack setup-tables">
          <legend className="setup-legend">{says.tables}</legend>
          <StoreTables template={template} names={names} />
        </fieldset>
      ) : (
        <>
          <p className="hint">{template.can_change}</p>
          {template.schema && (
            <details>
              <summary>{says.schema}</summary>
              <Output label={template.schema.name} text={template.schema.text} />
            </details>
          )}
        </>
      )}
      <fieldset className="stack">
        <legend className="setup-legend">{says.configuration}</legend>
        <p className="hint">{template.configuration.length === 0 ? says.noKeys : says.configurationHint}</p>
        <ConfigurationFields
          addressHint={says.addressHint}
          keys={template.configuration.map(({ key, description, example, required }) => ({
            key,
            example,
            label: description,
            hint: required ? '' : says.optional,
          }))}
          values={values}
          missing={asked ? missing : []}
          error={says.needed}
          onChange={setValues}
        />
        {template.configuration.length > 0 && (
          <TestConnection
            tested={{
              kind: 'template',
              id: template.id,
              configuration: filledIn(values),
              tables: names.tables,
            }}
            blocked={missing.length > 0 ? says.testBlocked(missing) : undefined}
          />
        )}
      </fieldset>
      {applications.length === 0 ? (
        <p className="hint">{says.makesApplication(setupText.applicationOf(name))}</p>
      ) : (
        <Select
          label={says.application}
          hint={says.applicationHint}
          choices={[
            { value: NEW, label: says.newApplication(setupText.applicationOf(name)) },
            ...applications.map((one) => ({ value: one.client_id, label: inSentence(one.name) })),
          ]}
          value={application}
          onChange={setApplication}
        />
      )}
      {creating.error && <Problem error={creating.error} />}
      <div className="row">
        <Link href={paths.setupStore}>{says.back}</Link>
        <span className="grow" />
        <Button type="submit" variant="primary" writes busy={creating.isPending} blocked={refusal}>
          {says.submit}
        </Button>
      </div>
    </form>
  )
}

/** @returns the values without the empty ones */
function filledIn(values: { [key: string]: string }): { [key: string]: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}

function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted
  for (let number = 2; taken.includes(name); number++) name = `${wanted}-${number}`
  return name
}
