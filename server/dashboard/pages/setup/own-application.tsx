/** The application with which the new connection is tried: its secret, and a command that signs a person in. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Application } from '../../api/application-summaries.ts'
import { applicationsQuery } from '../../api/application-summaries.ts'
import { useApi, useSession } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { Operations } from '../../api/operations.ts'
import { paths } from '../../routes.ts'
import { Part, Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { signInCommand } from '../applications/command.ts'
import { ownOf, PASSWORD_GRANTS } from '../applications/kinds.ts'
import type { MadeApplication } from '../applications/make-application.ts'
import { makeApplication } from '../applications/make-application.ts'
import { Secret } from '../applications/secret.tsx'
import { Output } from '../scripts/run/output.tsx'
import { setupText } from './text.ts'

type Connection = Operations['GET /api/v2/connections/{id}']['result']

/** @param props.fresh an application that the setup has just created; nobody has seen its secret yet */
export function OwnApplication({
  id,
  connection,
  fresh,
}: {
  id: string
  connection: Connection
  fresh: MadeApplication | undefined
}) {
  const applications = useQuery(applicationsQuery(useApi()))
  const [made, setMade] = useState(fresh)
  const realm = connection.name ?? ''
  if (made !== undefined) return <Fresh made={made} realm={realm} />
  return (
    <Part query={applications}>
      {(all) => {
        const own = ownOf(all).find(
          ({ client_id, grant_types }) =>
            connection.enabled_clients?.includes(client_id) && grant_types.includes(PASSWORD_GRANTS[0]),
        )
        if (own === undefined) return <Missing id={id} realm={realm} onMade={setMade} />
        return <Known application={own} realm={realm} />
      }}
    </Part>
  )
}

function Fresh({ made: { client_id, client_secret }, realm }: { made: MadeApplication; realm: string }) {
  const secret = client_secret === undefined ? 'none' : { fresh: client_secret }
  return (
    <div className="stack">
      {client_secret !== undefined && <Secret client_id={client_id} client_secret={client_secret} />}
      <Command text={signInCommand({ client_id, secret }, realm)} />
      <Manage client_id={client_id}>{setupText.done.manage}</Manage>
    </div>
  )
}

/** An application that existed before, or whose secret was shown before. */
function Known({
  application: { client_id, name, ferry },
  realm,
}: {
  application: Application
  realm: string
}) {
  const secret = ferry.has_secret ? 'stored' : 'none'
  return (
    <div className="stack">
      <Command text={signInCommand({ client_id, secret }, realm)} />
      {ferry.has_secret && <p className="hint">{setupText.done.known(inSentence(name))}</p>}
      <Manage client_id={client_id}>
        {ferry.has_secret ? setupText.done.rotate : setupText.done.manage}
      </Manage>
    </div>
  )
}

function Missing({
  id,
  realm,
  onMade,
}: {
  id: string
  realm: string
  onMade: (made: MadeApplication) => void
}) {
  const { done: says } = setupText
  const client = useApi()
  const queries = useQueryClient()
  const refusal = useRefusal('create:clients')
  /** Created by an earlier attempt that failed later: the next attempt uses it. */
  const made = useRef<MadeApplication>(undefined)
  const making = useMutation({
    mutationFn: async () => {
      made.current ??= await makeApplication(client, {
        name: setupText.applicationOf(realm),
        kind: 'regular_web',
        grants: PASSWORD_GRANTS,
      })
      await client.call('PATCH /api/v2/connections/{id}/clients', {
        params: { id },
        body: [{ client_id: made.current.client_id, status: true }],
      })
      return made.current
    },
    onSuccess: onMade,
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['applications'] })
      await queries.invalidateQueries({ queryKey: ['connections'] })
      await queries.invalidateQueries({ queryKey: ['connection', id] })
    },
    gcTime: 0,
  })
  return (
    <div className="stack">
      <p className="hint">{says.missing}</p>
      {making.error && <Problem error={making.error} />}
      <div className="row">
        <Button writes blocked={refusal} busy={making.isPending} onClick={() => making.mutate()}>
          {says.create}
        </Button>
      </div>
    </div>
  )
}

function Command({ text }: { text: string }) {
  const { done: says } = setupText
  return (
    <>
      <Output label={says.command} text={text} />
      <div className="row">
        <CopyButton text={text}>{says.copy}</CopyButton>
      </div>
    </>
  )
}

function Manage({ client_id, children }: { client_id: string; children: string }) {
  const { tenant } = useSession()
  return (
    <p className="hint">
      <Link href={paths.application(tenant.name, client_id)}>{children}</Link>
    </p>
  )
}
